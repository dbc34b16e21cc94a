import Foundation
import PackagePlugin

/// Writes the files of a folder into one Swift file of the target that uses the plugin: `lessons/` into `Lessons`, what
/// a page is made with into `Rendering`, `schemas/` into `nntrace`.
///
/// Inputs of the command are the files and their folders: touching, adding or removing a file builds the target again.
/// The package manager asks a plugin for its inputs only when the layout of a target's own folder has changed; the
/// link `Sources/Lessons/carried` makes `lessons/` a part of that layout.
@main
struct CarryFilesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let (path, name) =
      switch target.name {
      case "Lessons": ("lessons", "CarriedLessons")
      case "nntrace": ("schemas", "CarriedSchemas")
      default: ("Sources/Rendering/HTML/Page", "CarriedPage")
      }
    let folder = context.package.directoryURL.appending(path: path)
    let inside = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
      .filter { name in !name.split(separator: "/").contains { $0.hasPrefix(".") } }
      .sorted()
      .map { folder.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: name + ".swift")
    return [
      .buildCommand(
        displayName: "Carrying the files of \(folder.lastPathComponent)",
        executable: try context.tool(named: "carry-files").url,
        arguments: [output.path(), name, folder.path()],
        inputFiles: [folder] + inside,
        outputFiles: [output])
    ]
  }
}
