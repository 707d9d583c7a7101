import FileInput
import Foundation
import RecordLayouts

/// A piece of reading for one worker.
enum ScanTask {
  /// Open a file: read it, or cut it into pieces for others too.
  case file(Int)
  /// The rows that begin in a span of a plain file.
  case span(PlainFile, Range<Int64>)
  /// Rows that were inflated.
  case rows(InflatedRows)
}

/// A plain file that several workers read.
struct PlainFile: Sendable {
  let index: Int
  let file: OpenFile
  let layout: BoundLayout
  /// Where the rows begin: behind the byte order mark and the header.
  let rowsStart: Int64
  /// The part that is read, if not all.
  let window: ReadWindow?
  /// The rows that begin here are read by this run: all, but for one that shares the file with others.
  let part: Range<Int64>
  /// Where a last row without line end begins, if it is not for the caller of the run to say (`window`): it is read
  /// after all others, if the file has not grown.
  let openRow: Int64?
}

/// Whole rows inflated from a gzip file. The buffer goes back to its pool when the rows were read.
struct InflatedRows: @unchecked Sendable {
  let file: Int
  let layout: BoundLayout
  let chunk: Int
  let buffer: UnsafeMutableRawBufferPointer
  /// Where the rows are in the buffer.
  let range: Range<Int>

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[range]) }
}

/// What is left to read. Workers take from it until nothing is left and no worker can bring more.
final class ScanQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private let fileCount: Int
  private var nextFile = 0
  private var tasks: [ScanTask] = []
  private var firstTask = 0
  private var producers = 0
  private var waiting = 0
  private var isCancelled = false
  private var freeBuffers: [UnsafeMutableRawBufferPointer] = []
  private let workers: Int

  init(fileCount: Int, workers: Int) {
    self.fileCount = fileCount
    self.workers = workers
  }

  deinit { for buffer in freeBuffers { buffer.deallocate() } }

  /// The next task: pieces of files already open before new files, so that few are open at a time.
  ///
  /// A worker that gets `.file` must call `fileDone` when it has brought all the pieces. Blocks while others may bring
  /// more; nil when all is read.
  func next() -> ScanTask? {
    condition.lock()
    defer { condition.unlock() }
    while !isCancelled {
      if firstTask < tasks.count {
        let task = tasks[firstTask]
        firstTask += 1
        if firstTask == tasks.count {
          tasks.removeAll(keepingCapacity: true)
          firstTask = 0
        }
        return task
      }
      if nextFile < fileCount {
        nextFile += 1
        producers += 1
        return .file(nextFile - 1)
      }
      if producers == 0 { break }
      waiting += 1
      condition.wait()
      waiting -= 1
    }
    condition.broadcast()
    return nil
  }

  func fileDone() {
    condition.lock()
    producers -= 1
    if producers == 0 { condition.broadcast() }
    condition.unlock()
  }

  func add(_ new: [ScanTask]) {
    condition.lock()
    tasks += new
    condition.broadcast()
    condition.unlock()
  }

  /// Offers inflated rows to the other workers; false if they have enough to do, so that the caller reads them itself.
  func offer(_ rows: InflatedRows) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    let queued = tasks.count - firstTask
    let limit = nextFile < fileCount ? waiting : (workers - 1) * 4
    guard queued < limit else { return false }
    tasks.append(.rows(rows))
    condition.signal()
    return true
  }

  /// A buffer of `size` bytes, used before if there is one.
  func takeBuffer(_ size: Int) -> UnsafeMutableRawBufferPointer {
    condition.lock()
    let buffer = freeBuffers.popLast()
    condition.unlock()
    if let buffer, buffer.count >= size { return buffer }
    buffer?.deallocate()
    return .allocate(byteCount: size, alignment: 64)
  }

  func giveBack(_ buffer: UnsafeMutableRawBufferPointer) {
    condition.lock()
    freeBuffers.append(buffer)
    condition.unlock()
  }

  /// Nobody gets another task.
  func cancel() {
    condition.lock()
    isCancelled = true
    condition.broadcast()
    condition.unlock()
  }
}
