import ArgumentParser
import CallModel
import Console
import Foundation
import Integration
import Ledger
import Platform

/// `summit-cdr serve`: the console (spec 8).
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Stay in the foreground and serve the console to browsers.",
    discussion: """
      Pages in Portuguese for calls, services, imports, held rows and registers of one or several integrations. The users \
      are those of the first (summit-cdr users add). Imports, the scheduler and other commands run beside it.

      On a loopback address it needs nothing else. To reach it from elsewhere put a reverse proxy with TLS in front and name \
      its address with --trusted-proxy, and the name that browsers use with --host; --plain-http does without TLS, on a \
      network that nobody else listens on: passwords and telephone numbers go over it as they are. See docs/console.md.

      SIGTERM and SIGINT end it: requests under way are answered, an import that was started on a page and has not begun to \
      commit is abandoned, and the next one does its work.

      Examples:
        summit-cdr users add ana --role admin --config matriz
        summit-cdr serve --config matriz
        summit-cdr serve --config matriz --config filial --listen 127.0.0.1:9000
        summit-cdr serve --config matriz --listen 10.0.0.2:8088 \\
          --trusted-proxy 10.0.0.1 --host console.provedor.com.br
      """)

  @OptionGroup var integrations: IntegrationsOptions

  @Option(help: ArgumentHelp("Address and port to listen on; port 0: any that is free.", valueName: "address:port"))
  var listen = "127.0.0.1:8088"

  @Option(
    help: ArgumentHelp(
      "A name that browsers reach it by, beside the address. May be given several times.", valueName: "name"))
  var host: [String] = []

  @Option(
    help: ArgumentHelp(
      "Address or block (10.0.0.0/8) of a reverse proxy whose X-Forwarded-For and -Proto are believed. May be given several "
        + "times.", valueName: "address"))
  var trustedProxy: [String] = []

  @Flag(help: "Serve without TLS beyond this machine, with cookies that go unencrypted.")
  var plainHTTP = false

  @Flag(help: "Print the first line as JSON: host, port, url.")
  var json = false

  @Flag(help: "Say nothing but errors, and the address.")
  var quiet = false

  private static let otherFiles = 1_024

  func validate() throws {
    _ = try address()
    for text in trustedProxy where AddressBlock(text) == nil {
      throw ValidationError("--trusted-proxy: expected an address or a block such as 10.0.0.0/8, found \(text)")
    }
  }

  func run() throws {
    var settings = ConsoleSettings(try integrations.config.map { try Integration.load(path: $0) })
    (settings.host, settings.port) = try address()
    settings.names = host
    settings.trustedProxies = trustedProxy.compactMap { AddressBlock($0) }
    settings.isPlainHTTP = plainHTTP
    // A connection is a file; ledgers, segments and runs need some more.
    let files = OpenFileLimit.raise(to: settings.limits.connections + Self.otherFiles) ?? OpenFileLimit.neededFiles
    settings.limits.connections = min(settings.limits.connections, max(64, files - Self.otherFiles))
    settings.withPlatform = { integration, body in
      try SummitHTTPClient.with(try integration.platformSettings()) { try body($0) }
    }
    settings.afterImport = { _ = PlatformRound.run($0, limitSeconds: PlatformRound.importSeconds) }
    settings.log = { Terminal.message(DisplayText.of(MaskedText.masked($0)) + "\n") }
    let chosen = settings
    let stop = DispatchSemaphore(value: 0)
    let signals = StopSignals(
      onStop: { _ in stop.signal() },
      onGraceEnd: { number in
        // An import that goes on regardless ends here, and nothing of it was recorded.
        for integration in chosen.integrations {
          Heartbeat.abandon(DataDirectory(path: integration.dataDirectory), process: getpid(), at: Date())
        }
        return StopSignals.exitCode(number)
      })
    let server = try runBlocking { try await ConsoleServer.start(chosen) }
    try announce(server, chosen)
    withExtendedLifetime(signals) { stop.wait() }
    try runBlocking { await server.stop() }
  }

  private func address() throws -> (host: String, port: Int) {
    guard let address = ConsoleSettings.address(listen) else {
      throw ValidationError("--listen: expected an address and a port such as 127.0.0.1:8088, found \(listen)")
    }
    return address
  }

  private struct Address: Encodable {
    var host: String
    var port: Int
    var url: String
  }

  private func announce(_ server: ConsoleServer, _ settings: ConsoleSettings) throws {
    let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    let url = "http://\(host):\(server.port)/"
    if json {
      try Terminal.write(json: Address(host: settings.host, port: server.port, url: url))
    } else {
      try Terminal.write(lines: [url])
    }
    if plainHTTP {
      Terminal.warning("--plain-http: passwords, cookies and telephone numbers go over the network unencrypted")
    }
    if quiet { return }
    if try settings.integrations[0].readUsers({ try UserStore($0).all() }).isEmpty {
      Terminal.message(
        "nobody can log in yet: summit-cdr users add NAME --role admin --config \(settings.integrations[0].path)\n")
    }
  }
}
