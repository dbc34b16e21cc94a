import Language
import Lessons
import Letters
import Slips
import Trace

/// One question to `nntrace diagnose`: what is a number that somebody says is the value of a name?
struct DiagnosedNumber {
  /// What the numbers belong to.
  enum Subject {
    case expression(String, values: [String: JSONValue])
    /// A lesson by the name under which it is carried.
    case lesson(String)
    /// A lesson's text.
    case source(String)
  }

  let subject: Subject
  /// What the number is said to be: `∂L/∂w`; nil: the expression's value.
  let name: String?
  /// As written; its digits say how precise it is.
  let number: String

  /// What keeps a question from being answered.
  struct Mistake: Error {
    let message: String
    var help: String?

    init(_ message: String, help: String? = nil) {
      self.message = message
      self.help = help
    }

    init(_ diagnostic: Diagnostic) { self.init(diagnostic.message, help: diagnostic.help) }
  }

  private static let keys = ["id", "expression", "values", "lesson", "source", "name", "number"]

  init(_ members: [String: JSONValue]) throws(Mistake) {
    if let unknown = members.keys.sorted().first(where: { !DiagnosedNumber.keys.contains($0) }) {
      throw Mistake(
        "there is no member '\(unknown)'",
        help: "a question has " + DiagnosedNumber.keys.joined(separator: ", "))
    }
    func text(_ key: String) throws(Mistake) -> String? {
      switch members[key] {
      case nil, .null: return nil
      case .string(let text): return text
      default: throw Mistake("'\(key)' must be a text")
      }
    }
    let subjects = [try text("expression"), try text("lesson"), try text("source")]
    guard subjects.compactMap({ $0 }).count == 1 else {
      throw Mistake("give one of 'expression', 'lesson' and 'source'")
    }
    var values: [String: JSONValue] = [:]
    if let given = members["values"], given != .null {
      guard case .object(let object) = given, subjects[0] != nil else {
        throw Mistake("'values' must be an object of numbers and arrays, beside an 'expression'")
      }
      values = object
    }
    if let expression = subjects[0] {
      subject = .expression(expression, values: values)
    } else if let lesson = subjects[1] {
      subject = .lesson(lesson)
    } else {
      subject = .source(subjects[2] ?? "")
    }
    name = try text("name")
    switch members["number"] {
    case .string(let spelling), .number(let spelling): number = spelling.withASCIIMinus
    default:
      throw Mistake("'number' must be a number, or a text such as \"0.50\", which keeps its last zeros")
    }
    guard let written = WrittenNumber(number), written.value.isFinite else {
      throw Mistake("'\(number.prefix(60))' is not a plain number", help: "as in -0.0316")
    }
  }

  /// The claim that answers it.
  func answer() throws(Mistake) -> Claim {
    do throws(Diagnostic) {
      switch subject {
      case .expression(let text, let values): return try answer(text, values)
      case .lesson(let name):
        guard let source = LessonLibrary.lesson(named: name) else {
          let near = Spelling.suggestion(for: name, among: LessonLibrary.names)
          throw Diagnostic(
            "there is no lesson '\(name.prefix(60))'", at: Span(0, 0),
            help: near.map { "did you mean \($0)?" })
        }
        return try answer(source, data: DataFiles.reader(for: name))
      case .source(let text):
        return try answer(Source(name: "(source)", text: text)) { _ in .unusable("a question has no files") }
      }
    } catch {
      throw Mistake(error)
    }
  }

  private func answer(_ text: String, _ values: [String: JSONValue]) throws(Diagnostic) -> Claim {
    let source = Source(name: "(expression)", text: text)
    let expression = try Parser.parseExpression(source, in: Span(0, source.bytes.count)).get()
    var bindings: [Parser.Binding] = []
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      let argument = Source(name: "(value)", text: "\(name)=\(value.words)")
      bindings.append(try Parser.parseBinding(argument).get())
    }
    let trace = try ExpressionTrace.run(
      source, expression, bindings: bindings, limits: DiagnosedNumber.limitsOfExpression)
    let said = Source(name: "(number)", text: name.map { "\($0) = \(number)" } ?? number)
    let answers = try Parser.parseAnswers(said).get()
    guard answers.count == 1 else { throw Diagnostic("'name' must be one name", at: Span(0, 0)) }
    let claim = try TraceClaim(answers[0], of: TraceQuantities(bindings))
    let checked = try TraceClaim.check([claim], of: trace, source, expression, bindings: bindings)
    return checked.recording.claims[0]
  }

  /// A question about an expression is answered in about a second.
  private static var limitsOfExpression: LessonLimits {
    var limits = limits
    limits.nodes = 20_000
    return limits
  }

  /// What one question may ask of a lesson, whatever a lesson on the command line may.
  private static var limits: LessonLimits {
    var limits = LessonLimits()
    limits.nodes = 1_000_000
    limits.members = 100_000
    limits.allMembers = 200_000
    limits.turns = 1_000_000
    limits.steps = 1_000_000
    limits.work = 100_000_000
    return limits
  }

  private func answer(
    _ source: Source, data: @escaping (String) -> DataFile
  ) throws(Diagnostic) -> Claim {
    guard let name else {
      throw Diagnostic("a question about a lesson needs a 'name'", at: Span(0, 0), help: "as in ∂L/∂w")
    }
    let words = Source(name: "(name)", text: name)
    let left = try Parser.parseExpression(words, in: Span(0, words.bytes.count)).get()
    // As printed it is one line, whatever it was.
    let claim = "\n\n```nntrace\nclaim \(ExpressionPrinter.text(left)) ≈ \(number)\n```\n"
    let asked = Source(name: source.name, bytes: source.bytes + Array(claim.utf8))
    var outcome = LessonRun.run(asked, limits: DiagnosedNumber.limits, data: data)
    if let first = outcome.diagnostics.first { throw first }
    outcome.judgeFragility()
    let last = outcome.recording.claims.count - 1
    guard last >= 0 else { throw Diagnostic("this lesson cannot be asked about", at: Span(0, 0)) }
    let line = outcome.recording.claims[last].statement.line
    let claims = SlipSearch.explained(outcome, data: data) { $0.statement.line == line }
    var answer = claims[last]
    answer.statement.place = .answer
    answer.statement.line = 0
    return answer
  }
}

extension JSONValue {
  /// The value as a binding on the command line has it: `0.5`, `[1,2]`.
  fileprivate var words: String {
    switch self {
    case .number(let text), .string(let text): text
    case .array(let values): "[" + values.map(\.words).joined(separator: ",") + "]"
    case .null, .bool, .object: "?"
    }
  }
}
