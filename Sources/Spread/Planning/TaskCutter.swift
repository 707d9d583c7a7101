/// Deals files out to tasks of about the same work.
struct TaskCutter {
  /// A file as far as it matters here.
  struct Source {
    var sizeBytes: Int64
    var isGzip: Bool
    /// It cannot be read from the middle: gzip, or rows of several lines.
    var isWhole: Bool
  }

  /// What a task has if nobody says how many there are: few enough that a process's start and its registry do not count,
  /// many enough that all processors have some.
  static let usualTaskBytes: Int64 = 192 << 20
  /// CDRs shrink to a fifth or so.
  private static let gzipExpansion: Int64 = 5

  private let blockBytes: Int64
  private var tasks: [[SpreadPlan.Piece]] = []
  private var task: [SpreadPlan.Piece] = []
  private var work: Int64 = 0
  private let share: Int64

  /// The tasks, those of most work first.
  ///
  /// - Parameters:
  ///   - files: nil: not to be read.
  ///   - count: about how many tasks; nil: as many as the bytes are worth.
  ///   - blockBytes: plain files are cut at multiples of it.
  static func cut(_ files: [Source?], count: Int?, blockBytes: Int64) -> [[SpreadPlan.Piece]] {
    let all = files.reduce(0) { $0 + ($1.map(work) ?? 0) }
    let wanted = count.map(Int64.init) ?? max(1, (all + usualTaskBytes - 1) / usualTaskBytes)
    var cutter = TaskCutter(blockBytes: blockBytes, share: max(1, (all + wanted - 1) / wanted))
    for (index, file) in files.enumerated() {
      if let file { cutter.add(file, index) }
    }
    cutter.endTask()
    let sized = cutter.tasks.enumerated().map { ($0.offset, $0.element, Self.work($0.element, files)) }
    return sized.sorted { ($1.2, $0.0) < ($0.2, $1.0) }.map(\.1)
  }

  private init(blockBytes: Int64, share: Int64) {
    (self.blockBytes, self.share) = (blockBytes, share)
  }

  private static func work(_ file: Source) -> Int64 { file.isGzip ? file.sizeBytes * gzipExpansion : file.sizeBytes }

  private static func work(_ task: [SpreadPlan.Piece], _ files: [Source?]) -> Int64 {
    task.reduce(0) { $0 + ($1.until - $1.from) * (files[$1.file]?.isGzip == true ? gzipExpansion : 1) }
  }

  private mutating func add(_ file: Source, _ index: Int) {
    if file.isWhole || file.sizeBytes == 0 {
      if work > 0, work + Self.work(file) > share { endTask() }
      task.append(SpreadPlan.Piece(file: index, from: 0, until: file.sizeBytes))
      work += Self.work(file)
    } else {
      var from: Int64 = 0
      while from < file.sizeBytes {
        let room = (share - work + blockBytes - 1) / blockBytes * blockBytes
        let until = min(file.sizeBytes, from + max(room, blockBytes))
        task.append(SpreadPlan.Piece(file: index, from: from, until: until))
        work += until - from
        from = until
        if work >= share { endTask() }
      }
    }
    if work >= share { endTask() }
  }

  private mutating func endTask() {
    if !task.isEmpty { tasks.append(task) }
    (task, work) = ([], 0)
  }
}
