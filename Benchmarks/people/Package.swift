// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "people-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "reoffending", path: "../..")],
  targets: [
    .executableTarget(name: "Generate"),
    .executableTarget(
      name: "ReadPeople", dependencies: [.product(name: "Tables", package: "reoffending")]),
  ],
  swiftLanguageModes: [.v5]
)
