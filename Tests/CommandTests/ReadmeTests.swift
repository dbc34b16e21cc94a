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
  private func block(after line: String, fence: String) -> String? {
    guard let start = ReadmeTests.readme.range(of: line + "\n" + fence) else { return nil }
    let rest = ReadmeTests.readme[start.upperBound...].drop { $0 != "\n" }.dropFirst()
    return rest.range(of: "\n" + fence + "\n").map { String(rest[..<$0.lowerBound]) }
  }

  @Test func theTwoCommandsStandThere() {
    #expect(ReadmeTests.readme.contains("swift run nntrace lesson rmsprop-basics\n"))
    #expect(ReadmeTests.readme.contains("swift test\n"))
  }

  @Test func theExcerptIsWhatTheLessonPrints() throws {
    let excerpt = try #require(block(after: "<!-- excerpt: lesson rmsprop-basics -->", fence: "```"))
    #expect(try nntrace("lesson", "rmsprop-basics").output.contains(excerpt))
  }

  @Test func theLessonInItPasses() throws {
    let text = try #require(block(after: "in one scope from top to bottom.\n", fence: "````"))
    let folder = try Folder()
    try folder.add("first.md", text + "\n")
    #expect(try nntrace("check", "first.md", folder: folder).output == "1 lesson, 3 claims, all as stated\n")
  }

  @Test func theRuleInItRuns() throws {
    let rule = try #require(
      block(after: "with a sentence of prose and the source above them:\n", fence: "```"))
    let folder = try Folder()
    try folder.add(
      "rule.md", "```nntrace\n\(rule)\nparam θ = 1\noptimizer lion\nstep with g = 1\nclaim θ = 0.9999\n```\n")
    #expect(try nntrace("check", "rule.md", folder: folder).code == 0)
  }

  /// The Swift of the README, as it stands there.
  @Test func theSwiftInItPrintsWhatItSays() {
    let tape = Tape()
    let w = tape.parameter("w", 0.5)
    let x = tape.input("x", 2)
    let loss = (w * x - 1.5).squared().named("L")
    let text = tape.trace(loss).text()
    let slope = tape.gradient(of: loss, withRespectTo: [w])[0]
    #expect(slope.value == -2)
    #expect(text.contains("L = (w·x - 1.5)² = (0.5·2 - 1.5)² = 0.25"))
    for line in ["let loss = (w * x - 1.5).squared().named(\"L\")", "print(tape.trace(loss).text())"] {
      #expect(ReadmeTests.readme.contains(line))
    }
  }
}
