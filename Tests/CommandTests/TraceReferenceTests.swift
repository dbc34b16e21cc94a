import Testing

import struct Foundation.Data
import class Foundation.JSONDecoder
import struct Foundation.URL

@testable import nntrace

/// Two hundred expressions, whose values and gradients another program computed to 50 digits, as `nntrace trace EXPR NAME=VALUE… --format json`.
@Suite struct TraceReferenceTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let expression: String
    let at: [String: Double]
    let value: Double
    let gradient: [String: Double]

    var words: [String] { [expression] + at.map { "\($0.key)=\($0.value)" }.sorted() }
  }

  struct Traced: Decodable {
    let value: Double
    let gradient: [String: Double]
  }

  static func cases() throws -> [Case] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Resources/gradients.json"))
    return try JSONDecoder().decode(File.self, from: data).cases
  }

  private func expect(_ json: String, is example: Case) throws {
    let traced = try JSONDecoder().decode(Traced.self, from: Data(json.utf8))
    #expect(agree(traced.value, example.value), "\(example.expression)")
    #expect(traced.gradient.keys.sorted() == example.at.keys.sorted())
    for (name, slope) in example.gradient {
      #expect(agree(traced.gradient[name] ?? .nan, slope), "∂/∂\(name) \(example.expression)")
    }
  }

  private func agree(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= max(1e-12 * max(abs(a), abs(b)), 1e-14)
  }

  /// The command, without a process for each.
  @Test func all() throws {
    let folder = try Folder()
    let cases = try Self.cases()
    #expect(cases.count == 200)
    for example in cases {
      let arguments = try Arguments.parse(["trace", "--format", "json"] + example.words)
      var output = try Output(to: folder.path("out"))
      #expect(try TraceCommand.run(arguments.operands, arguments.options, to: &output) == .done)
      try output.finish()
      try expect(folder.text("out"), is: example)
    }
  }

  @Test func someAsProcesses() throws {
    for example in try Self.cases().prefix(5) {
      let words = (["trace", "--format", "json"] + example.words).map { "'\($0)'" }
      let outcome = try shell("\"$nntrace\" " + words.joined(separator: " "))
      #expect(outcome.code == 0 && outcome.messages.isEmpty)
      try expect(outcome.output, is: example)
    }
  }

  @Test func aNameThatIsNotUsedHasTheGradientZero() throws {
    let outcome = try nntrace("trace", "x^2", "x=3", "y=1", "--format", "json")
    #expect(outcome.output.contains(#""gradient": {"x": 6, "y": 0}"#))
  }

  /// The result is called f; what it is called otherwise must not be the expression's own.
  @Test(arguments: [
    (["x^2", "x=3"], "f"), (["f^2", "f=3"], "F"), (["f*F", "f=3", "F=3"], "result"),
    (["f*F*result*result'", "f=1", "F=3", "result=3", "result'=1"], "result''"),
  ])
  func theResultHasANameOfItsOwn(_ words: [String], _ name: String) throws {
    let outcome = try run(words)
    #expect(outcome.contains("\n  \(name) = "))
    #expect(outcome.contains("= 9\n"))
  }

  private func run(_ words: [String]) throws -> String {
    let folder = try Folder()
    var output = try Output(to: folder.path("out"))
    _ = try TraceCommand.run(words, Options(), to: &output)
    try output.finish()
    return try folder.text("out")
  }
}
