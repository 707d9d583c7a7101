import CCurl
import Foundation
import Synchronization

/// Sends requests to one server, one after the other, and waits for the whole answer of each. What holds of `CurlHandle`
/// holds here: sent once at most, no redirect is followed, no proxy of the environment is used, the certificate is checked.
package final class HTTPCaller: Sendable {
  /// There was no answer, or none that was whole.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    /// What went wrong; never what was sent.
    package let description: String
    /// Whether the server surely got nothing of the request: there was no connection to it.
    package let isUnsent: Bool

    package init(_ description: String, isUnsent: Bool = false) {
      self.description = description
      self.isUnsent = isUnsent
    }
  }

  /// Failures that come before a byte of a request is sent.
  private static let unsent: Set<UInt32> = [
    CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
    CURLE_SSL_CONNECT_ERROR, CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT,
  ].reduce(into: []) { $0.insert(UInt32($1.rawValue)) }

  private let settings: SummitHTTPClient.Settings
  private let stop = CurlStop()
  private let handle = Mutex<CurlHandle?>(nil)

  /// - Parameters:
  ///   - timeoutSeconds: for connecting, and for a whole request with its answer. Above 0.
  ///   - caFile: the certificates of the only authorities that are trusted; nil: those of the system.
  package init(timeoutSeconds: Double, caFile: String? = nil) {
    settings = SummitHTTPClient.Settings(
      host: "", port: 0, caFile: caFile, timeoutSeconds: timeoutSeconds, user: "", password: PlatformSecret(""))
  }

  /// Ends what is on its way within a second, and what follows.
  package func shutdown() { stop.set() }

  /// - Parameters:
  ///   - headers: `Name: value`.
  ///   - maximumAnswerBytes: a larger answer is given up.
  package func exchange(
    _ method: String, _ url: String, headers: [String], body: [UInt8], maximumAnswerBytes: Int
  ) throws(Failure) -> (status: Int, body: [UInt8]) {
    let request = CurlRequest(
      method: method, url: url, headers: headers, body: Data(body), maximumAnswerBytes: maximumAnswerBytes)
    let result: Result<(status: Int, body: Data), CurlFailure> = handle.withLock { kept in
      do throws(CurlFailure) {
        let handle = if let kept { kept } else { try CurlHandle(settings, stop: stop) }
        kept = handle
        return .success(try handle.perform(request))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let answer): return (answer.status, [UInt8](answer.body))
    case .failure(let failure):
      throw Failure(Self.words(failure), isUnsent: Self.unsent.contains(UInt32(failure.code.rawValue)))
    }
  }

  private static func words(_ failure: CurlFailure) -> String {
    switch failure.code {
    case CURLE_OPERATION_TIMEDOUT: "none in time (timeout_seconds)"
    case CURLE_ABORTED_BY_CALLBACK, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      "the connection closed before an answer"
    case CURLE_COULDNT_CONNECT where failure.systemError != 0:
      "no connection: \(String(cString: strerror(failure.systemError)))"
    case CURLE_WRITE_ERROR: "an answer larger than expected"
    default: failure.words
    }
  }
}
