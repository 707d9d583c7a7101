import CCurl
import Foundation

/// Sends a body to an address of HTTP or HTTPS, and waits for the status of the answer. What holds of `CurlHandle` holds
/// here: sent once at most, no redirect is followed, no proxy of the environment is used, the certificate is checked.
package final class HTTPPoster: Sendable {
  /// There was no answer, or none that was whole.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    /// libcurl's words, of what went wrong; never what was sent.
    package let description: String
  }

  /// Of an answer, which nobody reads: more is no answer to a message.
  private static let maximumAnswerBytes = 64 << 10

  private let stop = CurlStop()

  package init() {}

  /// Ends what is on its way within a second, and what follows.
  package func shutdown() { stop.set() }

  /// - Parameters:
  ///   - headers: `Name: value`.
  ///   - caFile: the certificates of the only authorities that are trusted; nil: those of the system.
  /// - Returns: the status.
  package func post(
    _ body: [UInt8], to url: String, headers: [String], timeoutSeconds: Double, caFile: String? = nil
  ) throws(Failure) -> Int {
    let settings = SummitHTTPClient.Settings(
      host: "", port: 0, caFile: caFile, timeoutSeconds: timeoutSeconds, user: "", password: PlatformSecret(""))
    do throws(CurlFailure) {
      return try CurlHandle(settings, stop: stop).perform(
        CurlRequest(
          method: "POST", url: url, headers: headers, body: Data(body),
          maximumAnswerBytes: Self.maximumAnswerBytes)
      ).status
    } catch {
      throw Failure(description: error.words)
    }
  }
}
