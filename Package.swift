// swift-tools-version: 6.2
import PackageDescription

/// The pure modules: no unsafe construct compiles in them, so a reader need not look for one.
let pure: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The modules that handle raw bytes: each unsafe use there carries a `// SAFETY:` line (ARCHITECTURE.md).
let bytes: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The modules each row passes through. In release builds no access is checked for overlapping another at run time:
/// the checks took a fifth of the time. Debug builds check, and so do the tests with zlib alone.
let hot: [SwiftSetting] =
  bytes + [
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
  ]

/// The modules that answer people, whose time goes to the database and to the line: compiled for size, which takes four
/// fifths of the compiler's time.
let waiting: [SwiftSetting] =
  bytes + [
    .unsafeFlags(["-Osize"], .when(configuration: .release))
  ]

let package = Package(
  name: "summit-cdr",
  products: [
    .executable(name: "summit-cdr", targets: ["summit-cdr"]),
    .library(name: "FaultShim", type: .dynamic, targets: ["FaultShim"]),
    .library(name: "StartShim", type: .dynamic, targets: ["StartShim"]),
  ],
  traits: [
    .trait(
      name: "ISAL",
      description: "Inflate and checksum with Intel ISA-L and hash with libxxhash; without it zlib alone does."),
    .trait(
      name: "XLSX",
      description: "Write spreadsheets with libxlsxwriter; without it --format xlsx says that it is not there."),
    .default(enabledTraits: ["ISAL", "XLSX"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // System libraries and C
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "CScan"),

    // From bytes to calls
    .target(name: "CallModel", swiftSettings: pure),
    .target(name: "ByteScanning", dependencies: ["CScan"], swiftSettings: hot),
    .target(
      name: "FileInput",
      dependencies: [
        "CallModel", "CZlib",
        .target(name: "CISAL", condition: .when(traits: ["ISAL"])),
        .target(name: "CXXHash", condition: .when(traits: ["ISAL"])),
      ],
      swiftSettings: bytes),
    .target(
      name: "RecordLayouts",
      dependencies: ["ByteScanning", "CallModel", "FileInput", .product(name: "Yams", package: "Yams")],
      exclude: ["BuiltIn/Samples"],
      // In the code, so that the program needs no bundle beside it.
      resources: [.embedInCode("BuiltIn")],
      swiftSettings: hot),

    // From calls to money
    .target(name: "Registry", dependencies: ["Listing", "CScan", "CallModel"], swiftSettings: hot),
    .target(name: "Rating", dependencies: ["CallModel", "Registry"], swiftSettings: hot),

    // The run
    .target(name: "Output", dependencies: ["ByteScanning", "CallModel", "CZlib", "Registry"], swiftSettings: hot),
    // Tables for people: not in the way of a row.
    .target(
      name: "Spreadsheets",
      dependencies: ["CallModel", "Output", .target(name: "CXLSXWriter", condition: .when(traits: ["XLSX"]))],
      swiftSettings: bytes),
    .target(name: "Parquet", dependencies: ["Output"], swiftSettings: hot),
    .target(
      name: "Pipeline",
      dependencies: [
        "Listing", "ByteScanning", "CMalloc", "CScan", "CallModel", "FileInput", "Output", "Rating", "RecordLayouts",
        "Registry",
      ],
      swiftSettings: hot),
    // The two stages in processes of their own, with files between them
    .target(
      name: "Spread",
      dependencies: [
        "CallModel", "FileInput", "Output", "Pipeline", "RecordLayouts", "Registry",
      ],
      swiftSettings: bytes),
    // What is remembered from run to run
    .target(
      name: "Ledger",
      dependencies: [
        "Listing", "CallModel", "FileInput", "Output", "Registry",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    .target(
      name: "Importing",
      dependencies: [
        "Listing", "ByteScanning", "CScan", "CallModel", "CZlib", "FileInput", "Ledger", "Output", "Parquet",
        "Pipeline", "Rating",
        "RecordLayouts", "RegistryStore", "Registry", "Spreadsheets",
      ],
      swiftSettings: bytes),
    // Looking at what is recorded
    .target(
      name: "Statements",
      dependencies: [
        "Listing", "CallModel", "FileInput", "Importing", "Ledger", "Output", "Pipeline", "Registry", "Spreadsheets",
      ],
      swiftSettings: bytes),
    .target(
      name: "Explaining",
      dependencies: [
        "Listing", "ByteScanning", "CallModel", "FileInput", "Importing", "Ledger", "Pipeline", "Rating",
        "RecordLayouts",
        "Registry", "Statements",
      ],
      swiftSettings: bytes),
    // The registers in the database, and the platform that follows them
    .target(
      name: "RegistryStore",
      dependencies: [
        "Listing", "CallModel", "FileInput", "Ledger", "Registry", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    .target(name: "Platform", dependencies: ["CCurl"], swiftSettings: bytes),
    // How a server that listens is ended, and one of this machine alone
    .target(
      name: "HTTPListening",
      dependencies: [
        "CallModel", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: bytes),
    .target(
      name: "PlatformSimulator",
      dependencies: [
        "HTTPListening",
        "CallModel", "Platform", .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: bytes),
    .target(
      name: "Provisioning",
      dependencies: [
        "Listing", "CallModel", "Ledger", "Platform", "RegistryStore", "Registry",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    // Services on their way to the ERP
    .target(
      name: "ERP",
      dependencies: ["CallModel", "Importing", "Ledger", "Listing", "Platform", "Registry"],
      swiftSettings: bytes),
    // An ERP to try them on
    .target(
      name: "ERPSimulator",
      dependencies: [
        "HTTPListening", "CallModel", "PlatformSimulator", .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: bytes),
    .target(
      name: "Alerting",
      dependencies: [
        "Listing", "CallModel", "Importing", "Ledger", "Pipeline", "Rating", "Registry",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    // When it runs, and what it is told to do
    .target(name: "Scheduling", dependencies: ["CallModel"], swiftSettings: pure),
    .target(
      name: "Integration",
      dependencies: [
        "Platform", "Listing", "Alerting", "CallModel", "ERP", "FileInput", "Importing", "Ledger", "Output", "Pipeline",
        "Provisioning",
        "RecordLayouts", "RegistryStore", "Registry", "Scheduling",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: bytes),
    .target(
      name: "Inspection",
      dependencies: [
        "Listing", "ByteScanning", "CallModel", "FileInput", "Output", "Pipeline", "Rating", "RecordLayouts",
      ],
      swiftSettings: bytes),
    // One description of a list's columns for tables, CSV, JSON and pages
    .target(name: "Listing", dependencies: ["CallModel"], swiftSettings: pure),
    // The registers, calls and services in a browser
    .target(
      name: "Console",
      dependencies: [
        "Alerting", "CallModel", "CSodium", "ERP", "Explaining", "FileInput", "HTTPListening", "Importing",
        "Integration", "Ledger", "Listing",
        "Output", "Pipeline", "Platform", "Provisioning", "RegistryStore", "Registry", "Scheduling", "Spreadsheets",
        "Statements",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      // In the code, so that the program needs no bundle beside it.
      resources: [.embedInCode("Web")],
      swiftSettings: waiting),
    .target(name: "SampleGeneration", dependencies: ["CZlib", "CallModel"], swiftSettings: bytes),
    .executableTarget(
      name: "summit-cdr",
      dependencies: [
        "Listing", "Alerting", "ByteScanning", "CallModel", "Console", "ERP", "ERPSimulator", "Explaining", "FileInput",
        "HTTPListening",
        "Importing",
        "Inspection",
        "Integration", "Ledger", "Output", "Parquet", "Pipeline", "Platform", "PlatformSimulator", "Provisioning",
        "Rating",
        "RecordLayouts", "RegistryStore", "Registry", "SampleGeneration", "Scheduling", "Spread",
        "Spreadsheets", "Statements",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: waiting),

    // Tests
    .testTarget(name: "CallModelTests", dependencies: ["CallModel"], swiftSettings: pure),
    .testTarget(
      name: "ByteScanningTests", dependencies: ["ByteScanning", "ReferenceRating"], swiftSettings: bytes),
    .testTarget(
      name: "RecordLayoutsTests",
      dependencies: ["ByteScanning", "CallModel", "FileInput", "Inspection", "RecordLayouts", "ReferenceRating"],
      swiftSettings: bytes),
    .testTarget(
      name: "InspectionTests",
      dependencies: ["ByteScanning", "CallModel", "FileInput", "Inspection", "RecordLayouts", "ReferenceRating"],
      swiftSettings: bytes),
    .testTarget(
      name: "RatingTests", dependencies: ["CallModel", "Rating", "ReferenceRating", "Registry"], swiftSettings: bytes),
    // Runs the built program.
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "CZlib", "Output", "RecordLayouts", "Registry", "RunSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"],
      swiftSettings: bytes),
    .testTarget(
      name: "FileInputTests",
      dependencies: [
        "CallModel", "FileInput", "CZlib",
        .target(name: "CISAL", condition: .when(traits: ["ISAL"])),
        .target(name: "CXXHash", condition: .when(traits: ["ISAL"])),
      ],
      swiftSettings: bytes),
    // The slow twin of the batch job and what it is held against
    // Optimised in debug builds too: thousands of scenarios then take a minute, not ten.
    .target(
      name: "ReferenceRating", path: "Tests/ReferenceRating",
      swiftSettings: pure + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    // The law of recorded calls, slowly, and the program under random sequences held to it.
    .target(
      name: "ReferenceLedger", dependencies: ["ReferenceRating"], path: "Tests/ReferenceLedger",
      swiftSettings: pure + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .testTarget(
      name: "LawTests", dependencies: ["ReferenceLedger", "ReferenceRating", "RunSupport"], swiftSettings: bytes),
    // How tests run the jobs
    .target(
      name: "RunSupport",
      dependencies: [
        "ByteScanning", "CZlib", "CallModel", "FileInput", "Importing", "Ledger", "Output", "Pipeline", "RecordLayouts",
        "ReferenceRating",
      ],
      path: "Tests/RunSupport", swiftSettings: bytes),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "ByteScanning", "CZlib", "CallModel", "FileInput", "Output", "Pipeline", "RecordLayouts", "ReferenceRating",
        "Registry", "RunSupport",
      ],
      swiftSettings: bytes),
    .testTarget(
      name: "SpreadTests",
      dependencies: [
        "CallModel", "FileInput", "Output", "Pipeline", "RecordLayouts", "ReferenceRating", "Registry", "RunSupport",
        "Spread",
      ],
      swiftSettings: bytes),
    .testTarget(
      name: "ImportingTests",
      dependencies: [
        "CallModel", "FileInput", "Importing", "Ledger", "Listing", "Output", "Pipeline", "RecordLayouts",
        "ReferenceRating", "RegistryStore", "Registry", "RunSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "CallModel", "Console", "ERP", "ERPSimulator", "Importing", "Integration", "Ledger", "Listing", "Pipeline",
        "Platform", "PlatformSimulator", "Provisioning", "ReferenceRating", "RegistryStore", "Registry", "Spreadsheets",
        "Statements", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    .testTarget(name: "ListingTests", dependencies: ["CallModel", "Listing"], swiftSettings: pure),
    .testTarget(name: "SchedulingTests", dependencies: ["CallModel", "Scheduling"], swiftSettings: pure),
    .testTarget(
      name: "IntegrationTests",
      dependencies: [
        "CallModel", "Importing", "Integration", "Ledger", "Pipeline", "RecordLayouts", "Registry", "RunSupport",
        "Scheduling",
      ],
      swiftSettings: bytes),
    // Preloaded into the built program: fails, or kills it at, any operation on files. Linked into nothing.
    .target(name: "FaultShim", path: "Tests/FaultShim"),
    // Preloaded into the built program: it is started once for many runs of tests. Linked into nothing.
    .target(name: "StartShim", path: "Tests/StartShim"),
    // Runs the built program and disturbs it.
    .testTarget(
      name: "CrashTests",
      dependencies: ["ReferenceRating", "RunSupport"], swiftSettings: bytes),
    .testTarget(
      name: "StatementsTests",
      dependencies: [
        "CallModel", "Explaining", "Importing", "Ledger", "Output", "Pipeline", "RecordLayouts", "ReferenceRating",
        "Registry", "RunSupport", "Statements",
      ],
      swiftSettings: bytes),
    .testTarget(
      name: "RegistryStoreTests",
      dependencies: [
        "CallModel", "Ledger", "ReferenceRating", "RegistryStore", "Registry", "RunSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    .testTarget(
      name: "PlatformTests",
      dependencies: [
        "CCurl", "CallModel", "Platform", "PlatformSimulator", "RunSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: bytes),
    .testTarget(
      name: "ProvisioningTests",
      dependencies: [
        "CallModel", "Importing", "Ledger", "Platform", "PlatformSimulator", "Provisioning", "ReferenceRating",
        "RegistryStore", "Registry", "RunSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    .testTarget(
      name: "ERPTests",
      dependencies: [
        "CallModel", "ERP", "ERPSimulator", "Importing", "Integration", "Ledger", "Pipeline", "Platform",
        "PlatformSimulator", "RecordLayouts", "Registry", "RunSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    .testTarget(
      name: "AlertingTests",
      dependencies: [
        "Alerting", "CallModel", "Importing", "Ledger", "Pipeline", "RecordLayouts", "ReferenceRating", "RunSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: bytes),
    .testTarget(
      name: "SpreadsheetsTests", dependencies: ["CZlib", "CallModel", "Output", "Spreadsheets"], swiftSettings: bytes),
    .testTarget(name: "ParquetTests", dependencies: ["Output", "Parquet"], swiftSettings: bytes),
    .testTarget(name: "ReferenceRatingTests", dependencies: ["ReferenceRating"], swiftSettings: pure),
    .testTarget(name: "RegistryTests", dependencies: ["CallModel", "Registry"], swiftSettings: bytes),
    .testTarget(
      name: "SampleCDRTests", dependencies: ["CallModel", "Output", "Pipeline", "RecordLayouts"], swiftSettings: bytes),
    .testTarget(
      name: "SampleGenerationTests", dependencies: ["CZlib", "CallModel", "SampleGeneration"], swiftSettings: bytes),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzers of dev/fuzz, which need libFuzzer's runtime: only dev/fuzz/run asks for them.
if Context.environment["SUMMIT_CDR_FUZZ"] != nil {
  let fuzzer = bytes + [.unsafeFlags(["-parse-as-library"])]
  package.targets += [
    .target(name: "FuzzSupport", path: "dev/fuzz/FuzzSupport", swiftSettings: bytes),
    .executableTarget(
      name: "FuzzRows",
      dependencies: [
        "ByteScanning", "CallModel", "FuzzSupport", "Pipeline", "Rating", "RecordLayouts", "ReferenceRating",
        "Registry",
      ],
      path: "dev/fuzz/FuzzRows", swiftSettings: fuzzer),
    .executableTarget(
      name: "FuzzRegistry", dependencies: ["CallModel", "FuzzSupport", "Registry"], path: "dev/fuzz/FuzzRegistry",
      swiftSettings: fuzzer),
  ]
}

// Times the stages one by one: only make stages asks for it.
if Context.environment["SUMMIT_CDR_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "stage-benchmarks",
      dependencies: [
        "ByteScanning", "CallModel", "FileInput", "Output", "Rating", "RecordLayouts", "Registry", "SampleGeneration",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/Stages", swiftSettings: hot))
}

// What is another with zlib alone, and its tests: dev/check builds only that a second time.
if Context.environment["SUMMIT_CDR_READING"] != nil {
  let reading: Set = [
    "CZlib", "CISAL", "CXXHash", "CMalloc", "CScan", "CallModel", "Listing", "ByteScanning", "FileInput",
    "RecordLayouts", "Registry", "Rating", "Output", "Pipeline", "FileInputTests", "SampleCDRTests",
  ]
  package.products = []
  package.targets.removeAll { !reading.contains($0.name) }
  // Only RecordLayouts has one; the others need not be fetched again.
  package.dependencies.removeAll {
    if case .sourceControl(_, let location, _) = $0.kind { !location.hasSuffix("/Yams") } else { true }
  }
}

// Tests are built as the program is, so that both are built once; they themselves need no optimisation.
let lookedInto: Set = [
  "CallModel", "Console", "FileInput", "Importing", "Inspection", "Integration", "Ledger", "Output", "Parquet",
  "Pipeline", "Platform", "Provisioning", "Rating", "RecordLayouts", "ReferenceLedger", "ReferenceRating",
  "RegistryStore",
  "Registry", "SampleGeneration", "Spread", "Spreadsheets",
]
for target in package.targets {
  if lookedInto.contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-enable-testing"], .when(configuration: .release)))
  }
  if target.type == .test {
    target.swiftSettings?.append(.unsafeFlags(["-Onone"], .when(configuration: .release)))
  }
}
