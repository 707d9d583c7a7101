import Registry

extension Integration {
  /// The platform's API: `summit_api` (spec 6.3). Its user and password are those of `access`.
  package struct SummitAPI: Equatable, Sendable {
    package var host: String
    /// 1-65535.
    package var port: Int
    /// HTTPS, with the server's certificate checked.
    package var usesTLS: Bool
    /// The certificates of the only authorities that are trusted; nil: those of the system.
    package var caFile: String?
    package var mode: PlatformMode
    /// How long one request may take, 1-600.
    package var timeoutSeconds: Int

    package init(
      host: String, port: Int, usesTLS: Bool = false, caFile: String? = nil, mode: PlatformMode = .beta,
      timeoutSeconds: Int = 10
    ) {
      self.host = host
      self.port = port
      self.usesTLS = usesTLS
      self.caFile = caFile
      self.mode = mode
      self.timeoutSeconds = timeoutSeconds
    }

    /// `https://api.example:8443`
    package var baseURL: String {
      let name = host.contains(":") ? "[\(host)]" : host
      return "\(usesTLS ? "https" : "http")://\(name):\(port)"
    }
  }
}
