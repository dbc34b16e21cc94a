import Autodiff
import Letters
import Rendering
import Testing
import Trace

import struct Foundation.Data
import struct Foundation.URL

/// What the README shows is what the program does.
@Suite struct ReadmeTests {
  static let readme: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return (try? Data(contentsOf: root.appending(path: "README.md"))).map {
      String(decoding: $0, as: UTF8.self)
    } ?? ""
  }()

  /// The lines between a line and the fence that closes what follows it.
  static func block(after line: String, fence: String) -> String? {
    guard let start = ReadmeTests.readme.range(of: line + "\n" + fence) else { return nil }
    let rest = ReadmeTests.readme[start.upperBound...].drop { $0 != "\n" }.dropFirst()
    return rest.range(of: "\n" + fence + "\n").map { String(rest[..<$0.lowerBound]) }
  }

  @Test func theTwoCommandsStandThere() {
    #expect(ReadmeTests.readme.contains("swift run nntrace lesson rmsprop-basics\n"))
    #expect(ReadmeTests.readme.contains("swift test\n"))
  }

  @Test func theExcerptIsWhatTheLessonPrints() throws {
    let excerpt = try #require(Self.block(after: "<!-- excerpt: lesson rmsprop-basics -->", fence: "```"))
    #expect(try nntrace("lesson", "rmsprop-basics").output.contains(excerpt))
  }

  @Test func theLessonInItPasses() throws {
    let text = try #require(Self.block(after: "in one scope from top to bottom.\n", fence: "````"))
    let folder = try Folder()
    try folder.add("first.md", text + "\n")
    #expect(try nntrace("check", "first.md", folder: folder).output == "1 lesson, 3 claims, all as stated\n")
  }

  /// The rule of the README, in a lesson that uses it: 0 + (1 - 0.9)·(-2) = -0.2, and a step of 0.0001 up.
  @Test func theRuleInItRuns() throws {
    let rule = try #require(
      Self.block(after: "with a sentence of prose and the source above them:\n", fence: "```"))
    let head = try #require(rule.firstMatch(of: /^rule ([a-z]+)\(/))
    let lesson = """
      ```nntrace
      \(rule)
      param θ = 1
      optimizer \(head.output.1)
      step with g = -2
      claim m = -0.2
      claim θ = 1.0001
      ```

      """
    let folder = try Folder()
    try folder.add("rule.md", lesson)
    let outcome = try nntrace("check", "rule.md", folder: folder)
    #expect(outcome.output == "1 lesson, 2 claims, all as stated\n", "\(outcome.messages)")
  }

  /// The Swift of the README, word for word: what follows its imports there stands between the lines of dashes here.
  @Test func theSwiftInItPrintsWhatItSays() throws {
    var printed: [String] = []
    func print(_ item: Any) { printed.append("\(item)") }
    // ----
    let tape = Tape()
    let w = tape.parameter("w", 0.5)
    let x = tape.input("x", 2)
    let loss = (w * x - 1.5).squared().named("L")
    print(tape.trace(loss).text())
    let slope = tape.gradient(of: loss, withRespectTo: [w])[0]
    print(slope.value)  // -2; a scalar like any other: it can be differentiated again
    // ----
    #expect(printed.count == 2 && printed[1] == "-2.0")
    #expect(printed[0].contains("L = (w·x - 1.5)² = (0.5·2 - 1.5)² = 0.25\n"))

    let swift = try #require(Self.block(after: "## Use it from Swift\n", fence: "```"))
    let parts = swift.split(separator: "\n\n", maxSplits: 1)
    #expect(parts[0].split(separator: "\n").allSatisfy { $0.hasPrefix("import ") })
    let here = String(decoding: try Data(contentsOf: URL(fileURLWithPath: #filePath)), as: UTF8.self)
    let lines = here.split(separator: "    // ----\n")[1].split(separator: "\n").map { $0.dropFirst(4) }
    #expect(lines == parts[1].split(separator: "\n"))
  }
}
