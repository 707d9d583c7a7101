import Platform

/// What a simulated platform knows: the writes that were done, and what follows from them.
struct SimulatorMemory: Sendable {
  private(set) var applied: [AppliedWrite] = []
  private(set) var lines: [String: PlatformLine] = [:]
  /// Where the write of a key is in `applied`.
  private var places: [String: Int] = [:]
  /// The terminal of the line that has a number, as its own or as a DID.
  private var owners: [String: String] = [:]
  private var credentials: [String: String] = [:]
  /// How often an account was made for a number.
  private var made: [String: Int] = [:]

  private static let digits = Array("0123456789")
  private static let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
  private static let terminalCharacters = 10
  private static let credentialCharacters = 16

  func write(key: String) -> AppliedWrite? { places[key].map { applied[$0] } }

  func isTaken(_ number: String) -> Bool { owners[number] != nil }

  /// By number.
  var linesByNumber: [PlatformLine] { lines.values.sorted { $0.line.number < $1.line.number } }

  mutating func add(_ write: AppliedWrite) {
    places[write.key] = applied.count
    applied.append(write)
    if let old = lines[write.terminal] { for number in old.numbers { owners[number] = nil } }
    lines[write.terminal] = write.line
    if let line = write.line { for number in line.numbers { owners[number] = write.terminal } }
    guard let account = write.account, let number = write.number else { return }
    credentials[account.terminal] = account.credential
    made[number, default: 0] += 1
  }

  /// The account of a line that there is.
  func account(ofLine terminal: String) -> PlatformAccount {
    PlatformAccount(terminal: terminal, credential: credentials[terminal] ?? "")
  }

  /// An account for a number: of one seed always the same, and another the next time the number is new.
  func newAccount(number: String, seed: UInt64) -> PlatformAccount {
    var draw = SeededDraw(seed: seed, purpose: "account \(number) \(made[number] ?? 0)")
    var terminal = draw.text(Self.terminalCharacters, of: Self.digits)
    while credentials[terminal] != nil { terminal = draw.text(Self.terminalCharacters, of: Self.digits) }
    return PlatformAccount(terminal: terminal, credential: draw.text(Self.credentialCharacters, of: Self.letters))
  }
}

extension PlatformLine {
  /// Its own number and those of its DIDs.
  fileprivate var numbers: [String] { [line.number] + dids.map(\.number) }
}
