import CCurl
import Foundation

/// What an answer that is not the one asked for means: whether to ask again (spec 6.3).
extension SummitHTTPClient {
  /// 4xx with our error body is final, but for 408 and 429; so are 401 and 403 regardless of their body. All else says
  /// nothing about whether it was done.
  func failure(status: Int, body: Data) -> PlatformFailure {
    let words = try? SummitWireFormat.decode(SummitWireFormat.ErrorBody.self, from: body)
    switch status {
    case 401, 403:
      return .refused(
        status: status, error: words.map { shown($0.error) } ?? "unauthorised",
        message: "expected to be let in as \(settings.user), found \(status): check access in integration.yml, "
          + "its user and password_env or password_file",
        field: nil)
    case 400..<500 where status != 408 && status != 429:
      guard let words else { return unanswered(found: "\(status) without a reason in our format") }
      return .refused(
        status: status, error: shown(words.error), message: shown(words.message), field: words.field.map(shown))
    case 300..<400:
      return unanswered(found: "\(status), a redirect, which is not followed: check host, port and tls of summit_api")
    default:
      return unanswered(found: words.map { "\(status) \(shown($0.error)): \(shown($0.message))" } ?? "\(status)")
    }
  }

  /// `expected an answer, found …`, and where.
  func unanswered(found: String) -> PlatformFailure {
    .unanswered("\(settings.url): expected an answer of the platform, found \(found)")
  }

  func unanswered(_ failure: CurlFailure) -> PlatformFailure {
    unanswered(found: cause(failure))
  }

  /// What went wrong, without what was sent.
  private func cause(_ failure: CurlFailure) -> String {
    switch failure.code {
    case CURLE_OPERATION_TIMEDOUT:
      return "none within \(settings.timeoutSeconds.formatted()) s (timeout_seconds)"
    case CURLE_ABORTED_BY_CALLBACK where stop.isSet:
      return "none: the program is ending"
    // Aborted: it would have been sent a second time.
    case CURLE_ABORTED_BY_CALLBACK, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      return "the connection closed before an answer"
    case CURLE_WRITE_ERROR:
      return "an answer larger than expected"
    case CURLE_COULDNT_RESOLVE_HOST:
      return "no such host: \(settings.host)"
    case CURLE_COULDNT_CONNECT where failure.systemError != 0:
      return "no connection: \(String(cString: strerror(failure.systemError)))"
    case CURLE_PEER_FAILED_VERIFICATION:
      return "a certificate that is not accepted: \(shown(failure.words)): check host and ca_file of summit_api"
    case CURLE_SSL_CACERT_BADFILE:
      return "no certificate of an authority in \(settings.caFile ?? "the system's store") (ca_file of summit_api)"
    default:
      return shown(failure.words)
    }
  }

  /// The platform's words: cut, on one line, and without our password should they repeat it.
  func shown(_ text: String) -> String {
    var text = text
    let token = Data("\(settings.user):\(settings.password.text)".utf8).base64EncodedString()
    for secret in [token, settings.password.text] where !secret.isEmpty {
      text = text.replacingOccurrences(of: secret, with: "(hidden)")
    }
    let line = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
    return String(line.prefix(SummitWireFormat.maximumMessageCharacters))
  }
}
