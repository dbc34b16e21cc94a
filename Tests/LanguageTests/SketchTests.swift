import Letters
import TestSupport
import Testing

@testable import Language

@Suite struct SketchTests {
  @Test(arguments: Fixtures.sketches.names)
  func parsesWithoutDiagnostics(_ name: String) throws {
    let source = Source(name: name, bytes: try Fixtures.sketches.bytes(name))
    let result = Parser.parse(source, fences: fences(of: source))
    #expect(result.diagnostics.map(\.message) == [])
    #expect(result.statements.allSatisfy { !$0.isEmpty })
  }
}
