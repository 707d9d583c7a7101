import Foundation
import ReferenceLedger

/// A command that writes, in the program and in the law.
extension SequenceRun {
  /// Does what the law has nothing against; the program must do it, too. What the law refuses the program must refuse.
  ///
  /// - Parameters:
  ///   - mayRefuse: there is nothing to do, which may be an error as well.
  ///   - hasDryRun: it takes `--dry-run`.
  ///   - change: what it does to the model.
  func both(
    _ arguments: [String], mayRefuse: Bool = false, hasDryRun: Bool = true,
    _ change: (inout LedgerModel) throws -> Void
  ) throws {
    var after = model
    var refusal: Refusal?
    do { try change(&after) } catch let error as Refusal { refusal = error }
    let words = arguments.joined(separator: " ")
    var planned: Site.Answer?
    switch manner {
    case .plain: break
    case .planned: planned = hasDryRun ? try plan(arguments) : nil
    case .killed(let milliseconds):
      if try kill(arguments, after: milliseconds, refusal, model: after) { return }
    }
    let answer = try site.command(arguments + (hasDryRun && !options.isLenient ? ["--json"] : ["--quiet"]))
    log[log.count - 1] += " = \(words) -> \(answer.status)"
    if answer.status > 100 { throw Finding("\(words): expected no crash, found \(answer.words)") }
    if let planned { try Self.compare(planned, answer, words) }
    if let refusal {
      if answer.isDoneSomehow { throw Finding("\(words): expected a refusal (\(refusal)), found exit code 0") }
    } else if answer.isDoneSomehow {
      if hasDryRun && !options.isLenient {
        try compareChanges(words, try answer.object(), from: model, to: after, isWhole: true)
      }
      model = after
    } else if options.isLenient && !mayRefuse {
      leniencies += 1
    } else if !mayRefuse {
      throw Finding("\(words): expected exit code 0, found \(answer.words)")
    }
  }

  /// The dry run changes nothing.
  private func plan(_ arguments: [String]) throws -> Site.Answer {
    let answer = try site.command(arguments + ["--dry-run", "--json"])
    try look()
    return answer
  }

  /// "`--dry-run` is the same run, rolled back": refused alike, with the same words; else with the same report.
  private static func compare(_ planned: Site.Answer, _ done: Site.Answer, _ words: String) throws {
    if planned.isDoneSomehow != done.isDoneSomehow || !done.isDoneSomehow && planned.errors != done.errors {
      throw Finding("\(words) --dry-run: expected \(done.words), found \(planned.words)")
    }
    if done.isDoneSomehow { try compareReports(words, try planned.object(), try done.object()) }
  }

  /// Whether nothing is left to do: it was killed, did all or nothing, and says which when it is asked again.
  private func kill(
    _ arguments: [String], after milliseconds: Int, _ refusal: Refusal?, model after: LedgerModel
  ) throws -> Bool {
    let words = arguments.joined(separator: " ")
    _ = try site.kill(arguments + ["--quiet"], afterMicroseconds: milliseconds * 1000)
    try verify(afterKill: true)
    if refusal != nil { return false }
    let again = try site.command(arguments + ["--quiet"])
    log[log.count - 1] += " = \(words), killed, again -> \(again.status)"
    if again.status > 100 { throw Finding("\(words), again: expected no crash, found \(again.words)") }
    // Refused: it was done, or there is nothing to do.
    model = after
    try look()
    return true
  }
}
