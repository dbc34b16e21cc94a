import Letters
import Presentation
import Rendering
import Trace

/// `nntrace diagnose`: one question a line on standard input, one answer a line on standard output.
enum DiagnoseCommand {
  /// The version of questions and answers; members may be added to it, and none is taken away.
  static let schema = "nntrace-diagnose/1"
  private static let mostBytes = 1 << 20

  static func run(_ options: Options, to output: inout Output) throws(CommandError) -> ExitCode {
    var lines = LineReader(limit: mostBytes)
    var number = 0
    if options.ascii { output.spelling = JSON.ascii }
    while let line = lines.next() {
      number += 1
      switch line {
      case .tooLong:
        let mistake = DiagnosedNumber.Mistake("a question has at most \(mostBytes) bytes")
        guard output.show(refusal(mistake, line: number, id: nil)) else { return .done }
      case .bytes(let bytes):
        if bytes.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
        guard output.show(answer(bytes, line: number, digits: options.digits)) else { return .done }
      }
    }
    return .done
  }

  /// The answer to one line.
  static func answer(_ bytes: [UInt8], line: Int, digits: Int) -> String {
    var id: JSONValue?
    do throws(DiagnosedNumber.Mistake) {
      let value: JSONValue
      do throws(JSONValue.Mistake) {
        value = try JSONValue(parsing: bytes)
      } catch {
        throw DiagnosedNumber.Mistake(
          "\(error.message), at byte \(error.place + 1)", help: "one JSON object a line")
      }
      guard case .object(let members) = value else {
        throw DiagnosedNumber.Mistake("a question is a JSON object")
      }
      id = members["id"]
      let claim = try DiagnosedNumber(members).answer()
      return text(claim, line: line, id: id, digits: digits)
    } catch {
      return refusal(error, line: line, id: id)
    }
  }

  private static func text(_ claim: Claim, line: Int, id: JSONValue?, digits: Int) -> String {
    document { json in
      head(line, id, &json)
      json.member("verdict", claim.verdictWord)
      json.member("name", claim.statement.subject)
      json.member("said", claim.statement.number?.spelling)
      json.member("actual", claim.verdict.actual)
      let view = ClaimView(claim, digits: digits)
      json.array("words") { json in
        for remark in view.remarks { json.element(remark.words.plain) }
      }
      json.slips("slips", of: claim)
      json.searchMembers(of: claim)
      json.member("hint", claim.holds ? nil : SlipWords.hint(claim))
    }
  }

  private static func refusal(_ mistake: DiagnosedNumber.Mistake, line: Int, id: JSONValue?) -> String {
    document { json in
      head(line, id, &json)
      json.object("error") { json in
        json.member("message", mistake.message)
        json.member("help", mistake.help)
      }
    }
  }

  private static func head(_ line: Int, _ id: JSONValue?, _ json: inout JSONWriter<String>) {
    json.member("schema", schema)
    json.member("line", line)
    switch id {
    case .string(let text): json.member("id", text)
    case .number(let text): json.member("id", Double(text))
    default: break
    }
  }

  private static func document(_ body: (inout JSONWriter<String>) -> Void) -> String {
    var json = JSONWriter("")
    json.object(nil, body)
    return json.finish()
  }
}

extension Claim {
  /// `right`, `wrong`; `fragile` where rounding decides; `undefined` where the value is no number.
  fileprivate var verdictWord: String {
    if verdict.isFragile { return "fragile" }
    return switch verdict.outcome {
    case .holds, .tie: "right"
    case .fails: "wrong"
    case .undefined: "undefined"
    }
  }
}
