// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "sheets-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "reoffending", path: "../..")],
  targets: [
    .executableTarget(
      name: "ReadSheet", dependencies: [.product(name: "Tables", package: "reoffending")])
  ],
  swiftLanguageModes: [.v5]
)
