/// Why a command that looks has nothing to show.
struct LookFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
