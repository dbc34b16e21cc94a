import Language
import Letters
import TestSupport
import Testing
import Trace

@testable import Lessons

/// The lessons of `Malformed/`: each has one mistake (a few have more), and behind it, in a comment, every line that
/// the reader is told. A mistake is told once, however often its name is used afterwards.
@Suite struct MalformedTests {
  static let files = Fixtures("Malformed")
  static let names = files.names.filter { $0.hasSuffix(".md") }

  @Test func malformedLessonsAreThere() { #expect(MalformedTests.names.count > 150) }

  @Test(arguments: names) func isToldAsExpected(_ name: String) throws {
    let text = try String(decoding: MalformedTests.files.bytes(name), as: UTF8.self)
    let mark = try #require(text.range(of: "<!-- expected\n"))
    let expected = text[mark.upperBound...].split(separator: "\n").dropLast().map(String.init)
    let source = Source(name: name, text: String(text[..<mark.lowerBound]))
    let outcome = LessonRun.run(source, data: MalformedTests.data)
    var told: [String] = []
    for warning in outcome.warnings { told += MalformedTests.lines(warning, "warning: ", in: source) }
    for error in outcome.diagnostics { told += MalformedTests.lines(error, "", in: source) }
    #expect(told == expected)
    #expect(outcome.diagnostics.isEmpty || outcome.recording.events.isEmpty)
  }

  /// Why a data file cannot be read is the business of whoever reads it; here there are only those of the folder.
  private static func data(_ path: String) -> DataFile {
    if path.hasPrefix("../") { return .unusable("a lesson reads only files in its own folder or below") }
    guard let bytes = try? files.bytes(path) else { return .unusable("no such file or directory") }
    return .bytes(bytes)
  }

  private static func lines(_ diagnostic: Diagnostic, _ kind: String, in source: Source) -> [String] {
    var lines = ["\(place(diagnostic.span, source)) \(kind)\(diagnostic.message)"]
    if let help = diagnostic.help { lines.append("  help: \(help)") }
    for note in diagnostic.notes { lines.append("  note \(place(note.span, source)): \(note.text)") }
    return lines
  }

  private static func place(_ span: Span, _ source: Source) -> String {
    let (line, column) = DiagnosticPrinter.place(of: span.start, in: source)
    return "\(line):\(column)"
  }
}
