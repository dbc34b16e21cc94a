import Letters
import Presentation
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

  func lines(_ claim: Claim) -> [String] {
    var lines = style.lines(verdict(claim), width: width, hanging: 4)
    var remarks: [String] = []
    if claim.outcome == .tie {
      let value = NumberFormat.exact(claim.actual)
      let equation = claim.subject == value ? value : "\(claim.subject) = \(value)"
      remarks.append("a tie: \(equation) lies on a rounding boundary")
    } else if !claim.asStated, claim.outcome != .undefined {
      remarks.append(difference(claim))
    }
    remarks += claim.notes.map(spelled)
    if !claim.holds { remarks += slips(claim) }
    for remark in remarks {
      let indent = remark.prefix { $0 == " " }.count + 2
      let text = TonedPhrase(text: String(remark.dropFirst(indent - 2)))
      let space = String(repeating: " ", count: indent)
      lines += style.lines([text], width: width - indent, hanging: 2).map { space + $0 }
    }
    return lines
  }

  private func verdict(_ claim: Claim) -> [TonedPhrase] {
    let text = TonedPhrase(text: spelled(claim.text), gap: 1)
    let instances = TonedPhrase(text: instances(claim))
    let source = TonedPhrase(text: claim.source.map(spelled) ?? "", tone: .dim)
    switch (claim.verb, claim.outcome) {
    case (.claim, .holds), (.claim, .tie):
      return [TonedPhrase(text: ascii ? "ok" : "✓", tone: .right), text, instances, source]
    case (.refute, .fails):
      let who = claim.source.map { spelled($0) + " is wrong" } ?? "is wrong, as the lesson says"
      let mark = TonedPhrase(text: ascii ? "x" : "✗", tone: .unsure)
      return [mark, text, instances, TonedPhrase(text: who + ": " + truth(claim))]
    case (.claim, .fails): return loud("claim fails", [text, instances, source], claim)
    case (.refute, .holds):
      let holds = TonedPhrase(text: "holds", gap: 1)
      return loud("stale refutation", [text, instances, holds, source], claim)
    case (.refute, .tie): return loud("refutation of a tie", [text, instances, source], claim)
    case (_, .undefined):
      return loud("\(claim.verb.rawValue) of no number", [text, instances, source], claim)
    }
  }

  private func loud(_ what: String, _ phrases: [TonedPhrase], _ claim: Claim) -> [TonedPhrase] {
    let head = TonedPhrase(text: (ascii ? "XX" : "✗✗") + " " + what + ":", tone: .wrong)
    let line = saysLine && claim.line > 0 ? "line \(claim.line)" : ""
    return [head] + phrases + [TonedPhrase(text: line, tone: .dim)]
  }

  private func instances(_ claim: Claim) -> String {
    guard claim.instances > 1 else { return "" }
    return claim.asStated ? "(\(claim.instances) values)" : "(at \(spelled(claim.instance)))"
  }

  /// What is right where a refuted claim is not: the number instead of a stated one, else how the two sides stand to
  /// each other, and for which instance.
  private func truth(_ claim: Claim) -> String {
    let place = claim.instances > 1 ? "at " + spelled(claim.instance) + ", " : ""
    switch claim.relation {
    case "=", "≈":
      if claim.spelling != nil { return place + actual(claim, more: 0) }
      return place + sides(claim, "≠")
    case "<": return place + sides(claim, "≥")
    case "≤": return place + sides(claim, ">")
    case ">": return place + sides(claim, "≤")
    case "≥": return place + sides(claim, "<")
    case "≠": return place + sides(claim, "=")
    default: return place + sides(claim, claim.relation) + " does not hold"
    }
  }

  /// Both numbers, with digits enough to tell them apart.
  private func sides(_ claim: Claim, _ relation: String) -> String {
    let (left, right) = (claim.actual, claim.expected)
    var digits = digits
    while left != right, digits < 17,
      NumberFormat(digits: digits).text(left) == NumberFormat(digits: digits).text(right)
    {
      digits += 1
    }
    let format = NumberFormat(digits: digits)
    return format.text(left) + " " + spelled(relation) + " " + format.text(right)
  }

  /// What was expected, and what is.
  private func difference(_ claim: Claim) -> String {
    switch claim.relation {
    case "=", "≈":
      let expected = claim.spelling.map(spelled) ?? NumberFormat(digits: digits).text(claim.expected)
      return "expected \(expected), is \(actual(claim, more: 2))"
    default: return sides(claim, claim.relation) + (claim.holds ? " holds" : " does not hold")
    }
  }

  /// The true value with as many digits as the stated one has, and more where the two would read the same.
  private func actual(_ claim: Claim, more: Int) -> String {
    guard claim.actual.isFinite else { return NumberFormat.exact(claim.actual) }
    // Where all digits count, all digits that are shown elsewhere are told.
    let spelling = claim.relation == "=" && claim.verb == .claim ? nil : claim.spelling
    let more = spelling == nil ? 0 : more
    for extra in more...(more + 17) {
      let text = rounded(claim.actual, like: spelling, more: extra)
      if claim.holds || Double(text) != claim.expected { return text }
    }
    return NumberFormat.exact(claim.actual)
  }

  private func rounded(_ value: Double, like spelling: String?, more: Int) -> String {
    guard let spelling else { return NumberFormat(digits: digits + more).text(value) }
    let mantissa = spelling.prefix { $0 != "e" && $0 != "E" }
    let decimals = mantissa.firstIndex(of: ".").map { mantissa[$0...].count - 1 } ?? 0
    if mantissa.count == spelling.count, abs(value) < 1e15 {
      let text = NumberFormat.text(value, decimals: decimals + more)
      // Nothing but zeros says nothing about a value that is not 0.
      if value == 0 || text.contains(where: { ("1"..."9").contains($0) }) { return text }
    }
    let significant = mantissa.count { $0.isNumber }
    return NumberFormat(digits: significant + more).text(value)
  }

  private func slips(_ claim: Claim) -> [String] {
    let stated = claim.spelling.map(spelled) ?? NumberFormat(digits: digits).text(claim.expected)
    if claim.slips.isEmpty {
      guard claim.slipsTried > 0 else { return [] }
      return ["no single slip explains \(stated) (\(claim.slipsTried) tried)" + pairs(claim)]
    }
    if claim.slips.count == 1 {
      let slip = spelled(claim.slips[0].text)
      // What has a comma in it ends with one.
      return ["\(stated) is what \(slip)\(slip.contains(", ") ? "," : "") would give"]
    }
    var lines = ["\(stated) is what each of these slips would give:"]
    lines += claim.slips.prefix(Limits.slips).map { "  " + spelled($0.text) }
    let others = claim.slips.count - Limits.slips
    if others > 0 { lines.append("  " + (ascii ? "..." : "…") + " and \(others) more") }
    return lines
  }

  /// What is to be said of two slips together.
  private func pairs(_ claim: Claim) -> String {
    switch (claim.pairsTried, claim.pairsFitting) {
    case (0, _): ""
    case (let tried, 0): ", nor any of the \(tried) pairs tried"
    case (let tried, 1): "; one of the \(tried) pairs tried would, which may be chance"
    case (let tried, let fitting): "; \(fitting) of the \(tried) pairs tried would, and nothing tells which"
    }
  }

  private func spelled(_ text: String) -> String {
    Visible.text(text, ascii: ascii)
  }
}
