import Registry
import Synchronization

/// Where each chunk came from, so that a call can carry a chunk's number in place of a file's name and a line.
///
/// While files are read side by side nobody knows how many lines come before a chunk; once all are read, `resolve`
/// does.
final class ChunkTable: Sendable {
  struct Chunk: Sendable {
    var file: Int32
    /// The chunk's place in its file: a byte offset of the plain bytes.
    var offset: Int64
    var lineCount: Int = 0
    /// Lines of the file before the chunk, the header's too.
    var firstLine: Int = 0
    var rejects = RejectSpan()
  }

  private let chunks = Mutex<[Chunk]>([])

  /// The number of a new chunk.
  func add(file: Int, offset: Int64) -> Int {
    chunks.withLock { chunks in
      chunks.append(Chunk(file: Int32(file), offset: offset))
      return chunks.count - 1
    }
  }

  /// Completes chunk `index` once it was read.
  func finish(_ index: Int, lineCount: Int, rejects: RejectSpan) {
    chunks.withLock { chunks in
      chunks[index].lineCount = lineCount
      chunks[index].rejects = rejects
    }
  }

  /// All chunks with their first lines. Names of the ledger's sources are numbered behind those of the run's files.
  ///
  /// - Parameter linesBefore: of each file, the lines before its first chunk (header, empty lines above it).
  func resolve(linesBefore: [Int]) -> Resolved {
    chunks.withLock { chunks in
      let order = chunks.indices.sorted {
        (chunks[$0].file, chunks[$0].offset) < (chunks[$1].file, chunks[$1].offset)
      }
      var file: Int32 = -1
      var line = 0
      for index in order {
        if chunks[index].file != file {
          file = chunks[index].file
          line = linesBefore[Int(file)]
        }
        chunks[index].firstLine = line
        line += chunks[index].lineCount
      }
      return Resolved(chunks: chunks, inFileOrder: order, fileCount: linesBefore.count)
    }
  }

  /// The table when all files are read.
  struct Resolved: Sendable {
    /// Where a chunk's rows are in their file.
    private struct Place: BitwiseCopyable, Sendable {
      var file: Int32
      var firstLine: Int
    }

    let chunks: [Chunk]
    /// Chunk numbers by file and place.
    let inFileOrder: [Int]
    /// Of each chunk: what each call asks for.
    private let places: FixedTable<Place>
    private let storage = TableStorage()
    private let fileCount: Int

    init(chunks: [Chunk], inFileOrder: [Int], fileCount: Int) {
      self.fileCount = fileCount
      self.chunks = chunks
      self.inFileOrder = inFileOrder
      places = storage.fixed(chunks.map { Place(file: $0.file, firstLine: $0.firstLine) })
    }

    /// The file's index and the line, counted from 1.
    func source(chunk: UInt32, lineInChunk: UInt32) -> (file: Int, line: Int) {
      if chunk >= CallOrigin.ledger { return (fileCount + Int(chunk & CallOrigin.fileMask), Int(lineInChunk)) }
      let place = places[Int(chunk)]
      return (Int(place.file), place.firstLine + Int(lineInChunk) + 1)
    }
  }
}
