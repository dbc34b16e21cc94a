import Language
import Rendering
import Trace

/// Says how a check came out: for people, for other programs, for GitHub's annotations, for test dashboards.
struct CheckReport {
  let lessons: [CheckedLesson]
  let options: Options
  let terminal: Terminal

  mutating func write(_ format: CheckFormat, to output: inout Output) {
    switch format {
    case .text: writeText(to: &output)
    case .json: writeJSON(to: &output)
    case .github: writeGitHub(to: &output)
    case .junit: writeJUnit(to: &output)
    }
  }

  private var claims: Int { lessons.reduce(0) { $0 + $1.claims.count } }
  private var wrong: Int { lessons.reduce(0) { $0 + $1.notAsStated.count } }
  private var broken: Int { lessons.count { !$0.diagnostics.isEmpty } }

  /// `4 lessons, 31 claims, all as stated`
  var summary: String {
    var text = counted(lessons.count, "lesson") + ", " + counted(claims, "claim")
    if claims > 0 { text += wrong == 0 ? ", all as stated" : ", \(wrong) not as stated" }
    if broken > 0 { text += "; \(counted(broken, "lesson")) cannot be run" }
    return text
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func lines(_ claim: Claim) -> [String] {
    claim.lines(options.text(terminal))
  }

  private func message(_ claim: Claim) -> String {
    var plain = options.text(terminal)
    plain.color = false
    return claim.lines(plain).joined(separator: "\n")
  }

  private func writeText(to output: inout Output) {
    for lesson in lessons {
      for claim in lesson.notAsStated {
        output.write("\(lesson.name):\(claim.line)\n")
        for line in lines(claim) { output.write("  " + line + "\n") }
      }
    }
    output.write(summary + "\n")
  }

  private func writeJSON(to output: inout Output) {
    var json = JSONWriter("")
    json.begin("{")
    json.key("schema")
    json.string("nntrace-check/1")
    json.key("lessons")
    json.begin("[")
    for lesson in lessons {
      json.line()
      json.begin("{")
      json.key("name")
      json.string(lesson.name)
      json.key("claims")
      json.integer(lesson.claims.count)
      json.key("notAsStated")
      json.begin("[")
      for claim in lesson.notAsStated { write(claim, to: &json) }
      json.end("]")
      json.key("errors")
      json.begin("[")
      for diagnostic in lesson.diagnostics {
        json.begin("{")
        json.key("line")
        json.integer(lesson.source.line(at: diagnostic.span.start))
        json.key("message")
        json.string(diagnostic.message)
        json.key("help")
        json.string(diagnostic.help)
        json.end("}")
      }
      json.end("]")
      json.end("}")
    }
    json.line()
    json.end("]")
    json.line()
    json.key("summary")
    json.string(summary)
    json.line()
    json.end("}")
    output.write(json.finish())
  }

  private func write(_ claim: Claim, to json: inout JSONWriter<String>) {
    json.line()
    json.begin("{")
    json.key("verb")
    json.string(claim.verb.rawValue)
    json.key("text")
    json.string(claim.text)
    json.key("source")
    json.string(claim.source)
    json.key("line")
    json.integer(claim.line)
    json.key("expected")
    json.number(claim.expected)
    json.key("actual")
    json.number(claim.actual)
    json.key("tie")
    json.bool(claim.outcome == .tie)
    json.end("}")
  }

  private func writeGitHub(to output: inout Output) {
    for lesson in lessons {
      for diagnostic in lesson.diagnostics {
        let line = lesson.source.line(at: diagnostic.span.start)
        let text = ([diagnostic.message] + (diagnostic.help.map { ["help: " + $0] } ?? [])).joined(
          separator: "\n")
        output.write(annotation(lesson.name, line, "lesson cannot be run", text))
      }
      for claim in lesson.notAsStated {
        output.write(annotation(lesson.name, claim.line, "claim not as stated", message(claim)))
      }
    }
    output.write(summary + "\n")
  }

  private func annotation(_ file: String, _ line: Int, _ title: String, _ text: String) -> String {
    func escaped(_ text: String, property: Bool) -> String {
      var result = ""
      for character in text.unicodeScalars {
        switch character {
        case "%": result += "%25"
        case "\r": result += "%0D"
        case "\n": result += "%0A"
        case ":" where property: result += "%3A"
        case "," where property: result += "%2C"
        default: result.unicodeScalars.append(character)
        }
      }
      return result
    }
    return "::error file=\(escaped(file, property: true)),line=\(line),title=\(title)::"
      + escaped(text, property: false) + "\n"
  }

  private func writeJUnit(to output: inout Output) {
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
        let name = "line \(claim.line): \(claim.verb.rawValue) \(claim.text)"
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

/// Text inside XML, in elements and in attributes.
enum XML {
  static func text(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(character)
      case _ where character.value < 0x20 || character.value == 0xFFFE || character.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
