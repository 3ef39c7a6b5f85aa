import Foundation
import PackagePlugin

/// Compiles the files of `Datasets/` into the target that applies it.
@main
struct EmbedDatasets: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Datasets")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    let files =
      names.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".yml") || $0 == "datapackage.json" }
      .map { folder.appending(path: $0) } + resolved(context)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) data files",
        executable: try context.tool(named: "DatasetEmbedder").url,
        arguments: [output.path()] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }

  /// The versions of the packages that this is built with, where they are written down.
  private func resolved(_ context: PluginContext) -> [URL] {
    let file = context.package.directoryURL.appending(path: "Package.resolved")
    return FileManager.default.fileExists(atPath: file.path()) ? [file] : []
  }
}
