import FileInput
import Output
import Pipeline

/// Why a step of a run that is spread over processes came to nothing. The one who runs the steps decides by its kind whether
/// to try again (spec 10.1).
package struct SpreadFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// Raw values are exit codes.
  package enum Kind: Int32, Sendable {
    /// What the step was given cannot be used: a layout, a registry, a directory. Only before there is a plan.
    case unusable = 2
    case usage = 64
    /// A run file is not whole, or of another plan: its task can be done again.
    case damaged = 65
    /// A CDR file is gone or was rewritten since the plan.
    case input = 66
    /// Rows were lost or counted twice: a fault of the program (I1).
    case bug = 70
    case cannotWrite = 73
    /// A read failed: elsewhere, or later, it may not.
    case inputOutput = 74
    /// Nobody waits for the result any more.
    case gone = 75
    /// Registry, layout, time zones or program are not those of the plan.
    case differs = 76
  }

  package let kind: Kind
  package let message: String
  /// Of `damaged`: the map tasks whose run files are not whole, as far as these are maps'.
  package var tasks: [Int] = []
  /// Of `damaged`: the run files. The one who has the work folder removes them and has their tasks done again.
  package var paths: [String] = []
  /// Of `input`: the names of the files, as shown.
  package var files: [String] = []

  package init(
    _ kind: Kind, _ message: String, tasks: [Int] = [], paths: [String] = [], files: [String] = []
  ) {
    (self.kind, self.message, self.tasks, self.paths, self.files) = (kind, message, tasks, paths, files)
  }

  package var description: String { message }

  init(_ failure: OutputFailure) {
    self.init(.cannotWrite, failure.description)
  }

  /// Of a CDR file or its directory.
  init(source failure: FileFailure, file: String? = nil) {
    self.init(Self.isGone(failure.kind) ? .input : .inputOutput, failure.description, files: file.map { [$0] } ?? [])
  }

  /// Whether a file of the plan is no longer what it was, for the one who looks at it; other failures may be of this process
  /// or machine alone.
  static func isGone(_ kind: FileFailure.Kind) -> Bool {
    switch kind {
    case .notFound, .changedWhileRead, .shrank, .symbolicLink, .notARegularFile, .isADirectory: true
    default: false
    }
  }

  init(_ failure: RateFailure) {
    switch failure {
    case .registry, .timeZone: self.init(.unusable, failure.description)
    case .source(let source): self.init(source: source)
    case .output(let output): self.init(output)
    case .notConserved: self.init(.bug, failure.description)
    }
  }
}
