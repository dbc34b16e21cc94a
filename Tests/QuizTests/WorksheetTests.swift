import Lessons
import Letters
import Quiz
import Testing
import Trace

/// Sheets filled in with right, wrong and missing numbers. w = 0.8, x = -2.5: z = -2, L = ½·9 = 4.5, ∂L/∂z = -3,
/// ∂L/∂w = 7.5; a step with α = 0.1 takes w to 0.05.
@Suite struct WorksheetTests {
  static let lesson = """
    ---
    title: One neuron
    ---
    ```nntrace
    param w = 0.8
    input x = -2.5
    input y = 1
    z = w·x
    L = ½·(z - y)²
    claim z = -2
    claim L ≈ 4.5
    backward L
    claim L < 5
    refute L ≈ 4
    optimizer sgd(α = 0.1)
    minimize L
    ```
    The new weight is **0.05**<!-- claim w -->.
    """

  private static func sheet() throws -> Worksheet {
    let outcome = run(lesson)
    return try #require(
      Worksheet(
        outcome, Questions(outcome.recording, only: nil), named: "one-neuron", keepsProse: true))
  }

  private static func grades(_ text: String) -> [String] {
    let outcome = run(text)
    #expect(outcome.diagnostics.isEmpty)
    return Worksheet.grades(of: outcome) { _ in .unusable("none") }.grades.map { "\($0)" }
  }

  /// The sheet with these answers in the order of its blanks; nil leaves one.
  private static func filled(_ answers: [String?]) throws -> String {
    var text = String(decoding: try sheet().source.bytes, as: UTF8.self)
    var rest = answers[...]
    var start = text.startIndex
    while let blank = text[start...].firstRange(of: "____") {
      let answer = rest.popFirst() ?? nil
      let place = text.distance(from: text.startIndex, to: blank.lowerBound)
      if let answer { text.replaceSubrange(blank, with: answer) }
      start = text.index(text.startIndex, offsetBy: place + (answer?.count ?? 4))
    }
    return text
  }

  @Test func blanksTakeThePlaceOfNumbers() throws {
    let text = String(decoding: try Self.sheet().source.bytes, as: UTF8.self)
    for line in [
      "claim z ≈ ____\n", "claim L ≈ ____\n", "claim ∂L/∂z ≈ ____\n", "claim ∂L/∂w ≈ ____\n",
      "is ____<!-- claim w -->", "worksheet: one-neuron\n",
    ] { #expect(text.contains(line), "\(line)") }
    for line in ["L < 5", "refute", "-2\n", "4.5", "0.05"] { #expect(!text.contains(line), "\(line)") }
  }

  @Test func theKeyPasses() throws {
    let key = String(decoding: try Self.sheet().key.bytes, as: UTF8.self)
    #expect(Set(Self.grades(key)) == ["right"])
    #expect(!key.contains("____"))
    let blanks = String(decoding: try Self.sheet().source.bytes, as: UTF8.self)
    #expect(Set(Self.grades(blanks)) == ["unanswered"])
  }

  /// z is wrong in sign: 2. Then L = ½·1² = 0.5, ∂L/∂z = 1, which says nothing; with z = -2.1, L = 4.805,
  /// ∂L/∂z = -3.1, ∂L/∂w = 7.75, and w goes to 0.025.
  @Test func whatFollowsIsNoSecondSlip() throws {
    let subjects = String(decoding: try Self.sheet().source.bytes, as: UTF8.self)
      .matches(of: /claim (\S+) ≈ ____|claim (w) -->/).map { String($0.output.1 ?? $0.output.2 ?? "") }
    let answers = [
      "z": "-2.1", "L": "4.805", "∂L/∂z": "-3.1", "∂L/∂y": "3.1", "∂L/∂x": "-2.48", "∂L/∂w": "7.75",
      "w@1": "0.025", "w": "0.025",
    ]
    let grades = Self.grades(try Self.filled(subjects.map { answers[$0] }))
    #expect(grades.first == "wrong")
    #expect(
      Set(grades.dropFirst()) == ["follows(from: [0])"], "\(zip(subjects, grades).map { "\($0) \($1)" })")
    // The same numbers follow from nothing where z is right.
    let other = Self.grades(try Self.filled(subjects.map { $0 == "z" ? "-2" : answers[$0] }))
    #expect(other[0] == "right" && other[1] == "wrong")
  }

  @Test func fewDigitsAndMissingOnes() throws {
    let grades = Self.grades(try Self.filled(["-2.00", "4.6", nil]))
    #expect(grades[0] == "right" && grades[1] == "wrong" && grades[2] == "unanswered")
  }
}
