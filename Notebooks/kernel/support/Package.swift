// swift-tools-version: 6.1
import PackageDescription

/// What a notebook's worker process loads: the whole library as one shared object, and the loop that runs cells.
///
/// A package of its own, so that the library's build neither knows notebooks nor waits for them.
let package = Package(
  name: "notebook-support",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "NotebookLibrary", type: .dynamic, targets: ["NotebookSupport"]),
    .executable(name: "notebook-worker", targets: ["NotebookWorker"]),
  ],
  dependencies: [.package(name: "reoffending", path: "../../..")],
  targets: [
    .target(name: "CNotebookWorker", linkerSettings: [.linkedLibrary("dispatch")]),
    .target(
      name: "NotebookSupport",
      dependencies: [
        "CNotebookWorker",
        .product(name: "Statistics", package: "reoffending"),
        .product(name: "Tables", package: "reoffending"),
        .product(name: "Reoffending", package: "reoffending"),
        .product(name: "ChartGrammar", package: "reoffending"),
        .product(name: "Studies", package: "reoffending"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
    .executableTarget(name: "NotebookWorker", linkerSettings: [.linkedLibrary("dl")]),
  ],
  swiftLanguageModes: [.v6]
)
