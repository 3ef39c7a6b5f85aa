// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "chart-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "reoffending", path: "../..")],
  targets: [
    .executableTarget(
      name: "ChartBenchmark", dependencies: [.product(name: "ChartGrammar", package: "reoffending")])
  ],
  swiftLanguageModes: [.v6]
)
