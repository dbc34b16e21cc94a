import Letters
import TestSupport
import Testing

import struct Foundation.Data
import class Foundation.JSONSerialization
import class Foundation.ProcessInfo

/// Spoilt lessons and command lines through the real process: whatever is typed or fed, it ends with an exit code that
/// is documented, says why, stays within the limits, and prints nothing that a terminal would obey.
///
/// The seeds are fixed. To look further, set `NNTRACE_FUZZ` to a number of commands and `NNTRACE_SEED` to the first
/// seed; `NNTRACE_PROGRAM` names another build of nntrace to run.
@Suite struct ProcessFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["NNTRACE_FUZZ"].flatMap { Int($0) } ?? 160
  private static let first = environment["NNTRACE_SEED"].flatMap { UInt64($0) } ?? 1
  private static let program = environment["NNTRACE_PROGRAM"]
  private static let lanes = 4

  @Test(arguments: 0..<lanes) func endsAsDocumented(_ lane: Int) throws {
    let folder = try Folder()
    var codes = Set<Int32>()
    for number in stride(from: lane, to: ProcessFuzzTests.count, by: ProcessFuzzTests.lanes) {
      codes.insert(try check(seed: ProcessFuzzTests.first &+ UInt64(number), in: folder))
    }
    // A run in which nothing succeeds, or nothing fails, tests little.
    #expect(codes.isSuperset(of: [0, 2]))
  }

  /// - Returns: the exit code.
  private func check(seed: UInt64, in folder: Folder) throws -> Int32 {
    let command = SpoiltCommand(seed: seed)
    try folder.add(SpoiltCommand.lessonName, command.lesson)
    try folder.add(SpoiltCommand.dataName, command.data)
    let outcome = try limited(command.words, in: folder)
    let about: Comment = "seed \(seed): \(command.words.map { Visible.escaped($0) })"
    #expect([0, 1, 2].contains(outcome.code), about)
    #expect(outcome.code != 2 || !outcome.messages.isEmpty, about)
    for text in [outcome.output, outcome.messages] {
      #expect(!text.unicodeScalars.contains(where: isObeyed), about)
    }
    if outcome.code != 2, let format = format(of: command.words) {
      switch format {
      case "json":
        #expect(throws: Never.self, about) {
          try JSONSerialization.jsonObject(with: Data(outcome.output.utf8), options: .fragmentsAllowed)
        }
      case "junit": #expect(isWellFormed(outcome.output), about)
      case "dot": if seed.isMultiple(of: 5) { try expectReadable(outcome.output, about) }
      case "svg": #expect(isWellFormed(outcome.output), about)
      default: break
      }
    }
    #expect(try folder.names.allSatisfy { !$0.contains(".tmp") }, about)
    return outcome.code
  }

  /// The command under the limits of processor time and memory that the language lesson documents, as a shell sets
  /// them: who passes them ends by a signal, whose code is above 128.
  private func limited(_ words: [String], in folder: Folder) throws -> Outcome {
    let program = ProcessFuzzTests.program ?? executable.path()
    return try shell("ulimit -t 20 -v 4000000; exec \"$@\"", words: [program] + words, folder: folder)
  }

  private func format(of words: [String]) -> String? {
    guard let option = words.firstIndex(of: "--format"), option + 1 < words.count,
      !words.contains(where: ["-o", "-h", "--help", "--version"].contains)
    else {
      return nil
    }
    return words[option + 1]
  }

  /// A character that a terminal would obey or that turns the order of others round.
  private func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar != "\n" && scalar != "\t"
    case .format: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    default: false
    }
  }

  /// Graphviz reads what is drawn, where it is there.
  private func expectReadable(_ dot: String, _ about: Comment) throws {
    guard let tool = Tool("dot") else { return }
    let outcome = try tool.run(["-Tcanon"], input: dot)
    #expect(outcome.code == 0, about)
  }

  /// Whether elements nest and nothing of markup is left open.
  private func isWellFormed(_ xml: String) -> Bool {
    var open: [Substring] = []
    var rest = xml[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        open.append(tag.prefix { $0 != " " && $0 != "\n" })
      }
    }
    return open.isEmpty
  }
}
