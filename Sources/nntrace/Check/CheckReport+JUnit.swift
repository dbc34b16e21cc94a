import Letters
import Trace

/// JUnit's XML, which dashboards of tests read: a lesson is a suite, a claim a case.
extension CheckReport {
  func writeJUnit(to output: inout Output) {
    let failures = wrong + lessons.reduce(0) { $0 + $1.diagnostics.count }
    let tests = claims + lessons.reduce(0) { $0 + $1.diagnostics.count }
    output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    output.write("<testsuites name=\"nntrace check\" tests=\"\(tests)\" failures=\"\(failures)\">\n")
    for lesson in lessons {
      let count = lesson.claims.count + lesson.diagnostics.count
      let failed = lesson.notAsStated.count + lesson.diagnostics.count
      output.write(
        "  <testsuite name=\"\(XML.text(lesson.name))\" tests=\"\(count)\" failures=\"\(failed)\">\n")
      for diagnostic in lesson.diagnostics {
        let line = lesson.source.line(at: diagnostic.span.start)
        writeCase("line \(line)", failure: diagnostic.message, lesson, to: &output)
      }
      for claim in lesson.claims {
        let name = "line \(claim.statement.line): \(claim.statement.verb.rawValue) \(claim.statement.text)"
        writeCase(name, failure: claim.asStated ? nil : message(claim), lesson, to: &output)
      }
      output.write("  </testsuite>\n")
    }
    output.write("</testsuites>\n")
  }

  private func writeCase(_ name: String, failure: String?, _ lesson: CheckedLesson, to output: inout Output) {
    output.write("    <testcase classname=\"\(XML.text(lesson.name))\" name=\"\(XML.text(name))\"")
    if let failure {
      let first = failure.prefix { $0 != "\n" }
      output.write(
        ">\n      <failure message=\"\(XML.text(String(first)))\">\(XML.text(failure))</failure>\n")
      output.write("    </testcase>\n")
    } else {
      output.write("/>\n")
    }
  }
}
