import ArgumentParser
import CallModel
import Foundation
import HTTPListening
import Integration
import Platform
import PlatformSimulator

/// `summit-cdr platform-simulator`: a platform to try things on (spec 6.3).
struct PlatformSimulatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "platform-simulator",
    abstract: "Stay in the foreground and play the Summit platform, on this machine only.",
    discussion: """
      Serves all of docs/summit-platform.openapi.yaml on 127.0.0.1, checks user and password, and refuses what the \
      platform would refuse. The first line on standard output is the port; SIGTERM or SIGINT ends it.

      It has the partitions FLN, CWB and SAO with categories LIVRE, RECEBE, BLOQUEADO, CANCELADO and others, the plans \
      BASICO, CORPORATIVO and ILIMITADO, the licences RES, CORP and TRK; --catalogue names a JSON file with others. \
      docs/summit-platform.md has the whole list, and the form of that file.

      Faults, each with its probability from 0 to 1; the same seed and requests meet the same:
        slow:P[:S]     done, and answered S seconds late (default 12)
        fail:P         not done, and answered with 500, 503 or 429
        lost-answer:P  done, and the connection closed without an answer
        twice:P        a write is done twice, as if it had come again

      Example:
        summit-cdr platform-simulator --port 8080 --state platform.json \\
          --fault fail:0.1 --fault lost-answer:0.1 --seed 7
      """)

  @Option(help: ArgumentHelp("Port on 127.0.0.1; 0: any that is free.", valueName: "n"))
  var port: Int

  @Option(
    help: ArgumentHelp(
      "Keep lines, and the answers to writes, in this file; read at start. It has credentials: only its owner may read "
        + "it.", valueName: "file"))
  var state: String?

  @Option(help: ArgumentHelp("What goes wrong, and how often. May be given several times.", valueName: "kind:p"))
  var fault: [String] = []

  @Option(help: ArgumentHelp("Another seed gives other terminals, credentials and faults.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The user that is let in.", valueName: "name"))
  var user = PlatformSimulator.standardUser

  @Option(
    help: ArgumentHelp("Environment variable with the password (default: the password is summit).", valueName: "name"))
  var passwordEnv: String?

  @Option(help: ArgumentHelp("File with the password, that only its owner may read.", valueName: "file"))
  var passwordFile: String?

  @Option(help: ArgumentHelp("JSON file with other partitions, categories, plans and licences.", valueName: "file"))
  var catalogue: String?

  @Flag(help: "Print the first line as JSON: host, port, url, user.")
  var json = false

  @Flag(help: "Say nothing but errors, and the port.")
  var quiet = false

  func validate() throws {
    if !(0...65_535).contains(port) { throw ValidationError("--port: expected 0 to 65535, found \(port)") }
    if passwordEnv != nil, passwordFile != nil {
      throw ValidationError("--password-env, --password-file: expected one of them, found both")
    }
    if user.isEmpty || user.contains(":") {
      throw ValidationError("--user: expected a name without a colon, found \(user.isEmpty ? "nothing" : user)")
    }
    _ = try faults()
  }

  func run() throws {
    let settings = try settings()
    let stop = DispatchSemaphore(value: 0)
    let signals = StopSignals(onStop: { _ in stop.signal() }, onGraceEnd: StopSignals.exitCode)
    let simulator = try runBlocking { try await PlatformSimulator.start(settings) }
    try announce(simulator)
    withExtendedLifetime(signals) { stop.wait() }
    try runBlocking { await simulator.stop() }
  }

  private func settings() throws -> PlatformSimulator.Settings {
    var settings = PlatformSimulator.Settings(port: port, user: user)
    settings.statePath = state
    settings.seed = seed
    settings.faults = try faults()
    if let password = try password() { settings.password = PlatformSecret(password) }
    if let catalogue { settings.catalogue = try SimulatorCatalogue(file: catalogue) }
    return settings
  }

  private func faults() throws -> SimulatorFaults {
    var faults = SimulatorFaults()
    for text in fault where !faults.add(text) {
      throw ValidationError(
        "--fault: expected slow:P[:SECONDS], fail:P, lost-answer:P or twice:P with P from 0 to 1, found \(text)")
    }
    return faults
  }

  private func password() throws -> String? {
    if let passwordEnv { return try Integration.Access.Password.environment(passwordEnv).ofOption() }
    return try passwordFile.map { try Integration.Access.Password.file($0).ofOption() }
  }

  private struct Address: Encodable {
    var host: String
    var port: Int
    var url: String
    var user: String
  }

  /// The port, on a line of its own, so that a program that started this one can read it.
  private func announce(_ simulator: PlatformSimulator) throws {
    let url = "http://\(LoopbackServer.host):\(simulator.port)\(SummitWireFormat.basePath)"
    if json {
      let address = Address(host: LoopbackServer.host, port: simulator.port, url: url, user: user)
      try Terminal.write([UInt8](try SummitWireFormat.encode(address)) + [UInt8(ascii: "\n")])
    } else {
      try Terminal.write(lines: ["\(simulator.port)"])
    }
    if !quiet { Terminal.message("platform simulator: \(url), user \(DisplayText.of(user))\n") }
  }
}
