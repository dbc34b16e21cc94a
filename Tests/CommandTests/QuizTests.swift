import Testing

/// `nntrace quiz`: 0.9·0 + 0.1·1² = 0.1, 0 - 0.1/√(0.1 + 1e-8) = -0.31622775, 0.9·0.1 + 0.1 = 0.19,
/// -0.31622775 + 0.1/√(0.19 + 1e-8) = -0.0868120.
@Suite struct QuizTests {
  private func quiz(_ words: String..., answers: String) throws -> Outcome {
    let line = "printf '\(answers)' | \"$nntrace\" quiz --only steps \"$@\""
    return try shell(line, words: words)
  }

  @Test func rightAnswers() throws {
    let outcome = try quiz("rmsprop-basics", answers: #"0.1\n-0.316\n0.190\n-0.08681\n"#)
    #expect(outcome.code == 0 && outcome.messages.isEmpty)
    #expect(outcome.output.hasSuffix("\n4 of 4 right at once.\n"))
    #expect(outcome.output.contains("= 0 - 0.1/√(0.1 + 1e-8)·1\n    = -0.316228\n"))
  }

  /// The slip, then the formula, then the numbers put in, then the answer.
  @Test func wrongAnswers() throws {
    let outcome = try quiz("rmsprop-basics", answers: #"0.1\n-0.0316228\n7\n7\n7\n"#)
    #expect(outcome.code == 1)
    let parts = [
      "[2/4] θ ← ? -0.0316228\n    no", "α = 0.01 instead of 0.1",
      "[2/4] θ ← ? 7\n    no. θ ← θ - α/√(s + ε)·g\n",
      "[2/4] θ ← ? 7\n    no. θ ← 0 - 0.1/√(0.1 + 1e-8)·1\n", "[2/4] θ ← ? 7\n    ✗\n", "= -0.316228\n",
      "1 of 4 right at once, 1 not found, 2 not asked.\nLook again at θ@1.\n",
    ]
    var rest = outcome.output[...]
    for part in parts {
      let found = rest.firstRange(of: part)
      #expect(found != nil, "\(part) in \(rest)")
      if let found { rest = rest[found.upperBound...] }
    }
  }

  @Test func helpAndRubbish() throws {
    let outcome = try quiz(
      "rmsprop-basics", answers: #"hint\n0.1\n\nx\n1e\n-0.3\n-0.316\nskip\nquit\n"#)
    #expect(outcome.code == 1)
    for words in [
      "a number, please", "that is no number", "right so far; 3 digits",
      "1 of 4 right at once, 1 with help, 1 not found, 1 not asked.\nLook again at s@2, s@1.\n",
    ] { #expect(outcome.output.contains(words)) }
  }

  @Test func theInputEnds() throws {
    #expect(try nntrace("quiz", "rmsprop-basics").code == 1)
    #expect(try shell("\"$nntrace\" quiz rmsprop-basics <&-").code == 1)
    // Lines that never are an answer do not keep it for ever.
    #expect(try shell("yes '' | \"$nntrace\" quiz rmsprop-basics").code == 1)
    #expect(try shell("yes | tr -d '\\n' | head -c 100000000 | \"$nntrace\" quiz rmsprop-basics").code == 1)
  }

  /// The same seed, the same numbers; another, others.
  @Test func seeds() throws {
    let outputs = try ["1", "1", "2"].map { try nntrace("quiz", "chain-rule", "--seed", $0).output }
    #expect(outputs[0] == outputs[1] && outputs[0] != outputs[2])
    #expect(try nntrace("quiz", "chain-rule").output != outputs[0])
  }

  @Test(arguments: [
    ("quiz article-000 --only steps", "there is nothing to ask about steps"),
    ("quiz rmsprop-basics --only backward", "there is nothing to ask about backward"),
    ("quiz -", "standard input is for the answers"),
    ("quiz rmsprop-basics --only stps", "did you mean steps?"),
    ("quiz rmsprop-basics --seed x", "expected a whole number after --seed"),
  ])
  func whatCannotBeAsked(_ words: String, _ message: String) throws {
    let outcome = try shell("\"$nntrace\" " + words)
    #expect(outcome.code == 2 && outcome.output.isEmpty && outcome.messages.contains(message))
  }
}
