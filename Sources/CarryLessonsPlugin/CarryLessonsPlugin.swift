import Foundation
import PackagePlugin

/// Writes the files of `lessons/` into one Swift file of the target that uses the plugin.
///
/// Inputs of the command are the files and their folders: touching, adding or removing a file builds the target again.
/// The package manager asks a plugin for its inputs only when the layout of a target's own folder has changed; the
/// link `Sources/Lessons/carried` makes `lessons/` a part of that layout.
@main
struct CarryLessonsPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "lessons")
    let inside = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
      .filter { name in !name.split(separator: "/").contains { $0.hasPrefix(".") } }
      .sorted()
      .map { folder.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "CarriedLessons.swift")
    return [
      .buildCommand(
        displayName: "Carrying the lessons",
        executable: try context.tool(named: "carry-lessons").url,
        arguments: [output.path(), folder.path()],
        inputFiles: [folder] + inside,
        outputFiles: [output])
    ]
  }
}
