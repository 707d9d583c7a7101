/// Which run is withdrawn (spec 4.5).
package struct UndoRequest: Equatable, Sendable {
  package var run: Int64
  /// Also what later runs read behind its files.
  package var includesLater: Bool
  /// Who asks, for the journal.
  package var user: String

  package init(run: Int64, includesLater: Bool = false, user: String) {
    self.run = run
    self.includesLater = includesLater
    self.user = user
  }
}
