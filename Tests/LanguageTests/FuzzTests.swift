import Letters
import TestSupport
import Testing

@testable import Language

/// Nothing that can be typed crashes, hangs, or has a span outside its text.
@Suite struct FuzzTests {
  private func run(_ bytes: [UInt8]) {
    let source = Source(name: "fuzz", bytes: bytes)
    let whole = Span(0, bytes.count)
    let result = Parser.parse(source, fences: [whole])
    for diagnostic in result.diagnostics {
      #expect(diagnostic.span.start >= 0 && diagnostic.span.end <= bytes.count)
      #expect(diagnostic.span.start <= diagnostic.span.end)
      #expect(!DiagnosticPrinter().text(diagnostic, in: source).isEmpty)
    }
    _ = Parser.parseExpression(source, in: whole)
    _ = Parser.parseBinding(source)
    _ = Parser.parseProseClaim(source, comment: whole, number: Span(0, bytes.count / 2))
  }

  @Test(arguments: 0..<8) func randomBytes(_ seed: UInt64) {
    var draws = Draws(seed: seed)
    for _ in 0..<200 { run((0..<draws.below(80)).map { _ in UInt8(truncatingIfNeeded: draws.next()) }) }
  }

  private static let pieces = [
    "claim ", "x", " = ", "(", ")", "[", "]", "|", "√", "∂", "/", "Σ[i] ", "@", "²", "⁻¹", "^", "-", "+", "·",
    ",", "1..3", "2",
    "1e-8", "\n", "\n  ", "\n\t", "rule r", "compare L", "step with g", " for 3 steps", "where(", "θ ← ",
    " if ", "\"a\"", "#", "½",
    "let f(x)", "param ", " from ", "≈", "±", "<-", "<", "reset with ", "\u{301}", "\r\n",
    " in batches of 2 over n", "ᵗ", "☃",
  ]

  @Test(arguments: 0..<8) func randomPieces(_ seed: UInt64) {
    var draws = Draws(seed: seed)
    for _ in 0..<300 {
      run(Array((0..<draws.below(24)).map { _ in draws.pick(FuzzTests.pieces) }.joined().utf8))
    }
  }

  @Test(arguments: Fixtures.sketches.names.indices) func mutatedSketches(_ index: Int) throws {
    var draws = Draws(seed: UInt64(index))
    let original = try Fixtures.sketches.bytes(Fixtures.sketches.names[index])
    for _ in 0..<20 {
      var bytes = original
      for _ in 0...draws.below(6) where !bytes.isEmpty {
        let place = draws.below(bytes.count)
        switch draws.below(4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(contentsOf: Array(draws.pick(FuzzTests.pieces).utf8), at: place)
        case 2: bytes[place] = UInt8(truncatingIfNeeded: draws.next())
        default: bytes.removeSubrange(place..<Swift.min(bytes.count, place + draws.below(60)))
        }
      }
      run(bytes)
    }
  }

  /// Tokens and what lies between them, which is white space and comments, make up the text.
  @Test(arguments: Fixtures.sketches.names) func lexemesRejoin(_ name: String) throws {
    let source = Source(name: name, bytes: try Fixtures.sketches.bytes(name))
    for fence in fences(of: source) {
      let lexer = Lexer(source, in: fence)
      var position = fence.start
      for token in lexer.tokens {
        #expect(token.span.start >= position)
        var gap = source.text(Span(position, token.span.start))[...]
        while let first = gap.first {
          gap = first == "#" ? gap.drop { $0 != "\n" } : gap.dropFirst()
          #expect(first == "#" || first == " " || first == "\n", "\(first)")
        }
        position = token.span.end
      }
    }
  }
}
