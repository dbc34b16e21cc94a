import Testing

import struct Foundation.Data
import class Foundation.FileManager
import class Foundation.ProcessInfo
import struct Foundation.URL

/// Compares output with the file of this name in `Golden`.
///
/// `UPDATE_GOLDEN=1 swift test` rewrites the files, and fails, so that nobody takes new ones for granted unread.
func expectGolden(_ text: String, _ name: String, _ location: SourceLocation = #_sourceLocation) {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
  let file = folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: file.path, contents: Data(text.utf8))
    Issue.record("wrote \(name): read it", sourceLocation: location)
    return
  }
  guard let bytes = FileManager.default.contents(atPath: file.path) else {
    Issue.record("there is no golden file \(name); UPDATE_GOLDEN=1 writes it", sourceLocation: location)
    return
  }
  let golden = String(decoding: bytes, as: UTF8.self)
  guard golden != text else { return }
  let (old, new) = (golden.split(separator: "\n"), text.split(separator: "\n"))
  let line = zip(old, new).first { $0 != $1 }
  Issue.record(
    "\(name) differs: \(line.map { "was “\($0)”, is “\($1)”" } ?? "one is longer")", sourceLocation: location)
}
