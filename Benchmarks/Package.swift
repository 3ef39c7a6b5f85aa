// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "reoffending", path: "..")],
  targets: [
    .executableTarget(
      name: "StatisticsBenchmarks", dependencies: [.product(name: "Statistics", package: "reoffending")])
  ],
  swiftLanguageModes: [.v6]
)
