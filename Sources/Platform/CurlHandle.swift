import CCurl
import Foundation
import Synchronization

/// What a request sends.
struct CurlRequest: Sendable {
  var method: String
  var url: String
  /// `Name: value`
  var headers: [String]
  var body: Data?
  /// Of the answer; a larger one is given up.
  var maximumAnswerBytes: Int
}

/// Whether requests are to end, for the threads that wait for their answers.
final class CurlStop: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

/// A handle of libcurl for requests to one server, one after the other: the connection stays open in between.
///
/// A request is sent once at most and follows no redirect; no proxy, cookie, cache or file of the user takes part.
// SAFETY: sent between threads, and used by one at a time: SummitHTTPClient lends each to one request.
final class CurlHandle: @unchecked Sendable {
  /// A connection without use is closed before servers usually do, so that no request meets one that closes.
  private static let idleSeconds = 20

  private let easy: UnsafeMutableRawPointer
  private let words: UnsafeMutablePointer<CChar>
  private let stop: CurlStop
  private var body = Data()
  private var maximumBytes = 0
  private var isSent = false

  /// libcurl, prepared once for the process, by the first that asks.
  private static let start = summit_curl_start()

  /// - Parameter stop: ends the request under way within a second.
  /// - Throws: `CurlFailure` if this libcurl lacks something.
  init(_ settings: SummitHTTPClient.Settings, stop: CurlStop) throws(CurlFailure) {
    guard Self.start == CURLE_OK else { throw CurlFailure(Self.start) }
    guard let easy = curl_easy_init() else { throw CurlFailure(CURLE_FAILED_INIT) }
    self.easy = easy
    // SAFETY: libcurl writes at most CURL_ERROR_SIZE bytes; freed after the handle, in deinit.
    words = .allocate(capacity: Int(CURL_ERROR_SIZE))
    words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    self.stop = stop
    try configure(settings)
    try setCallbacks()
  }

  deinit {
    curl_easy_cleanup(easy)
    words.deallocate()
  }

  private func configure(_ settings: SummitHTTPClient.Settings) throws(CurlFailure) {
    try check(summit_curl_set_protocols(easy))
    try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    try set(CURLOPT_FOLLOWLOCATION, 0)
    // Blank: none, regardless of what the environment says.
    try set(CURLOPT_PROXY, "")
    try set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    if let file = settings.caFile {
      try set(CURLOPT_CAINFO, file)
      // The system's authorities are in a directory, too.
      try set(CURLOPT_CAPATH, nil)
    }
    let milliseconds = max(1, Int(settings.timeoutSeconds * 1_000))
    try set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
    try set(CURLOPT_TIMEOUT_MS, milliseconds)
    try set(CURLOPT_MAXAGE_CONN, Self.idleSeconds)
    try check(summit_curl_set_quick_exit(easy))
    // Signals belong to the program.
    try set(CURLOPT_NOSIGNAL, 1)
    // `..` in a path stands for itself.
    try set(CURLOPT_PATH_AS_IS, 1)
    try set(CURLOPT_USERAGENT, "summit-cdr")
  }

  private func setCallbacks() throws(CurlFailure) {
    try check(summit_curl_set_error_buffer(easy, words))
    // SAFETY: libcurl calls back with this object during `perform` only, which is a method of it.
    let context = Unmanaged.passUnretained(self).toOpaque()
    try check(
      summit_curl_set_receiver(
        easy, { bytes, size, count, context in CurlHandle.of(context).take(bytes, size * count) }, context))
    try check(
      summit_curl_set_progress(easy, { context, _, _, _, _ in CurlHandle.of(context).stop.isSet ? 1 : 0 }, context))
    try check(
      summit_curl_set_sending(easy, { context, _, _, _, _ in CurlHandle.of(context).mayBeSent() ? 0 : 1 }, context))
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CurlHandle {
    // SAFETY: what `setCallbacks` gave to libcurl.
    guard let context else { preconditionFailure("libcurl calls back without its context") }
    return Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
  }

  /// A piece of the answer's body.
  ///
  /// - Returns: how much of it was taken; less than `count` ends the request.
  private func take(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard let bytes, count <= maximumBytes - body.count else { return 0 }
    // SAFETY: libcurl says that `bytes` has `count`; they are copied.
    body.append(UnsafeRawBufferPointer(start: bytes, count: count).bindMemory(to: UInt8.self))
    return count
  }

  /// True the first time for each request.
  private func mayBeSent() -> Bool {
    defer { isSent = true }
    return !isSent
  }

  /// Sends a request and waits for its whole answer.
  func perform(_ request: CurlRequest) throws(CurlFailure) -> (status: Int, body: Data) {
    (body, maximumBytes, isSent) = (Data(), request.maximumAnswerBytes, false)
    words.pointee = 0
    var headers: UnsafeMutablePointer<curl_slist>?
    defer {
      _ = summit_curl_set_headers(easy, nil)
      curl_slist_free_all(headers)
    }
    // Without an `Expect`, which libcurl would make one of.
    for header in request.headers + ["Expect:"] {
      guard let list = curl_slist_append(headers, header) else { throw CurlFailure(CURLE_OUT_OF_MEMORY) }
      headers = list
    }
    try set(CURLOPT_URL, request.url)
    try set(CURLOPT_HTTPGET, 1)
    if let body = request.body {
      let text = String(decoding: body, as: UTF8.self)
      try set(CURLOPT_POSTFIELDSIZE, text.utf8.count)
      try set(CURLOPT_COPYPOSTFIELDS, text)
    }
    try set(CURLOPT_CUSTOMREQUEST, request.method)
    try check(summit_curl_set_headers(easy, headers))
    try check(curl_easy_perform(easy))
    return (summit_curl_number(easy, CURLINFO_RESPONSE_CODE), body)
  }

  private func set(_ option: CURLoption, _ number: Int) throws(CurlFailure) {
    try check(summit_curl_set_number(easy, option, number))
  }

  private func set(_ option: CURLoption, _ text: String?) throws(CurlFailure) {
    try check(summit_curl_set_text(easy, option, text))
  }

  private func check(_ code: CURLcode) throws(CurlFailure) {
    guard code != CURLE_OK else { return }
    // SAFETY: libcurl ends its words with a zero.
    throw CurlFailure(
      code, words: String(cString: words),
      systemError: Int32(truncatingIfNeeded: summit_curl_number(easy, CURLINFO_OS_ERRNO)))
  }
}
