// libcurl's functions take options of any type, which Swift cannot call.
#include <curl/curl.h>

/// Prepares libcurl for the whole process. Call once, before anything else.
static inline CURLcode summit_curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

static inline CURLcode summit_curl_set_number(CURL *curl, CURLoption option, long value) {
  return curl_easy_setopt(curl, option, value);
}

/// libcurl keeps a copy of `text`, except of CURLOPT_POSTFIELDS.
static inline CURLcode summit_curl_set_text(CURL *curl, CURLoption option, const char *text) {
  return curl_easy_setopt(curl, option, text);
}

/// `headers` must last as long as they are set.
static inline CURLcode summit_curl_set_headers(CURL *curl, struct curl_slist *headers) {
  return curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
}

/// `words` must have CURL_ERROR_SIZE bytes and last as long as `curl`.
static inline CURLcode summit_curl_set_error_buffer(CURL *curl, char *words) {
  return curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);
}

/// `receive` gets the body of the answer in pieces, and `context`.
static inline CURLcode summit_curl_set_receiver(CURL *curl, size_t (*receive)(char *, size_t, size_t, void *),
                                                void *context) {
  CURLcode code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
  return code ? code : curl_easy_setopt(curl, CURLOPT_WRITEDATA, context);
}

/// `progress` is called at least once a second; a request ends when it returns another value than 0.
static inline CURLcode summit_curl_set_progress(CURL *curl,
                                                int (*progress)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t),
                                                void *context) {
  CURLcode code = curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
  if (!code) code = curl_easy_setopt(curl, CURLOPT_XFERINFODATA, context);
  return code ? code : curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

/// libcurl sends a request again by itself if a connection that it used before closes without a byte of an answer.
/// `sending` is called before each time and ends the request if it returns 1. A libcurl older than 7.80 has no such
/// function: there each request has a connection of its own, which is never sent on again.
static inline CURLcode summit_curl_set_sending(CURL *curl, int (*sending)(void *, char *, char *, int, int),
                                               void *context) {
#if LIBCURL_VERSION_NUM >= 0x075000
  CURLcode code = curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, sending);
  return code ? code : curl_easy_setopt(curl, CURLOPT_PREREQDATA, context);
#else
  (void)sending;
  (void)context;
  return curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
#endif
}

/// HTTP and HTTPS only: libcurl speaks two dozen protocols.
static inline CURLcode summit_curl_set_protocols(CURL *curl) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/// A look-up of a name that hangs is left to itself, so that it does not hold a request longer than its time.
static inline CURLcode summit_curl_set_quick_exit(CURL *curl) {
#if LIBCURL_VERSION_NUM >= 0x075700
  return curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
#else
  (void)curl;
  return CURLE_OK;
#endif
}

/// A number that is known of the last request; 0 if it is not.
static inline long summit_curl_number(CURL *curl, CURLINFO info) {
  long value = 0;
  return curl_easy_getinfo(curl, info, &value) ? 0 : value;
}
