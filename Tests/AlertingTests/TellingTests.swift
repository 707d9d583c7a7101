import Alerting
import Foundation
import GRDB
import Importing
import RunSupport
import Testing

/// A program is told of each alert at least once, and fails no import (spec 6.5).
@Suite("Telling a program of alerts (spec 6.5)")
struct TellingTests {
  /// A site with a shell script as its program; `$D` is the site's directory.
  private static func site(_ script: String, timeoutSeconds: Int = 30, withheld: Set<String> = []) throws -> AlertSite {
    let site = try AlertSite()
    let path = site.directory.path + "/tell.sh"
    try "#!/bin/sh\nD='\(site.directory.path)'\n\(script)\n".write(toFile: path, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    site.watch(
      telling: AlertTelling(
        command: [path, "one word", "$HOME"], integration: "Matriz", withheld: withheld, timeoutSeconds: timeoutSeconds)
    )
    return site
  }

  private static func told(_ site: AlertSite) throws -> [[String: Any]] {
    let bytes = (try? site.directory.read("told")) ?? []
    return try String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func `each alert comes as JSON, with the arguments as they are written`() throws {
    let site = try Self.site("cat >> $D/told; echo \"$1|$2\" > $D/words")
    try site.deliver(site.row("2026-11-12 10:00:00", minutes: 9), site.row("2026-11-12 10:00:00", line: 2, minutes: 30))
    let report = try site.run()
    #expect(report.toldAlerts == 2)
    #expect(report.alertFailure == nil)
    let told = try Self.told(site)
    #expect(told.map { $0["kind"] as? String } == ["credit-limit", "unusual-day"])
    #expect(told.map { $0["integration"] as? String } == ["Matriz", "Matriz"])
    let facts = try #require(told[0]["facts"] as? [String: Any])
    #expect(facts["amount"] as? String == "9.00")
    #expect(facts["credit_limit"] as? String == "10.00")
    #expect(facts["cycle_end"] as? String == "2026-12-09")
    #expect(String(decoding: try site.directory.read("words"), as: UTF8.self) == "one word|$HOME\n")
    #expect(try site.run().toldAlerts == 0)
  }

  @Test func `a program that fails is told again, and fails no import`() throws {
    let site = try Self.site("echo 'no mail today' >&2; test -e $D/works || exit 7; cat >> $D/told")
    try site.deliver(site.row("2026-11-12 10:00:00", minutes: 9), site.row("2026-11-12 10:00:00", line: 2, minutes: 30))
    let report = try site.run()
    #expect(report.run == 1)
    #expect(report.alerts.count == 2)
    #expect(report.toldAlerts == 0)
    #expect(report.alertFailure?.contains("found exit code 7: no mail today: ") == true)
    try site.directory.write("works", [])
    // An import with nothing new tells, too.
    let again = try site.run()
    #expect(again.run == 0)
    #expect(again.toldAlerts == 2)
    #expect(try Self.told(site).count == 2)
  }

  @Test func `a program that does not end is killed, with what it began`() throws {
    let site = try Self.site("sleep 300 & sleep 300; exit 0", timeoutSeconds: 1)
    try site.deliver(site.row("2026-11-12 10:00:00", minutes: 9))
    #expect(try site.run().alertFailure?.contains("found none in 1 s, so it was killed") == true)
  }

  @Test func `a program that reads nothing, says much and leaves others behind has taken the alert`() throws {
    let site = try Self.site("sleep 5 & head -c 1000000 /dev/zero; exit 0")
    try site.deliver(site.row("2026-11-12 10:00:00", minutes: 9))
    #expect(try site.run().toldAlerts == 1)
  }

  @Test func `a program that is not there is said so`() throws {
    let site = try AlertSite()
    site.watch(telling: AlertTelling(command: ["/nonexistent/tell"], integration: "Matriz"))
    try site.deliver(site.row("2026-11-12 10:00:00", minutes: 9))
    #expect(
      try site.run().alertFailure
        == "alerts.command: /nonexistent/tell: expected it to end with 0, found No such file or directory: "
        + "name a program that can be run")
  }

  @Test func `the program does not get the password`() async {
    // In a process of its own, because of the environment.
    await #expect(processExitsWith: .success) {
      setenv("SUMMIT_TELLING_TEST_PASSWORD", "secret", 1)
      setenv("SUMMIT_TELLING_TEST_OTHER", "shown", 1)
      let site = try TellingTests.site("env > $D/env", withheld: ["SUMMIT_TELLING_TEST_PASSWORD"])
      try site.deliver(site.row("2026-11-12 10:00:00", minutes: 9))
      try site.run()
      let environment = String(decoding: try site.directory.read("env"), as: UTF8.self)
      precondition(!environment.contains("secret"))
      precondition(environment.contains("SUMMIT_TELLING_TEST_OTHER=shown"))
    }
  }

  @Test func `alerts from before there was a program are not told`() throws {
    let site = try AlertSite()
    try site.imported(site.row("2026-11-12 10:00:00", minutes: 9))
    site.watch(telling: AlertTelling(command: ["/bin/false"], integration: "Matriz"))
    #expect(try site.run().alertFailure == nil)
  }

  @Test func `a run that ends between commit and telling is told of by the next`() throws {
    let site = try Self.site("cat >> $D/told")
    try site.deliver(site.row("2026-11-12 10:00:00", minutes: 9))
    site.settings.onStep = { if $0 == .committed { throw Stopped($0) } }
    #expect(throws: Stopped.self) { try site.run() }
    site.settings.onStep = { _ in }
    #expect(try Self.told(site).isEmpty)
    #expect(try site.run().toldAlerts == 1)
    #expect(try Self.told(site).count == 1)
  }
}
