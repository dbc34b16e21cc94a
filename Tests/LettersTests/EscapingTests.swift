import Letters
import Testing

@Suite struct EscapingTests {
  /// A combining mark makes one character of itself and the sign before it; that sign must be escaped even so.
  @Test func escapesSignsBelowMarks() {
    #expect(DOT.quoted("a\"\u{301}b") == "\"a\\\"\u{301}b\"")
    #expect(DOT.record(["|\u{301}"]) == "\"{ \\|\u{301} }\"")
    #expect(JSON.string("<\u{301}") == "\"\\u003c\u{301}\"")
    #expect(XML.text("&\u{301}") == "&amp;\u{301}")
    #expect(XML.text("\u{202E}\u{1B}\u{FFFE}<\n") == "\u{FFFD}\u{FFFD}\u{FFFD}&lt;\n")
    #expect(WorkflowCommand.property("a:\u{301}") == "a%3A\u{301}")
  }

  /// The names of Unicode's charts.
  @Test func knowsTheGreekLetters() {
    #expect(Greek.name(of: "ω") == "omega" && Greek.name(of: "Ω") == "Omega")
    #expect(Greek.name(of: "ς") == "sigma" && Greek.letter(named: "sigma") == "σ")
    #expect(Greek.letter(named: "Sigma") == "Σ" && Greek.name(of: "\u{3A2}") == nil)
    for value in UInt32(0x391)...0x3C9 {
      guard let letter = Unicode.Scalar(value), let name = Greek.name(of: letter) else { continue }
      #expect(
        letter.properties.name?.hasSuffix(name == "lambda" || name == "Lambda" ? "LAMDA" : name.uppercased())
          == true)
    }
  }

  @Test func raisesAndLowersDigits() {
    #expect(Digits.raised("1024") == "¹⁰²⁴" && Digits.lowered("1024") == "₁₀₂₄")
    #expect("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.map(\.superscriptDigit) == Array(0...9))
    #expect("₀₁₂₃₄₅₆₇₈₉".unicodeScalars.map(\.subscriptDigit) == Array(0...9))
  }

  /// Letters that the language takes for others have the same spelling in ASCII.
  @Test(arguments: [("ϖ", "pi"), ("ϱ", "rho"), ("∆x", "Deltax"), ("µ", "mu"), ("Σ", "sum"), ("¾", "3/4")])
  func spellsLookAlikes(_ text: String, _ ascii: String) { #expect(ASCII.text(text) == ascii) }

  @Test func fillsLines() {
    #expect(["a", "bc", "d"].filled(width: 4) == ["a bc", "d"])
    #expect(["long", "b"].filled(after: "x ", width: 2) == ["x long", "  b"])
    #expect([String]().filled(after: "x", width: 2) == ["x"])
  }

  @Test func findsThePartition() {
    for count in 0...9 {
      for sought in -1...count {
        #expect((0..<count).partitioningIndex { $0 > sought } == min(sought + 1, count))
      }
    }
  }
}
