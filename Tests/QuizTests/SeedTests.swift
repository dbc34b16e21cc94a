import Lessons
import Letters
import Quiz
import Testing
import Trace

@Suite struct SeedTests {
  static let lesson = """
    ```nntrace
    param w = 0.8
    input x = -2.5
    input y = 1
    z = w·x
    L = ½·(z - y)²
    backward L
    ```
    """

  private func questions(_ text: String, only: Question.Kind? = nil) -> [Question] {
    let outcome = run(text)
    return Questions(outcome.recording, only: only).all
  }

  /// z = 0.8·(-2.5) = -2, L = ½·9 = 4.5, ∂L/∂z = -3, ∂L/∂w = -3·(-2.5) = 7.5, ∂L/∂x = -3·0.8 = -2.4.
  @Test func linesAreAsked() {
    let asked = questions(Self.lesson)
    #expect(asked.map(\.subject) == ["∂L/∂z", "∂L/∂y", "∂L/∂x", "∂L/∂w"])
    #expect(asked.map(\.value) == [-3, 3, -2.4000000000000004, 7.5])
    #expect(questions(Self.lesson, only: .forward).isEmpty)
  }

  @Test(arguments: [
    ("-2.4", Judgement.right), ("-2.40", .right), ("-2.400001", .right), ("-2.4004", .right),
    ("-2.41", .wrong),
    ("-2.406", .wrong), ("2.4", .wrong), ("-2", .tooFewDigits), ("0", .wrong), ("-24e-1", .right),
  ])
  func digitsAreJudged(_ answer: String, _ judgement: Judgement) throws {
    let question = try #require(questions(Self.lesson).first { $0.subject == "∂L/∂x" })
    #expect(question.judge(try #require(WrittenNumber(answer))) == judgement)
  }

  /// As many decimals, the same sign, between half and twice; a label of 1 stays.
  @Test(arguments: UInt64(1)...20)
  func otherNumbers(_ seed: UInt64) throws {
    let source = Source(name: "a.md", text: Self.lesson)
    let seeds = Seed(source, only: nil) { _ in .unusable("none") }
    let variant = try #require(seeds.variant(seed))
    let text = String(decoding: variant.source.bytes, as: UTF8.self)
    let w = try #require(try text.firstMatch(of: Regex("param w = (0\\.\\d)\n"))?.output[1].substring)
    let x = try #require(try text.firstMatch(of: Regex("input x = (-\\d\\.\\d)\n"))?.output[1].substring)
    #expect((0.4...1.6).contains(Double(w) ?? 0) && (-5.0 ... -1.2).contains(Double(x) ?? 0))
    #expect(text.contains("input y = 1\n"))
    #expect(seeds.variant(seed)?.source.bytes == variant.source.bytes)
    #expect(variant.distinct ?? 1 >= 0.95)
  }
}
