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
    .library(name: "ChartGrammar", targets: ["ChartGrammar", "CairoRenderer"]),
    .library(name: "ReoffendingFigures", targets: ["ReoffendingFigures", "ReoffendingReport"]),
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

    // Numbers.
    .target(name: "Statistics", dependencies: ["CGSL"], swiftSettings: strict),
    .target(name: "Tables", dependencies: ["CZlib", "CLibXML2"], swiftSettings: strict),
    .target(name: "PublishedData", swiftSettings: strict, plugins: ["EmbedDatasets"]),
    .target(name: "Reoffending", dependencies: ["Statistics", "Tables"], swiftSettings: strict),

    // Pictures.
    .target(name: "ChartGrammar", swiftSettings: strict),
    .target(
      name: "CairoRenderer", dependencies: ["ChartGrammar", "CCairo", "CHarfBuzz", "CFriBidi", "CZlib"],
      swiftSettings: strict),

    // Where the two meet.
    .target(
      name: "ReoffendingFigures",
      dependencies: ["Reoffending", "Statistics", "Tables", "ChartGrammar"], swiftSettings: strict),
    .target(
      name: "ReoffendingReport",
      dependencies: [
        "ReoffendingFigures", "Reoffending", "Tables", "PublishedData", "ChartGrammar", "CairoRenderer",
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "ReoffendingTool",
      dependencies: [
        "ReoffendingReport", "ReoffendingFigures", "Reoffending", "Statistics", "Tables", "PublishedData",
        "ChartGrammar", "CairoRenderer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    // `Datasets/` is compiled into the tool, so that it is found wherever the tool is installed.
    .executableTarget(name: "DatasetEmbedder", swiftSettings: strict),
    .plugin(name: "EmbedDatasets", capability: .buildTool(), dependencies: ["DatasetEmbedder"]),

    .target(
      name: "TestSupport", dependencies: ["ChartGrammar"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"], exclude: ["Reference"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "TestSupport"], exclude: ["Documents"]),
    .testTarget(
      name: "ReoffendingTests", dependencies: ["Reoffending", "PublishedData", "TestSupport"],
      exclude: ["Reference"]),
    .testTarget(
      name: "ChartGrammarTests", dependencies: ["ChartGrammar", "TestSupport"], exclude: ["Snapshots"]),
    .testTarget(name: "CairoRendererTests", dependencies: ["CairoRenderer", "TestSupport"]),
    .testTarget(
      name: "ReoffendingFiguresTests",
      dependencies: [
        "ReoffendingFigures", "ReoffendingReport", "Reoffending", "Tables", "ChartGrammar", "CairoRenderer",
        "TestSupport",
      ]),
    .testTarget(name: "ReoffendingToolTests", dependencies: ["ReoffendingTool", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

/// A C module imported by one of our modules stays invisible to the importers of that module.
var strict: [SwiftSetting] {
  [
    .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
