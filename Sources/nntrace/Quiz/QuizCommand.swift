import Lessons
import Letters
import Presentation
import Quiz
import Rendering
import Trace

/// `nntrace quiz`
enum QuizCommand {
  static func run(_ word: String, _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    if word == "-" {
      throw CommandError("standard input is for the answers", help: "name a lesson, or the file of one")
    }
    guard var lesson = try AskedLesson(word, options) else { return .cannotRun }
    if !lesson.questions.all.isEmpty, let seed = options.seed {
      try lesson.vary(seed, help: "nntrace quiz \(word) asks with its own")
    }
    guard !lesson.questions.all.isEmpty else {
      let kind = options.only.map { " about \($0.rawValue)" } ?? ""
      throw CommandError(
        "there is nothing to ask\(kind) in this lesson",
        help: "a quiz asks for the lines of forward, backward, minimize and step")
    }
    var quiz = QuizSession(
      lesson.outcome.recording, lesson.questions, Explaining(lesson.source, data: lesson.data),
      options.text(Terminal(options)), output)
    return quiz.run()
  }
}

/// One quiz from its first question to its summary: it writes, and reads a line an answer.
private struct QuizSession {
  private let questions: Questions
  private let explaining: Explaining
  private let output: Output
  private let options: TextOptions
  private var pieces: TextPieces
  private var grading: Grading
  private var lines = AnswerLines()
  /// Questions answered at once, with help, and not.
  private var atOnce = 0
  private var helped: [String] = []
  private var missed: [String] = []

  /// After so many lines in a row that are no answer, the question is given up: a file may hold anything.
  private static let patience = 20

  init(
    _ recording: Recording, _ questions: Questions, _ explaining: Explaining, _ options: TextOptions,
    _ output: Output
  ) {
    self.questions = questions
    self.explaining = explaining
    self.options = options
    self.output = output
    pieces = TextPieces(recording, options)
    grading = Grading(recording)
  }

  mutating func run() -> ExitCode {
    let count = questions.all.count
    say(
      "\(count == 1 ? "One question" : "\(count) questions"). Answer with a number of three digits or more, "
        + "or with: hint, skip, quit.")
    var next = 0
    for (place, item) in questions.items.enumerated() {
      guard next < count else { break }
      let question = questions.all[next]
      guard question.item == place else {
        if case .claims = item { continue }
        output.write(pieces.text(item))
        continue
      }
      next += 1
      output.write("\n")
      guard let isRight = ask(question, next) else { break }
      if !isRight { missed.append(question.subject) }
      output.write(mark(isRight: isRight))
      output.write(pieces.text(item))
    }
    return summary(of: count)
  }

  // MARK: One question

  /// - Returns: whether the answer was found; nil where the reader is at the end.
  private mutating func ask(_ question: Question, _ number: Int) -> Bool? {
    let total = questions.all.count
    let line = question.equation.map { pieces.parts(of: $0) }
    let (name, sign) = (line?.name ?? pieces.spelled(question.subject), line?.sign ?? "=")
    let asked = question.holds == nil ? "\(name) \(sign) ? " : "\(name)? (yes or no) "
    if !question.words.isEmpty { output.write(question.words + "\n") }
    let prompt = "[\(number)/\(total)] " + asked
    var help = AnswerHints(line?.parts ?? [], name: name, sign: sign)
    var unusable = 0
    var wrong: WrittenNumber?
    var isFound = false
    // What was not found may have been carried on on paper.
    defer {
      if !isFound, let wrong { grading.take(wrong, question.node, question.reading, roots: [number - 1]) }
    }
    while unusable < QuizSession.patience {
      guard output.show(prompt) else { return nil }
      guard let line = lines.next() else {
        output.write("\n")
        return nil
      }
      if !lines.isTerminal { output.write(Visible.text(line, ascii: options.ascii) + "\n") }
      switch line {
      case "quit", "q", "exit": return nil
      case "skip", "s": return false
      case "hint", "h", "?":
        guard let hint = help.next() else { return false }
        say(hint)
        continue
      default: break
      }
      if let holds = question.holds {
        guard let answer = YesOrNo(rawValue: line.lowercased()) else {
          unusable += 1
          say("yes or no, please; or skip, quit")
          continue
        }
        if answer.isYes == holds { atOnce += 1 }
        return answer.isYes == holds
      }
      guard let answer = WrittenNumber(line.withASCIIMinus) ?? fraction(line) else {
        unusable += 1
        say(
          line.isEmpty
            ? "a number, please; or hint, skip, quit" : "that is no number; write it as 0.316 or 3.16e-5")
        continue
      }
      switch question.judge(answer) {
      case .right:
        isFound = true
        if help.isUsed { helped.append(question.subject) } else { atOnce += 1 }
        return true
      case .tooFewDigits:
        unusable += 1
        say("right so far; \(question.digits) digits are asked for")
      case .wrong:
        if let roots = grading.roots(of: answer, question.node, question.reading) {
          isFound = true
          grading.take(answer, question.node, question.reading, roots: roots)
          let names = roots.map { questions.all[$0].subject }
          say(
            "right for your \(names.joined(separator: " and ")): it follows from there. With the right one:")
          atOnce += 1
          return true
        }
        wrong = wrong ?? answer
        if !help.isUsed {
          say(slip(behind: answer, question))
          help.begin()
        } else if let hint = help.next() {
          say("no. " + hint)
        } else {
          return false
        }
      }
    }
    return false
  }

  /// `1/3` with all its digits.
  private func fraction(_ line: String) -> WrittenNumber? {
    let parts = line.withASCIIMinus.split(separator: "/").map { WrittenNumber(String($0)) }
    guard parts.count == 2, let above = parts[0], let below = parts[1], below.value != 0 else { return nil }
    return WrittenNumber(NumberFormat.exact(above.value / below.value))
  }

  /// What a wrong answer would come from.
  private func slip(behind answer: WrittenNumber, _ question: Question) -> String {
    guard let claim = explaining.claim(question, is: answer) else { return "no; try again" }
    let explanation = claim.explanation
    if let note = explanation.notes.first {
      return "no: " + SlipWords.text(note, number: answer.spelling)
    }
    let slips = SlipWords.lines(explanation.slips, gives: answer.spelling)
    return slips.isEmpty
      ? "no; and no single slip explains \(answer.spelling). Try again"
      : "no: " + slips.joined(separator: "\n    ")
  }

  // MARK: Words

  private func say(_ text: String) { output.write("    " + pieces.spelled(text) + "\n") }

  private func mark(isRight: Bool) -> String {
    let mark = options.ascii ? (isRight ? "ok" : "it is") : (isRight ? "✓" : "✗")
    return "    " + mark + "\n"
  }

  private mutating func summary(of count: Int) -> ExitCode {
    let left = count - atOnce - helped.count - missed.count
    var parts = ["\(atOnce) of \(count) right at once"]
    if !helped.isEmpty { parts.append("\(helped.count) with help") }
    if !missed.isEmpty { parts.append("\(missed.count) not found") }
    if left > 0 { parts.append("\(left) not asked") }
    output.write("\n" + parts.joined(separator: ", ") + ".\n")
    let again = missed + helped
    if !again.isEmpty {
      let words = "Look again at " + again.map(pieces.spelled).joined(separator: ", ") + "."
      output.write(words.split(separator: " ").filled(width: options.width).joined(separator: "\n") + "\n")
    }
    return atOnce == count ? .done : .notAsStated
  }
}

/// An answer to whether something holds.
private enum YesOrNo: String {
  case yes, y, `true`, no, n, `false`

  var isYes: Bool {
    switch self {
    case .yes, .y, .true: true
    case .no, .n, .false: false
    }
  }
}

/// What is said after one wrong answer and the next: the slip first, then these.
private struct AnswerHints {
  private var hints: [String]
  private(set) var isUsed = false

  /// - Parameter parts: the formula, the formula with numbers put in, the result; fewer if some are the same.
  init(_ parts: [String], name: String, sign: String) {
    hints = parts.dropLast().map { "\(name) \(sign) \($0)" }
  }

  mutating func begin() { isUsed = true }

  mutating func next() -> String? {
    isUsed = true
    return hints.isEmpty ? nil : hints.removeFirst()
  }
}
