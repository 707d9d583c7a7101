import FileInput

/// What a batch run is asked for.
package struct RateOptions: Sendable {
  /// Of the tables that a `RateJob` reads; blank where the registry comes from elsewhere.
  package var registryDirectory: String
  package var sourceDirectory: String
  package var outputDirectory: String
  /// Which of the directory's files are read (spec 7.1).
  package var files = FileSelection.standard
  /// Of cycles, bands and output, an IANA name.
  package var timeZone: String
  /// At least 1.
  package var workers: Int
  /// Whether calls of lines with active=no are suspended.
  package var activeLinesOnly: Bool
  /// Whether the CSV files are written as `.csv.gz`.
  package var compress: Bool
  /// Bytes of a file one worker reads at a time; results do not depend on it (I2). At least 1.
  package var chunkSizeBytes: Int
  /// CDR bytes worth a shard of lines; results do not depend on it (I2). At least 1.
  package var shardSizeBytes: Int
  /// What the run may hold; results do not depend on it (I2).
  package var memory: MemoryBudget

  /// More only take memory: each worker keeps pages open for every shard.
  package static let maximumWorkers = 256

  /// One digest block: large enough that what a chunk costs besides its rows vanishes, small enough for the cache.
  package static let standardChunkSizeBytes = ContentDigest.blockSizeBytes

  /// The calls of such a shard and their output fit the processor's second cache; in a small run, fewer shards
  /// leave fewer pages mostly empty.
  package static let standardShardSizeBytes = 512 << 10

  package init(
    registryDirectory: String = "", sourceDirectory: String, outputDirectory: String,
    timeZone: String = "America/Sao_Paulo", workers: Int = 1, activeLinesOnly: Bool = true, compress: Bool = false,
    chunkSizeBytes: Int = RateOptions.standardChunkSizeBytes,
    shardSizeBytes: Int = RateOptions.standardShardSizeBytes, memory: MemoryBudget = .standard
  ) {
    self.registryDirectory = registryDirectory
    self.sourceDirectory = sourceDirectory
    self.outputDirectory = outputDirectory
    self.timeZone = timeZone
    self.workers = workers
    self.activeLinesOnly = activeLinesOnly
    self.compress = compress
    self.chunkSizeBytes = chunkSizeBytes
    self.shardSizeBytes = shardSizeBytes
    self.memory = memory
  }
}
