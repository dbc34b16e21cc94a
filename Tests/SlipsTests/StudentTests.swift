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

  /// The slope of a number that was computed once is 0, which is hardly ever meant.
  @Test func slopesOfLetsAreExplained() throws {
    let claim = try #require(claims(of: "param w = 0.5\nlet L = w²\nclaim ∂L/∂w = 1").last)
    #expect(claim.explanation.notes == [.computedOnce("L")])
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

  /// Wrong numbers that once got a confident wrong diagnosis: the lesson up to the number, and what is named first.
  @Test(arguments: [
    // β for 1 - β and the reverse; it was "α and β₁ swapped".
    ("param θ = 1\noptimizer adam(α = 0.1)\nstep with g = 0.7134\nrefute m ≈ 0.64206", "β₁"),
    // 1 - β forgotten; it was "β and ε swapped".
    ("param θ = 1\noptimizer rmsprop(α = 0.1)\nstep with g = 0.7\nrefute s ≈ 0.49000", "without 1 - β"),
    // It came after "α and β swapped".
    (
      "param θ = 1\noptimizer rmsprop(α = 0.1)\nstep with g = 0.7\nrefute s ≈ 0.441000", "β in place of 1 - β"
    ),
    // n - 1 for n; it was "the sum together with ½".
    (
      "param w = 0.657\ninput x = [1.31, 2.26, 3.74]\nL = mean[n] (w·x[n] - 1.17)²\nrefute L ≈ 0.925815",
      "n - 1 = 2"
    ),
    // σ′ = σ; it was "2·(1 - σ) in place of (1 - σ)²".
    ("param w = 0.73\nL = (1 - σ(w·1.62))²\nrefute ∂L/∂w ≈ -0.581758", "σ′ = σ"),
    // Softmax's slope without -p; it was "without exp(z[k])".
    (
      "param z = [0.53, 1.21, -0.34]\ne[k] = exp(z[k])\np[k] = e[k]/Σ[j] e[j]\nrefute ∂p[2]/∂z[2] ≈ 0.581779",
      "without the path from e[j]"
    ),
    // Parentheses, of which no number of three digits was suspected.
    (
      "input a = 1.7\ninput b = 2.3\ninput c = 0.9\nf = a·(b + c)\nrefute f ≈ 4.81",
      "a·b + c in place of a·(b + c)"
    ),
    // What a derivative calls 1 - h² was given another name.
    (
      "param z = 0.3352\nh = tanh(z)\nL = h²\nrefute ∂L/∂z ≈ 0.581734",
      "round 1 - h² to 0.9"
    ),
    // u′·v′ for a product was put down to something else.
    ("param x = 0.83\nu = sin(x² + 1)\nv = exp(-x/2)\nf = u·v\nrefute ∂f/∂x ≈ 0.0645802", "(u·v)′ = u′·v′"),
  ])
  func theRightSlipComesFirst(_ lesson: String, _ slip: String) throws {
    let claim = try #require(claims(of: lesson).last)
    #expect(!claim.holds)
    // What gives the very same number is named beside it.
    #expect(
      claim.explanation.slips.prefix(2).contains { $0.words.contains(slip) },
      "\(claim.explanation.slips.map(\.words))")
  }
}
