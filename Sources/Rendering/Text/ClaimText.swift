import Letters
import Trace

extension Claim {
  /// How the claim came out, in words, for a report that says itself where it stands; lines are as long as they come.
  package func lines(_ options: TextOptions) -> [String] {
    var text = ClaimText(style: Style(color: options.color), ascii: options.ascii, digits: options.digits)
    text.saysLine = false
    return text.lines(self)
  }
}

/// Says how a claim came out: one line, and what there is to add below it.
struct ClaimText {
  let style: Style
  let ascii: Bool
  let digits: Int
  /// Longer lines are broken.
  var width = Int.max / 2
  /// Whether the claim's line in the lesson is told, where somebody has to look at it.
  var saysLine = true

  /// How many slips are told.
  private static let mostSlips = 3

  func lines(_ claim: Claim) -> [String] {
    var lines = style.lines(verdict(claim), width: width, hanging: 4)
    var remarks: [String] = []
    if claim.verdict.outcome == .tie {
      let value = NumberFormat.exact(claim.verdict.actual)
      let equation = claim.statement.subject == value ? value : "\(claim.statement.subject) = \(value)"
      remarks.append(spelled("a tie: \(equation) lies on a rounding boundary"))
    } else if !claim.asStated, claim.verdict.outcome != .undefined {
      remarks.append(difference(claim))
    }
    remarks += claim.explanation.notes.map {
      spelled(SlipWords.text($0, number: claim.statement.number?.spelling ?? ""))
    }
    if !claim.holds { remarks += slips(claim) }
    for remark in remarks {
      let indent = remark.prefix { $0 == " " }.count + 2
      let text = Phrase(text: String(remark.dropFirst(indent - 2)))
      let space = String(repeating: " ", count: indent)
      lines += style.lines([text], width: width - indent, hanging: 2).map { space + $0 }
    }
    return lines
  }

  private func verdict(_ claim: Claim) -> [Phrase] {
    let text = Phrase(text: spelled(claim.statement.text), gap: 1)
    let instances = Phrase(text: instances(claim))
    let source = Phrase(text: claim.statement.source.map(spelled) ?? "", tone: .dim)
    switch (claim.statement.verb, claim.verdict.outcome) {
    case (.claim, .holds), (.claim, .tie):
      return [Phrase(text: ascii ? "ok" : "✓", tone: .right), text, instances, source]
    case (.refute, .fails):
      let who = claim.statement.source.map { spelled($0) + " is wrong" } ?? "is wrong, as the lesson says"
      let mark = Phrase(text: ascii ? "x" : "✗", tone: .unsure)
      return [mark, text, instances, Phrase(text: who + ": " + truth(claim))]
    case (.claim, .fails): return loud("claim fails", [text, instances, source], claim)
    case (.refute, .holds):
      let holds = Phrase(text: "holds", gap: 1)
      return loud("stale refutation", [text, instances, holds, source], claim)
    case (.refute, .tie): return loud("refutation of a tie", [text, instances, source], claim)
    case (_, .undefined):
      return loud("\(claim.statement.verb.rawValue) of no number", [text, instances, source], claim)
    }
  }

  private func loud(_ what: String, _ phrases: [Phrase], _ claim: Claim) -> [Phrase] {
    let head = Phrase(text: (ascii ? "XX" : "✗✗") + " " + what + ":", tone: .wrong)
    let line = saysLine && claim.statement.line > 0 ? "line \(claim.statement.line)" : ""
    return [head] + phrases + [Phrase(text: line, tone: .dim)]
  }

  private func instances(_ claim: Claim) -> String {
    guard claim.verdict.instances > 1 else { return "" }
    return claim.asStated ? "(\(claim.verdict.instances) values)" : "(at \(instance(claim)))"
  }

  /// `k = 2`
  private func instance(_ claim: Claim) -> String {
    spelled(IndexWords.text(claim.verdict.instance))
  }

  /// What is right where a refuted claim is not: the number instead of a stated one, else how the two sides stand to
  /// each other, and for which instance.
  private func truth(_ claim: Claim) -> String {
    let place = claim.verdict.instances > 1 ? "at " + instance(claim) + ", " : ""
    switch claim.statement.relation {
    case .equal, .approximately:
      if claim.statement.number != nil { return place + actual(claim, more: 0) }
      return place + sides(claim, .notEqual)
    case .less: return place + sides(claim, .greaterEqual)
    case .lessEqual: return place + sides(claim, .greater)
    case .greater: return place + sides(claim, .lessEqual)
    case .greaterEqual: return place + sides(claim, .less)
    case .notEqual: return place + sides(claim, .equal)
    }
  }

  /// Both numbers, with digits enough to tell them apart.
  private func sides(_ claim: Claim, _ relation: Claim.Relation) -> String {
    let (left, right) = (claim.verdict.actual, claim.verdict.expected)
    var digits = digits
    while left != right, digits < 17,
      NumberFormat(digits: digits).text(left) == NumberFormat(digits: digits).text(right)
    {
      digits += 1
    }
    let format = NumberFormat(digits: digits)
    return format.text(left) + " " + spelled(relation.rawValue) + " " + format.text(right)
  }

  /// What was expected, and what is.
  private func difference(_ claim: Claim) -> String {
    let relation = claim.statement.relation
    guard relation.statesValue else {
      return sides(claim, relation) + (claim.holds ? " holds" : " does not hold")
    }
    return "expected \(stated(claim)), is \(actual(claim, more: 2))"
  }

  /// The number that was stated.
  private func stated(_ claim: Claim) -> String {
    claim.statement.number.map { spelled($0.spelling) }
      ?? NumberFormat(digits: digits).text(claim.verdict.expected)
  }

  /// The true value with as many digits as the stated one has, and more where the two would read the same.
  private func actual(_ claim: Claim, more: Int) -> String {
    guard claim.verdict.actual.isFinite else { return NumberFormat.exact(claim.verdict.actual) }
    // Where all digits count, all digits that are shown elsewhere are told.
    let stated =
      claim.statement.relation == .equal && claim.statement.verb == .claim
      ? nil : claim.statement.number?.written
    let more = stated == nil ? 0 : more
    for extra in more...(more + 17) {
      let text =
        stated?.rounded(claim.verdict.actual, more: extra)
        ?? NumberFormat(digits: digits + extra).text(claim.verdict.actual)
      if claim.holds || Double(text) != claim.verdict.expected { return text }
    }
    return NumberFormat.exact(claim.verdict.actual)
  }

  private func slips(_ claim: Claim) -> [String] {
    let stated = stated(claim)
    let explanation = claim.explanation
    switch explanation.slips.count {
    case 0:
      return explanation.singles.tried > 0 ? [spelled(SlipWords.none(explains: stated, explanation))] : []
    case 1: return [spelled(SlipWords.only(explanation.slips[0], gives: stated))]
    default:
      let told = explanation.slips.prefix(ClaimText.mostSlips).map { "  " + spelled(SlipWords.text($0)) }
      let others = explanation.slips.count - ClaimText.mostSlips
      let rest = others > 0 ? ["  " + (ascii ? "..." : "…") + " and \(others) more"] : []
      return [SlipWords.each(gives: stated)] + told + rest
    }
  }

  private func spelled(_ text: String) -> String {
    Visible.text(text, ascii: ascii)
  }
}
