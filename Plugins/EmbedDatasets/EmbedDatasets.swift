import Foundation
import PackagePlugin

/// Compiles the files of `Datasets/` into the target that applies it.
@main
struct EmbedDatasets: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Datasets")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    let files = names.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".yml") || $0 == "datapackage.json" }
      .map { folder.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) data files",
        executable: try context.tool(named: "DatasetEmbedder").url,
        arguments: [output.path()] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }
}
