// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "reoffending",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "reoffending", targets: ["ReoffendingTool"]),
    .library(name: "Statistics", targets: ["Statistics"]),
    .library(name: "Tables", targets: ["Tables"]),
    .library(name: "Reoffending", targets: ["Reoffending", "PublishedData"]),
    .library(name: "Audit", targets: ["Audit"]),
    .library(name: "ChartGrammar", targets: ["ChartGrammar", "CairoRenderer"]),
    .library(name: "Studies", targets: ["Studies", "ReoffendingReport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The C edge: each library is imported by exactly one Swift module.
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
    .systemLibrary(
      name: "CHarfBuzz", pkgConfig: "harfbuzz", providers: [.apt(["libharfbuzz-dev"]), .brew(["harfbuzz"])]),
    .systemLibrary(
      name: "CFriBidi", pkgConfig: "fribidi", providers: [.apt(["libfribidi-dev"]), .brew(["fribidi"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .systemLibrary(
      name: "CPoppler", pkgConfig: "poppler-glib",
      providers: [.apt(["libpoppler-glib-dev"]), .brew(["poppler"])]),
    // Hashes of the files that a report was made of.
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    // Databases that are a file; all other engines are reached by drivers, whose binary interface is declared in CADBC.
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CADBC"),
    // Linear programs, which say what an attacker could work out of a published table.
    .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"]), .brew(["glpk"])]),

    // What a printed number is, and how one is written; under everything.
    .target(name: "Numbers", swiftSettings: strict),

    // Numbers.
    .target(name: "Statistics", dependencies: ["Numbers", "CGSL"], swiftSettings: strict),
    .target(
      name: "Tables",
      dependencies: ["Numbers", "CZlib", "CLibXML2", "CLibZip", "CXlsxWriter", "CPoppler"],
      swiftSettings: strict),
    // Where the data live if not in a file.
    .target(
      name: "Engines", dependencies: ["Numbers", "Tables", "CSQLite", "CADBC"], swiftSettings: strict),
    .target(name: "PublishedData", swiftSettings: strict, plugins: ["EmbedDatasets"]),
    .target(
      name: "Reoffending", dependencies: ["Numbers", "Statistics", "Tables", "CGLPK"], swiftSettings: strict),
    .target(name: "Audit", dependencies: ["Numbers", "Statistics", "Tables"], swiftSettings: strict),

    // Pictures.
    .target(name: "ChartGrammar", swiftSettings: strict),
    .target(
      name: "CairoRenderer", dependencies: ["ChartGrammar", "CCairo", "CHarfBuzz", "CFriBidi", "CZlib"],
      swiftSettings: strict),

    // Where the two meet.
    .target(
      name: "Studies",
      dependencies: [
        "Audit", "Reoffending", "Numbers", "Statistics", "Tables", "Engines", "PublishedData", "ChartGrammar",
        "CairoRenderer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: strict),
    .target(
      name: "ReoffendingReport",
      dependencies: [
        "Studies", "Audit", "Reoffending", "Numbers", "Statistics", "Tables", "Engines", "PublishedData",
        "ChartGrammar", "CairoRenderer", "CCrypto",
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "ReoffendingTool",
      dependencies: [
        "ReoffendingReport", "Studies", "Audit", "Reoffending", "Numbers", "Statistics", "Tables", "Engines",
        "PublishedData",
        "ChartGrammar", "CairoRenderer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    // `Datasets/` is compiled into the tool, so that it is found wherever the tool is installed.
    .executableTarget(name: "DatasetEmbedder", swiftSettings: strictSettings),
    .plugin(name: "EmbedDatasets", capability: .buildTool(), dependencies: ["DatasetEmbedder"]),

    .target(
      name: "TestSupport", dependencies: ["ChartGrammar"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"], exclude: ["Reference"]),
    .testTarget(
      name: "TablesTests", dependencies: ["Tables", "TestSupport"], exclude: ["Documents", "Reference"]),
    .testTarget(name: "EnginesTests", dependencies: ["Engines", "Tables", "TestSupport", "CSQLite"]),
    .testTarget(name: "NumbersTests", dependencies: ["Numbers", "TestSupport"]),
    .testTarget(
      name: "ReoffendingTests", dependencies: ["Reoffending", "PublishedData", "TestSupport"],
      exclude: ["Reference"]),
    .testTarget(
      name: "AuditTests", dependencies: ["Audit", "PublishedData", "Reoffending", "TestSupport"],
      exclude: ["Reference"]),
    .testTarget(
      name: "ChartGrammarTests", dependencies: ["ChartGrammar", "TestSupport"], exclude: ["Snapshots"]),
    .testTarget(name: "CairoRendererTests", dependencies: ["CairoRenderer", "TestSupport"]),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Studies", "ReoffendingReport", "Audit", "Reoffending", "Engines", "Tables", "ChartGrammar",
        "CairoRenderer", "TestSupport",
      ]),
    .testTarget(name: "ReoffendingToolTests", dependencies: ["ReoffendingTool", "Tables", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

/// A C module imported by one of our modules stays invisible to the importers of that module.
var strictSettings: [SwiftSetting] {
  [
    .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}

/// The settings of our modules; `Tools/fuzz` has them tell the fuzzer which branches an input takes.
var strict: [SwiftSetting] {
  strictSettings + (isFuzzed ? [.unsafeFlags(["-sanitize=fuzzer,address"])] : [])
}

/// Whether the program for `make fuzz` is built, which needs a toolchain with libFuzzer.
var isFuzzed: Bool { Context.environment["REOFFENDING_FUZZ"] != nil }

if isFuzzed {
  package.targets.append(
    .executableTarget(
      name: "Fuzzing",
      dependencies: [
        "ReoffendingReport", "Studies", "Audit", "Reoffending", "Numbers", "Statistics", "Tables",
        "ChartGrammar",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Fuzzing", exclude: ["Corpus"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
}
