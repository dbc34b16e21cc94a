import Testing

@testable import nntrace

@Suite struct DiagnoseTests {
  private func answer(_ question: String) -> String {
    DiagnoseCommand.answer(Array(question.utf8), line: 1, digits: 6)
  }

  @Test(arguments: [
    // (0.5·3.1 - 2)·2·3.1
    (
      #"{"expression": "(w*x - y)^2", "values": {"w": 0.5, "x": 3.1, "y": 2}, "name": "w", "number": "-2.79"}"#,
      #""verdict": "right""#
    ),
    (
      #"{"expression": "(w*x - y)^2", "values": {"w": 0.5, "x": 3.1, "y": 2}, "name": "df/dw", "number": 2.79}"#,
      #""kinds": ["negated"]"#
    ),
    (
      #"{"expression": "mean[n] x[n]", "values": {"x": [1, 2.5]}, "number": 1.75, "id": "a"}"#,
      #""id": "a", "verdict": "right""#
    ),
    (
      #"{"expression": "a*b - c", "values": {"a": 1.37, "b": 2.91, "c": 0.713}, "number": "4.6997"}"#,
      #""formula": {"left": "f =", "right": "a·b - c", "slipped": "a·b + c", "rightDiffers": [4, 5], "slippedDiffers": [4, 5]}"#
    ),
    (
      ##"{"source": "```nntrace\nlet p = 0.37\nq = p²\n```", "name": "q # = 1", "number": "0.1369", "id": 7}"##,
      #""id": 7, "verdict": "right""#
    ),
    (#"{"lesson": "chain-rule", "name": "L@0", "number": "0.1013"}"#, #""verdict": "right""#),
  ])
  func answers(_ question: String, _ part: String) {
    let text = answer(question)
    #expect(text.contains(part), "\(text)")
    #expect(text.hasPrefix(#"{"schema": "nntrace-diagnose/1", "line": 1"#) && text.hasSuffix("}\n"))
  }

  /// The lesson has the same wrong number under another name; that it is carried on from there explains nothing.
  @Test func aNumberIsNotExplainedByItself() {
    let text = answer(#"{"lesson": "rmsprop-basics", "name": "θ@1", "number": "-0.0316"}"#)
    #expect(text.contains("α = 0.01 instead of 0.1") && !text.contains("printed"), "\(text)")
  }

  /// A line that cannot be answered says why; none takes the program with it.
  @Test(arguments: [
    ("x", "expected a value"), ("{", "expected a name in quotes before the end"), ("[]", "is a JSON object"),
    (#"{"a": 1}"#, "there is no member 'a'"), (#"{"number": 1}"#, "give one of"),
    (#"{"expression": "x", "values": {"x": [1, {}]}, "number": 1}"#, "has no meaning here"),
    (#"{"expression": "x", "values": {"x=1 y": 1}, "number": 1}"#, "error"),
    (#"{"expression": "x", "values": {"x": 1}, "number": "½"}"#, "is not a plain number"),
    (#"{"expression": "x", "values": {"x": 1}, "number": "1e999"}"#, "is not a plain number"),
    (#"{"expression": "x", "values": {"x": 1}, "name": "q", "number": "1"}"#, "no value or slope called q"),
    (#"{"expression": "x", "values": {"x": 1}, "name": "f=1, x", "number": "1"}"#, "must be one name"),
    (#"{"lesson": "exercise", "name": "q", "number": "1"}"#, "did you mean exercises?"),
    (#"{"lesson": "exercises", "number": "1"}"#, "needs a 'name'"),
    (#"{"lesson": "exercises", "name": "nowhere", "number": "1"}"#, "nowhere"),
    (
      ##"{"source": "```nntrace\nlet x[i=1..99999, j=1..99999] = i\n```", "name": "x[1,1]", "number": 1}"##,
      "members"
    ),
    (
      ##"{"source": "```nntrace\ninput d from \"/etc/passwd\"\n```", "name": "d[1]", "number": 1}"##,
      "a question has no files"
    ),
    (
      #"{"expression": "sum[i=1..99999] sin(x*i)", "values": {"x": 1.1}, "number": "1"}"#,
      "more than 20000 nodes"
    ),
    (String(repeating: "[", count: 100_000), "nested more than"), (#"{"id": 1, "id": 2}"#, "given twice"),
    (#"{"id": "\ud800"}"#, "no such escape"), ("{\"id\": \"\u{1}\"}", "control character"),
  ])
  func mistakes(_ question: String, _ part: String) {
    let text = answer(question)
    #expect(text.contains(#""error": {"message": "#) && text.contains(part), "\(text)")
  }

  @Test func everyLineHasAnAnswer() throws {
    let long = "{\"id\": \"" + String(repeating: "a", count: 1 << 21) + "\"}"
    let folder = try Folder()
    try folder.add(
      "questions", "x\n\n\(long)\n" + #"{"expression": "2*x", "values": {"x": 0.3}, "number": 0.6}"#)
    let outcome = try shell("\"$nntrace\" diagnose < questions", folder: folder)
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.code == 0 && outcome.messages.isEmpty)
    #expect(lines.count == 3)
    #expect(lines.last?.contains(#""line": 4, "verdict": "right""#) == true)
  }
}
