import Statements

/// The built-in zones in words, for fields that take a zone.
enum ZoneChoices {
  static let builtIn = [
    "on-net", "local", "ldn", "vc1", "vc2", "vc3", "fixed", "mobile", "intl", "unified", "shared-cost", "donation",
    "premium", "special", "toll-free", "collect", "inbound",
  ].map { FormView.Choice($0, ZoneWords().words($0)) }
}
