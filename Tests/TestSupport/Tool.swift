import struct Foundation.Data
import class Foundation.FileHandle
import class Foundation.FileManager
import class Foundation.Process
import class Foundation.ProcessInfo
import struct Foundation.URL
import struct Foundation.UUID

/// A program that some tests compare with, and without which they are skipped.
package struct Tool: Sendable {
  private let program: URL

  /// The program of this name on the search path; nil if there is none.
  package init?(_ name: String) {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let places = path.split(separator: ":").map { URL(filePath: String($0)).appending(path: name) }
    guard let program = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path()) })
    else {
      return nil
    }
    self.program = program
  }

  /// Runs it; input and output are files, for they take any amount.
  package func run(_ words: [String], input: String = "") throws -> (
    code: Int32, output: String, messages: String
  ) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "nntrace-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ text: String) throws -> URL {
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file)
      return file
    }
    let process = Process()
    process.executableURL = program
    process.arguments = words
    process.standardInput = try FileHandle(forReadingFrom: file("in", input))
    let (out, err) = (try file("out", ""), try file("err", ""))
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
    return (process.terminationStatus, try text(out), try text(err))
  }
}
