import Language
import Lessons
import Letters
import Presentation
import Slips
import Trace

/// A lesson with other start numbers, so that it can be worked through again.
package struct Seed {
  private let source: Source
  private let data: (String) -> DataFile
  private let only: Question.Kind?

  /// The start numbers that are tried for one seed.
  private static let attempts = 12
  /// Of the pairs of a right answer and one with a likely slip so many differ in their first four digits.
  private static let distinct = 0.95

  package init(_ source: Source, only: Question.Kind?, data: @escaping (String) -> DataFile) {
    self.source = source
    self.only = only
    self.data = data
  }

  /// What a seed makes of the lesson.
  package struct Variant {
    package let source: Source
    package let outcome: LessonRun.Outcome
    package let questions: Questions
    /// The part of the pairs of a right answer and a likely slip that differ; nil where no slip was looked for.
    package let distinct: Double?
  }

  /// The first of the variants of a seed that has no degenerate case, and in which slips are seen; nil if the lesson has
  /// no numbers that may be others, or all make it another lesson.
  package func variant(_ seed: UInt64) -> Variant? {
    let original = LessonRun.run(source, data: data)
    guard original.diagnostics.isEmpty else { return nil }
    let numbers = exchangeable(original)
    guard !numbers.isEmpty else { return nil }
    let silenced = silenced(original.lesson)
    let silent = LessonRun.run(source.replacing(silenced), data: data)
    let asked = Questions(silent.recording, only: only).all.count
    var best: Variant?
    for attempt in 0..<Seed.attempts {
      var random = SplitMix(state: seed &* 1_000_003 &+ UInt64(attempt))
      var edits = numbers.compactMap { number in
        number.written.other(&random).map { Edit(bytes: number.bytes, text: $0) }
      }
      edits = (edits + silenced).sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
      let changed = source.replacing(edits)
      let outcome = LessonRun.run(changed, data: data)
      guard outcome.diagnostics.isEmpty else { continue }
      let questions = Questions(outcome.recording, only: only)
      // A question less is a line that has come to say nothing.
      guard questions.all.count >= asked, questions.all.allSatisfy({ $0.value != 0 || $0.holds != nil })
      else { continue }
      let distinct = Explaining(changed, data: data).distinct(questions.all)
      let variant = Variant(source: changed, outcome: outcome, questions: questions, distinct: distinct)
      if distinct ?? 1 >= Seed.distinct { return variant }
      if best.map({ ($0.distinct ?? 0) < (distinct ?? 0) }) ?? true { best = variant }
    }
    return best
  }

  /// What takes away the questions whose words speak of the lesson's own numbers.
  private func silenced(_ lesson: Lesson) -> [Edit] {
    lesson.items.compactMap { item in
      guard case .instruction(.statement(let statement)) = item, case .ask(let ask) = statement.kind,
        ask.words.utf8.contains(where: \.isDigit)
      else { return nil }
      return Edit(bytes: statement.span.start..<statement.span.end, text: "")
    }
  }

  /// The numbers of parameters, inputs and given gradients that decide nothing about how the lesson is built.
  private func exchangeable(_ outcome: LessonRun.Outcome) -> [(bytes: Range<Int>, written: WrittenNumber)] {
    let deciders = outcome.recording.deciders.bytes
    return GivenNumbers(outcome.lesson).all.compactMap { number in
      let bytes = number.span.start..<number.span.end
      guard [.parameter, .input, .gradient].contains(number.role), !deciders.contains(bytes),
        let written = WrittenNumber(source.text(number.span).withASCIIMinus)
      else { return nil }
      // 0 and 1 are labels, masks and the start of sums.
      if number.role == .input, written.value == 0 || written.value == 1 { return nil }
      return (bytes, written)
    }
  }
}

extension WrittenNumber {
  /// Another number of the same sign and digits, between half of this one and twice of it; nil if there is none.
  fileprivate func other(_ random: inout SplitMix) -> String? {
    guard value != 0, exponent == nil, decimals <= 6, value.magnitude < 1e6 else { return nil }
    let units = (value.magnitude / unit).rounded()
    let (low, high) = (max(1, (units / 2).rounded(.up)), min(units * 2, power(of: digitsOf(units)) - 1))
    guard low < high else { return nil }
    let choices = Int(high - low)
    var found = low + Double(random.next() % UInt64(choices))
    if found >= units { found += 1 }
    guard found <= high else { return nil }
    let text = NumberFormat.text(found * unit, decimals: decimals)
    return value < 0 ? "-" + text : text
  }

  private func digitsOf(_ units: Double) -> Int { String(Int(units)).count }

  private func power(of digits: Int) -> Double { (0..<digits).reduce(1) { power, _ in power * 10 } }
}

/// Steele, Lea and Flood's generator: the same numbers everywhere.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
