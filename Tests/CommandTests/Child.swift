import class Foundation.Bundle
import struct Foundation.Data
import class Foundation.FileHandle
import class Foundation.FileManager
import class Foundation.Process
import struct Foundation.URL
import struct Foundation.UUID

/// What a run of the built `nntrace` gave.
struct Outcome {
  let code: Int32
  let output: String
  let messages: String
}

/// A folder of its own for one test, removed when the test lets go of it.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "nntrace-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path() }

  @discardableResult func add(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: url.appending(path: name))
    return path(name)
  }

  @discardableResult func add(_ name: String, _ text: String) throws -> String {
    try add(name, Array(text.utf8))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path()).sorted() }
  }
}

/// The executable under test, which stands beside the test bundle.
let executable: URL = {
  #if os(macOS)
    let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }
    let beside = bundles.first?.bundleURL ?? URL(filePath: CommandLine.arguments[0])
  #else
    let beside = URL(filePath: CommandLine.arguments[0])
  #endif
  return beside.deletingLastPathComponent().appending(path: "nntrace")
}()

/// Runs `nntrace` with these words in a folder and waits for its end.
func nntrace(
  _ words: String..., input: String = "", environment: [String: String] = [:], folder: Folder? = nil
) throws -> Outcome {
  try run(executable, words, input: input, environment: environment, folder: folder)
}

/// Runs a line of shell in which `$nntrace` is the executable and `$@` are these words.
func shell(_ line: String, words: [String] = [], folder: Folder? = nil) throws -> Outcome {
  try run(
    URL(filePath: "/bin/sh"), ["-c", line, "sh"] + words, input: "",
    environment: ["nntrace": executable.path()], folder: folder)
}

private func run(
  _ program: URL, _ words: [String], input: String, environment: [String: String], folder: Folder?
) throws -> Outcome {
  // Files, not pipes: they take any amount of output without a reader.
  let capture = try Folder()
  let process = Process()
  process.executableURL = program
  process.arguments = words
  process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
  if let folder { process.currentDirectoryURL = folder.url }
  process.standardInput = FileHandle(forReadingAtPath: try capture.add("in", input))
  process.standardOutput = FileHandle(forWritingAtPath: try capture.add("out", ""))
  process.standardError = FileHandle(forWritingAtPath: try capture.add("err", ""))
  try process.run()
  process.waitUntilExit()
  return Outcome(
    // A signal's number is told as a shell tells it.
    code: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
    output: try capture.text("out"), messages: try capture.text("err"))
}
