import FileInput

/// Places in a gzip file at which all workers may begin to read it again: of the losing versions of calls the bytes are
/// needed once all rows are known, and inflating the file from its start by one worker took a fifth of the time of a run.
struct GzipPlaces: Sendable {
  struct Place: Sendable {
    /// The first chunk of the file that begins here or behind, by its `ChunkTable.Chunk.offset`.
    var chunk: Int64
    /// The beginning of that chunk, which was inflated before the mark.
    var carry: [UInt8]
    var mark: GzipMark
  }

  private(set) var places: [Place] = []
  private var spacingBytes: Int64
  private var nextBytes: Int64

  /// Some 100 KiB each: of a file of any size 3 MiB.
  private static let maximumPlaces = 32

  /// From place to place, at first: so much is inflated in some 20 ms.
  private static let spacingChunks: Int64 = 16

  init(chunkSizeBytes: Int) {
    spacingBytes = Int64(chunkSizeBytes) * Self.spacingChunks
    nextBytes = spacingBytes
  }

  /// Marks where `stream` is, if it has come far enough.
  mutating func add(_ stream: GzipStream, chunk: Int64, carry: UnsafeRawBufferPointer) {
    guard stream.inflatedBytes >= nextBytes, let mark = stream.mark() else { return }
    places.append(Place(chunk: chunk, carry: Array(carry), mark: mark))
    if places.count == Self.maximumPlaces {
      places = stride(from: 1, to: places.count, by: 2).map { places[$0] }
      spacingBytes *= 2
    }
    nextBytes = stream.inflatedBytes + spacingBytes
  }
}
