import Importing
import Ledger

/// What is known of a global id.
package struct Explanations {
  package let globalID: String
  /// Its recorded calls, by start.
  package let calls: [CallExplanation]
  /// Rows that mention it and are not billed.
  package let held: [ExplainedKeptRow]
  /// How many more calls have it: slices of a long call share an id.
  package let left: Int
}

extension CallExplainer {
  /// Explains what has a global id.
  ///
  /// - Parameters:
  ///   - filter: narrows its calls.
  ///   - limit: how many of them are explained.
  ///   - workers: threads that search for them.
  ///   - masksNumbers: whether who asks may see no whole numbers, and so may not ask which rows mention one.
  package func explain(
    globalID: String, _ filter: CallFilter, limit: Int, workers: Int = 1, masksNumbers: Bool = false
  ) throws -> Explanations {
    let calls = try CallSearch(ledger, workers: workers).calls(globalID: globalID, filter)
    return Explanations(
      globalID: globalID, calls: try calls.prefix(limit).map(explain),
      held: try KeptRowExplainer(ledger).rows(mentioning: globalID, masksNumbers: masksNumbers),
      left: max(0, calls.count - limit))
  }
}
