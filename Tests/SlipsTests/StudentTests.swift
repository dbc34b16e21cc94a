import Letters
import Presentation
import Testing
import Trace

/// Answers of students that once were ticked though wrong, or got a wrong diagnosis, as they were given.
@Suite struct StudentTests {
  struct Answer: Sendable, CustomTestStringConvertible {
    let text: String
    let expression: String
    let values: [String]
    /// What the first explanation or the remark must say.
    let said: String
    var testDescription: String { "\(expression): \(text)" }

    init(_ text: String, _ expression: String, _ values: String, _ said: String) {
      self.text = text
      self.expression = expression
      self.values = values.split(separator: " ").map(String.init)
      self.said = said
    }
  }

  /// Each number is right of something else, which is said; it is no right answer.
  @Test(arguments: [
    Answer("w = -1.5", "(w*x + b - y)^2", "w=0.5 x=2 b=0.25 y=2", "-1.5 is ∂f/∂b; ∂f/∂w is -3"),
    Answer("-1.5", "(w*x + b - y)^2", "w=0.5 x=2 b=0.25 y=2", "-1.5 is ∂f/∂b; f is 0.5625"),
    Answer("w = -0.75", "(w*x + b - y)^2", "w=0.5 x=2 b=0.25 y=2", "-0.75 is ∂f/∂x; ∂f/∂w is -3"),
    Answer(
      "w=-0.1114", "½*(1 - σ(w*u + b))^2", "w=0.8 u=0.5 b=-0.2", "-0.1114 is ∂f/∂b; ∂f/∂w is -0.0557118"),
    Answer("x = 7.389", "exp(2*x)", "x=1", "7.389 is f; ∂f/∂x is 14.7781"),
    Answer("0.57", "σ(w*x + b)", "w=0.5 x=0.57 b=0.1", "0.57 is x; f is 0.595078"),
    Answer("w = 0.57", "w*x", "w=0.5 x=0.57", ""),
  ])
  func noTickForAnotherQuantity(_ answer: Answer) throws {
    let claim = try answered(answer.text, answer.expression, answer.values)
    let words = ClaimView(claim, digits: 6).remarks.map { text($0.words) }
    #expect(claim.holds == answer.said.isEmpty)
    #expect(words.first ?? "" == answer.said)
  }
}
