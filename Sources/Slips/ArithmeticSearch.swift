import Autodiff
import Lessons
import Letters
import Trace

/// A slip of arithmetic and what it gives.
struct ArithmeticSlip {
  let kind: SlipKind
  let mistake: Mistake
  let value: Double
}

/// Looks for a slip of arithmetic behind a number: a digit of an input, of an intermediate result or of the result.
///
/// They are many, and lie close together; so they are looked for only in numbers of five digits and more, and where
/// no slip of a formula explains the number.
struct ArithmeticSearch {
  let claim: Claim
  let recording: Recording
  let coincidence: Coincidence
  /// The significant digits that people carry on with.
  let digits: Int

  /// What is done to the digits of the result itself.
  var ofResult: [ArithmeticSlip] {
    let verdict = claim.verdict
    guard let written = claim.statement.number?.written else { return [] }
    let right = written.rounded(verdict.actual)
    func slip(_ kind: Mistake.Digits, _ value: Double) -> ArithmeticSlip {
      ArithmeticSlip(kind: .resultDigits, mistake: Mistake(.digits(kind, right)), value: value)
    }
    let unit = written.unit
    let cut = (verdict.actual / unit).rounded(.towardZero) * unit
    let places = [-2, -1, 1, 2].compactMap {
      WrittenNumber(NumberFormat.exact(verdict.actual))?.shifted(by: $0)
    }
    return [slip(.cutOff, cut)] + places.map { slip(.point, $0) }
      + DigitSlips.transposed(right).compactMap { Double($0).map { slip(.transposed, $0) } }
      + DigitSlips.misread(right).compactMap { Double($0).map { slip(.misread, $0) } }
  }

  /// What is done to the digits of the numbers it is worked out from, at most so much work.
  func ofLines(work: inout Int) -> [ArithmeticSlip] {
    guard let node = claim.verdict.sides.first?.left,
      let sheet = ArithmeticSheet(of: node, at: claim.verdict.moment, in: recording)
    else { return [] }
    let cost = sheet.lines.count * sheet.lines.count * 2 * digits / 2
    guard cost <= work else { return [] }
    work -= cost
    var found: [ArithmeticSlip] = []
    for place in sheet.lines.indices.dropLast() {
      let line = sheet.lines[place]
      guard line.value != 0, line.operation != nil || recording.graph.label(of: line.node) != nil else {
        continue
      }
      let isInput = line.operation == nil
      let text = isInput ? NumberFormat.exact(line.value) : NumberFormat(digits: digits).text(line.value)
      var name: String?
      func add(_ kind: SlipKind, _ new: String) {
        guard let value = Double(new), value != line.value else { return }
        let result = sheet.result(with: value, at: place)
        guard result.isFinite, abs(result - claim.verdict.actual) > coincidence.unit / 2 else { return }
        let called = name ?? sheet.name(of: place)
        name = called
        let mistake: Mistake.Kind =
          kind == .roundedEarly
          ? .shortened(called, to: new) : .number(of: called, [], new, insteadOf: text)
        found.append(ArithmeticSlip(kind: kind, mistake: Mistake(mistake), value: result))
      }
      for new in DigitSlips.transposed(text) { add(.digitsTransposed, new) }
      for new in DigitSlips.misread(text) { add(.digitMisread, new) }
      if !isInput {
        var last = line.value
        for decimals in 1...4 {
          let text = NumberFormat.text(line.value, decimals: decimals)
          // 0.20 is 0.2 again.
          if Double(text) != last { add(.roundedEarly, text) }
          last = Double(text) ?? last
        }
      }
    }
    return found
  }

  /// The slips that give the number, class by class, as long as they would not give it by chance.
  func believed(of slips: [ArithmeticSlip], beside others: [Double]) -> [ArithmeticSlip] {
    var values = others
    var found: [ArithmeticSlip] = []
    for kind in [SlipKind.digitsTransposed, .roundedEarly, .digitMisread] {
      let own = slips.filter { $0.kind == kind }
      values += own.map(\.value)
      guard coincidence.expected(values) <= Coincidence.limit else { break }
      found += own.filter { fits($0) }
    }
    return found
  }

  func fits(_ slip: ArithmeticSlip) -> Bool {
    abs(slip.value - claim.verdict.expected) <= coincidence.unit / 2 * (1 + 1e-9)
  }
}

extension SlipSearch {
  /// The work of all searches for slips of arithmetic, in lines worked out again.
  private static let arithmeticBudget = 1_500_000

  /// Looks for slips of arithmetic in the numbers that no slip of a formula explains.
  mutating func tryArithmetic() {
    var work = SlipSearch.arithmeticBudget
    for place in questions.indices {
      let question = questions[place]
      guard question.digits >= SlipKind.resultDigits.row.digits, !isKnown(question),
        let coincidence = coincidence(of: question)
      else { continue }
      let verdict = verdict(on: question)
      let search = ArithmeticSearch(
        claim: replay.claims[question.claim], recording: replay.recording, coincidence: coincidence,
        digits: question.digits)
      let ofResult = search.ofResult
      var found: [ArithmeticSlip] = []
      if coincidence.expected(ofDifferent: ofResult.count) <= Coincidence.limit {
        found = ofResult.filter { search.fits($0) }
      }
      questions[place].arithmeticTried = ofResult.count
      if found.isEmpty, verdict.believed.isEmpty, verdict.doubted.isEmpty {
        let ofLines = search.ofLines(work: &work)
        questions[place].arithmeticTried += ofLines.count
        found = search.believed(of: ofLines, beside: question.answers.map(\.value))
      }
      questions[place].arithmetic = found
    }
  }
}
