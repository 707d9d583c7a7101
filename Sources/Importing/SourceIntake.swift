import CallModel
import FileInput
import Foundation
import Ledger
import Pipeline

/// What a run makes of each file of the source directory before it reads any (spec 4.2, step 3).
struct SourceIntake {
  /// A file to be read, or the rest of one.
  struct Candidate {
    var file: SourceFile
    /// Nil: the whole file.
    var window: ReadWindow?
    /// What was read of it before, if it goes on.
    var earlier: FileRow?
    /// Nothing before its rows is withdrawn, so the whole content is delivered with it.
    var goesOnBehindWhole = false
    /// A last row with no line end that was read at last, and is read again now that the file goes on.
    var halfRow: HalfRow?
    /// Touched or copied, with nothing new: it is read as a whole, and its content is then known.
    var isTouched = false
    /// There was another file of that name with other content.
    var replacesName = false
    /// Its last row has no line end and is left until the file is older.
    var isPending = false
  }

  /// Where a row that was read while it had no line end stands in the ledger.
  struct HalfRow {
    var run: Int64
    var place: RecordedPlace
  }

  private(set) var candidates: [Candidate] = []
  /// By the candidate's index: why it cannot be looked at in this run.
  private(set) var failures: [Int: String] = [:]
  /// Files that are known without being read, with their last reading.
  private(set) var known: [(file: SourceFile, row: FileRow)] = []
  /// Files too young to be read: gzip files, and those whose first line is not whole yet.
  private(set) var young: [SourceFile] = []
  /// The names of the gzip files among them.
  private(set) var youngPacked: [[UInt8]] = []
  /// Files whose content was withdrawn and that are as they were then, with that reading: they are not read.
  private(set) var withdrawn: [(file: SourceFile, row: FileRow)] = []

  private let settings: ImportSettings
  private let directory: SourceDirectory
  private let layoutDigest: String
  private let now: Date

  /// - Parameters:
  ///   - readings: all, withdrawn ones too, in their order.
  ///   - again: the names of files whose withdrawn content is taken.
  init(
    _ files: [SourceFile], readings: [FileRow], again: Set<String>, directory: SourceDirectory,
    settings: ImportSettings, layoutDigest: String
  ) {
    self.settings = settings
    self.directory = directory
    self.layoutDigest = layoutDigest
    now = settings.now()
    var byName: [[UInt8]: FileRow] = [:]
    var byIdentity: [FileIdentity: FileRow] = [:]
    var withdrawn: [[UInt8]: FileRow] = [:]
    for reading in readings {
      guard reading.state != .undone else {
        withdrawn[reading.name] = reading
        continue
      }
      // What failed is no part of what goes on.
      if reading.state != .failed { byName[reading.name] = reading }
      byIdentity[reading.identity] = reading
    }
    let delivery = FileDelivery(readings)
    for file in files {
      guard again.contains(String(decoding: file.name, as: UTF8.self)) else {
        if let row = withdrawn[file.name], row.identity == file.identity, byIdentity[file.identity] == nil,
          !row.isPending, row.read > 0, !delivery.isDelivered(row.content)
        {
          self.withdrawn.append((file, row))
          continue
        }
        take(file, byName[file.name], byIdentity[file.identity], withdrawn[file.name])
        continue
      }
      // What went on behind withdrawn rows is read again with them.
      let whole = readings.filter { $0.name == file.name && $0.state != .undone && delivery.isDelivered($0.content) }
      take(file, whole.last, whole.last { $0.identity == file.identity }, nil)
    }
    for index in candidates.indices {
      if let earlier = candidates[index].earlier {
        candidates[index].goesOnBehindWhole = delivery.isDelivered(earlier.content)
      }
    }
  }

  private mutating func take(
    _ file: SourceFile, _ sameName: FileRow?, _ sameIdentity: FileRow?, _ withdrawn: FileRow?
  ) {
    let age = now.timeIntervalSince1970 - Double(file.identity.modifiedNanoseconds) / 1e9
    // A time in the future is a clock that was set back: such a file waits no longer than one with no age.
    let isOld = age < 0 || age >= Double(settings.openRowSeconds)
    if let row = sameIdentity, row.state != .deleted {
      let isStillPending = row.isPending && !isOld
      let failedOtherwise = row.state == .failed && row.layout != layoutDigest
      if !failedOtherwise, isStillPending || !row.isPending {
        known.append((file, row))
        return
      }
    }
    if age >= 0, age < Double(settings.settleSeconds), isGzip(file) {
      young.append(file)
      youngPacked.append(file.name)
      return
    }
    var candidate = Candidate(file: file)
    do throws(FileFailure) {
      let row = sameName ?? sameIdentity
      // What is appended behind withdrawn bytes is delivered as usual (spec 4.3).
      if let withdrawn, withdrawn.resumeBytes > row?.resumeBytes ?? 0 { try resume(&candidate, after: withdrawn) }
      if let row, !candidate.isTouched, candidate.earlier == nil { try resume(&candidate, after: row) }
      if !candidate.isTouched { try limit(&candidate, isOld: isOld) }
    } catch {
      // What is wrong with its bytes is found again when it is read.
      if !error.isOfContent { failures[candidates.count] = error.description }
    }
    // Not even its first line is whole: there is nothing to read yet.
    if candidate.isPending, candidate.earlier == nil, candidate.window?.endBytes == 0 {
      young.append(file)
      return
    }
    candidates.append(candidate)
  }

  /// Whether a file that may still be being written is one of which no part can be read. One that cannot be looked at is
  /// found so when it is read.
  private func isGzip(_ file: SourceFile) -> Bool {
    let isGzip = try? OpenFile(directory: directory, file: file).isGzip()
    return isGzip == true
  }

  /// A file whose first bytes are those that were imported goes on behind them.
  private func resume(_ candidate: inout Candidate, after row: FileRow) throws(FileFailure) {
    let isRead = row.state == .imported || row.state == .repeated || row.state == .undone
    guard isRead, row.resumeBytes > 0, let digest = row.resumeDigest else { return }
    let open = try open(candidate.file)
    guard try Self.digest(of: open, count: row.resumeBytes) == digest else {
      candidate.replacesName = row.name == candidate.file.name
      return
    }
    if try Self.hasSameContent(open, row) {
      candidate.isTouched = true
      return
    }
    var window = ReadWindow()
    window.startBytes = row.resumeBytes
    window.linesBefore = row.resumeLines
    candidate.window = window
    candidate.earlier = row
    if row.state == .imported, !row.isPending, row.resumeBytes < row.plainBytes {
      candidate.halfRow = HalfRow(
        run: row.run, place: RecordedPlace(file: Int(row.id), line: row.resumeLines + 1))
    }
  }

  private static func hasSameContent(_ open: OpenFile, _ row: FileRow) throws(FileFailure) -> Bool {
    guard row.digest != nil, !row.isPending else { return false }
    let isAsLong =
      try open.isGzip()
      ? self.digest(of: open, count: row.plainBytes + 1) == nil : open.identity.sizeBytes == row.plainBytes
    guard isAsLong else { return false }
    let found = try self.digest(of: open, count: row.plainBytes)
    return found == row.digest
  }

  /// Looks for a last row that may be half written, and completes the window of a file that is not read as a whole.
  private func limit(_ candidate: inout Candidate, isOld: Bool) throws(FileFailure) {
    let open = try open(candidate.file)
    if try open.isGzip() {
      if isOld, candidate.window == nil { return }
      var window = candidate.window ?? ReadWindow()
      window.leavesOpenRow = !isOld
      candidate.window = window
      return
    }
    let size = open.identity.sizeBytes
    let openRow = try open.openRowStart()
    guard candidate.window != nil || openRow != nil else { return }
    var window = candidate.window ?? ReadWindow()
    if let openRow {
      window.openRowStart = max(openRow, window.startBytes)
      candidate.isPending = !isOld
    }
    let end = candidate.isPending ? window.openRowStart ?? size : size
    window.endBytes = end
    window.digest = try Self.digest(of: open, count: end)
    candidate.window = window
  }

  /// Opens a file, which must be what was listed; what was appended to it since is for the next run.
  func open(_ file: SourceFile) throws(FileFailure) -> OpenFile {
    try OpenFile(directory: directory, asListed: file)
  }

  /// The digest of the first `count` inflated bytes; nil if there are fewer.
  static func digest(of file: OpenFile, count: Int64) throws(FileFailure) -> ContentDigest? {
    let digester = Digester()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    let stream = try file.isGzip() ? GzipStream(file: file) : nil
    var left = count
    while left > 0 {
      let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(min(left, Int64(buffer.count)))])
      let done =
        if let stream { try stream.read(into: piece) } else { try file.read(into: piece, at: count - left) }
      guard done > 0 else { return nil }
      digester.update(UnsafeRawBufferPointer(rebasing: piece[..<done]))
      left -= Int64(done)
    }
    return digester.finalize()
  }
}
