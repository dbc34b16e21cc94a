import Language
import Lessons
import Letters

/// `--set NAME=NUMBER`: a lesson with other numbers, edited in its text and then run like any lesson.
struct Settings {
  /// One `--set`.
  private struct Setting {
    /// As typed, for messages.
    let text: String
    let key: String
    /// Which of the places where the name is given a number, from 1; nil: all of them.
    let place: Int?
    let number: String
  }

  private let settings: [Setting]

  /// Understands the arguments of `--set`.
  /// - Throws: what is wrong with the first that is wrong.
  init(_ arguments: [String]) throws(CommandError) {
    var settings: [Setting] = []
    for argument in arguments { settings.append(try Settings.setting(argument)) }
    self.settings = settings
  }

  /// `α=0.2`, `W[1,2]=-1/3`, `g#2=1`
  private static func setting(_ argument: String) throws(CommandError) -> Setting {
    let usage = "write NAME=NUMBER, as in --set α=0.2 or --set 'W[1,2]=-0.5'"
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw CommandError("expected NAME=NUMBER after --set, found '\(argument)'", help: usage)
    }
    let left = parts[0].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var place: Int?
    if left.count == 2 {
      guard let number = Int(left[1].filter { $0 != " " }), number > 0 else {
        throw CommandError(
          "expected a number from 1 after # in --set \(argument)", help: "g#2 is the second number given to g"
        )
      }
      place = number
    }
    guard let name = expression(String(left[0])), case .reference = name.kind else {
      throw CommandError("'\(left[0])' in --set \(argument) is not a name", help: usage)
    }
    let number = parts[1].split(separator: " ").joined(separator: " ")
    // A comment or parentheses are beside the number.
    guard let value = expression(number), value.isGivenNumber, value.isFinite,
      value.span == Span(0, number.utf8.count)
    else {
      throw CommandError("'\(number)' in --set \(argument) is not a number", help: usage)
    }
    return Setting(text: String(left[0]), key: name.canonicalText, place: place, number: number)
  }

  private static func expression(_ text: String) -> Expression? {
    let source = Source(name: "--set", text: text)
    return try? Parser.parseExpression(source, in: Span(0, source.bytes.count)).get()
  }

  // MARK: The lesson with other numbers

  /// A lesson's text with the numbers exchanged, and one line for its readers that says so.
  ///
  /// A lesson with mistakes stays as it is: they are reported first.
  func edited(_ source: Source) throws(CommandError) -> (source: Source, note: String) {
    guard !settings.isEmpty else { return (source, "") }
    let lesson = Lesson(source)
    guard lesson.diagnostics.isEmpty else { return (source, "") }
    let given = GivenNumbers(lesson)
    var edits: [Edit] = []
    var notes: [String] = []
    for setting in settings {
      let numbers = try numbers(setting, given)
      for number in numbers {
        if edits.contains(where: { $0.bytes.lowerBound == number.span.start }) {
          throw CommandError("--set gives two numbers to \(setting.text)")
        }
        edits.append(Edit(bytes: number.span.start..<number.span.end, text: setting.number))
      }
      notes.append(note(numbers, setting.number, source))
    }
    return (source.replacing(edits), notes.joined(separator: "; "))
  }

  /// The places that a setting means.
  private func numbers(_ setting: Setting, _ given: GivenNumbers) throws(CommandError) -> [GivenNumber] {
    let numbers = given.all.filter { $0.key == setting.key }
    guard !numbers.isEmpty else { throw unknown(setting, given) }
    guard let place = setting.place else { return numbers }
    guard place <= numbers.count else {
      let places = numbers.count == 1 ? "one place" : "\(numbers.count) places"
      throw CommandError("\(numbers[0].text) is given a number in \(places), so there is no #\(place)")
    }
    return [numbers[place - 1]]
  }

  private func unknown(_ setting: Setting, _ given: GivenNumbers) -> CommandError {
    let members = list(given.all.filter { $0.whole == setting.key }.map(\.text))
    if !members.isEmpty {
      return CommandError("\(setting.text) has several numbers", help: "name one of them: " + members)
    }
    let whole = String(setting.key.prefix { $0 != "[" })
    switch given.others[setting.key] ?? given.others[whole] {
    case .file(let path):
      return CommandError("the numbers of \(setting.text) come from \(path)", help: "change them there")
    case .computed:
      return CommandError(
        "\(setting.text) is worked out from other numbers", help: "set one of those: " + names(given))
    case .family:
      return CommandError(
        "one number is given to all members of \(whole)", help: "--set \(whole)=0.5 changes it for all")
    case nil: break
    }
    let near = Spelling.suggestion(for: setting.text, among: given.all.map(\.text))
    return CommandError(
      "this lesson gives no number to '\(setting.text)'",
      help: near.map { "did you mean \($0)?" } ?? "it gives numbers to " + names(given))
  }

  /// The names that a lesson gives numbers to, arrays by their own names.
  private func names(_ given: GivenNumbers) -> String {
    let names = list(given.all.map { number in number.whole.map { $0 + "[…]" } ?? number.text })
    return names.isEmpty ? "no name" : names
  }

  /// Words, each once, the first of many.
  private func list(_ words: [String]) -> String {
    let most = 20
    let words = words.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return words.prefix(most).joined(separator: ", ") + (words.count > most ? ", …" : "")
  }

  /// `α = 0.2 instead of 0.1 (line 12)`
  private func note(_ numbers: [GivenNumber], _ number: String, _ source: Source) -> String {
    let most = 5
    var lines: [Int] = []
    for place in numbers.map({ source.line(at: $0.span.start) }) where place != lines.last {
      lines.append(place)
    }
    let old = Set(numbers.map { source.text($0.span) })
    let instead = old.count == 1 ? " instead of \(source.text(numbers[0].span))" : ""
    let shown = lines.prefix(most).map(String.init).joined(separator: ", ")
    let places = "(line\(lines.count == 1 ? "" : "s") \(shown)\(lines.count > most ? ", …" : ""))"
    return "\(numbers[0].text) = \(number)\(instead) \(places)"
  }
}

extension Expression {
  /// Whether it is a number that a lesson can have: `1/0` is none.
  fileprivate var isFinite: Bool {
    guard case .apply(.div, let operands) = kind else { return true }
    return WrittenNumber(operands[1])?.value != 0
  }
}
