import CCurl

/// Why a request came to no answer.
struct CurlFailure: Error {
  var code: CURLcode
  /// libcurl's, of what went wrong. May repeat what the server said, never what was sent.
  var words: String
  /// `errno` of the connection; 0: it is not known.
  var systemError: Int32 = 0

  init(_ code: CURLcode, words: String = "", systemError: Int32 = 0) {
    self.code = code
    self.words = words.isEmpty ? String(cString: curl_easy_strerror(code)) : words
    self.systemError = systemError
  }
}
