import ArgumentParser
import CallModel
import ERPSimulator
import Foundation
import HTTPListening
import Integration
import Listing

/// `summit-cdr erp-simulator`: an ERP to try services push on (spec 11.2).
struct ERPSimulatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erp-simulator",
    abstract: "Stay in the foreground and play the IXC ERP's services, on this machine only.",
    discussion: """
      Serves /webservice/v1/cliente_contrato_servicos on 127.0.0.1, in memory: a POST makes a record, one with the \
      header "ixcsoft: listar" lists. Success and error both come with status 200; fields that it does not know \
      vanish; what does not say repetir V recurs. The first line on standard output is the port; SIGTERM or SIGINT \
      ends it.

      In integration.yml:
        erp: {host: 127.0.0.1, port: 8090, tls: false, token_env: ERP_TOKEN,
              product: 10, unit: 1, credit_product: 11}

      Faults, each with its probability from 0 to 1; the same seed and requests meet the same:
        error:P    not done: 200 with type error
        html:P     not done: 200 with a page of HTML
        fail:P     not done: 500
        gateway:P  done, and answered with 504
        lost:P     done, and the connection closed without an answer
        drop:P     done, but for a field that vanishes
        number:P   done, and the id is a number

      Example:
        ERP_TOKEN=1:summit summit-cdr erp-simulator --port 8090 \\
          --fault gateway:0.1 --fault lost:0.1 --seed 7
      """)

  @Option(help: ArgumentHelp("Port on 127.0.0.1; 0: any that is free.", valueName: "n"))
  var port: Int

  @Option(help: ArgumentHelp("What goes wrong, and how often. May be given several times.", valueName: "kind:p"))
  var fault: [String] = []

  @Option(help: ArgumentHelp("Another seed gives other faults.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Environment variable with the token (default: the token is 1:summit).", valueName: "name"))
  var tokenEnv: String?

  @Flag(help: "Say nothing but errors, and the port.")
  var quiet = false

  func validate() throws {
    if !(0...65_535).contains(port) { throw ValidationError("--port: expected 0 to 65535, found \(port)") }
    _ = try faults()
  }

  func run() throws {
    var settings = ERPSimulator.Settings(port: port)
    settings.faults = try faults()
    settings.seed = seed
    if let tokenEnv {
      guard let token = ProcessInfo.processInfo.environment[tokenEnv], !token.isEmpty else {
        throw Problem(
          "--token-env", expected: "the token in the environment variable \(tokenEnv)", found: "nothing",
          remedy: "set it")
      }
      settings.token = token
    }
    let wanted = settings
    let stop = DispatchSemaphore(value: 0)
    let signals = StopSignals(onStop: { _ in stop.signal() }, onGraceEnd: StopSignals.exitCode)
    let simulator = try runBlocking { try await ERPSimulator.start(wanted) }
    try Terminal.write(lines: ["\(simulator.port)"])
    if !quiet { Terminal.message("erp simulator: http://\(LoopbackServer.host):\(simulator.port)\n") }
    withExtendedLifetime(signals) { stop.wait() }
    try runBlocking { await simulator.stop() }
    if !quiet {
      Terminal.message("erp simulator: \(CountText.of(simulator.erp.records.count, "record", "records")) made\n")
    }
  }

  private func faults() throws -> ERPSimulatorFaults {
    var faults = ERPSimulatorFaults()
    let kinds = ERPSimulatorFaults.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    for text in fault where !faults.add(text) {
      throw ValidationError("--fault: expected KIND:P, KIND one of \(kinds), P from 0 to 1, found \(text)")
    }
    return faults
  }
}
