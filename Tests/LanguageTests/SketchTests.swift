import Testing

@testable import Language

@Suite struct SketchTests {
  @Test(arguments: sketches.indices)
  func parsesWithoutDiagnostics(_ index: Int) {
    let source = Source(name: sketches[index].name, text: sketches[index].text)
    let result = Parser.parse(source, fences: fences(of: source))
    #expect(result.diagnostics.map(\.message) == [])
    #expect(result.statements.allSatisfy { !$0.isEmpty })
  }
}
