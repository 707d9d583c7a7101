import ArgumentParser
import Foundation
import Integration
import Provisioning

/// `summit-cdr platform push`.
struct PlatformPushCommand: IntegrationCommand, Reporting {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Send what waits in the outbox to the platform.",
    discussion: """
      First looks at what begins or ends by date. Then sends what is ready, 8 requests at a time: in order for each \
      line and number. What is not answered waits, 5 seconds at first and at most an hour, and is sent again with the \
      same key. What the platform refuses stays in front of its line until you try it again or drop it \
      (platform outbox).

      --wait goes on until nothing is pending. Imports may run meanwhile.

      Exit codes: 0 nothing waits any more, 1 wishes wait or were refused, 2 failed, 75 another push is under way.

      Examples:
        summit-cdr platform push --config integration.yml
        summit-cdr platform push --config integration.yml --wait --json
      """)

  @OptionGroup var integration: IntegrationOptions

  @Flag(help: "Go on until nothing is pending, waiting for what is to be tried again.")
  var wait = false

  @Flag(help: "Print what was done as JSON.")
  var json = false

  @Flag(help: "No summary; errors only.")
  var quiet = false

  func run(_ integration: Integration) throws {
    let isWaiting = wait
    let isQuiet = quiet || json
    let report = try integration.withPlatform { ledger, platform in
      let push = try integration.push(ledger, platform)
      guard isWaiting else { return try push.run() }
      return try push.runUntilEmpty {
        Thread.sleep(forTimeInterval: Double($0))
      } onRound: { report in
        if !isQuiet { Terminal.message("\(PushText.waiting(report)); it is tried again\n") }
      }
    }
    try say(report, PushText.lines(report))
    if let problem = report.problem, !json { Terminal.error("\(integration.path): summit_api: \(problem)") }
    if report.waiting.pending + report.waiting.failed > 0 { throw Exit.differences }
  }
}
