import Trace

extension Claim {
  /// How the claim came out, in words.
  package func lines(_ options: TextOptions) -> [String] {
    ClaimText(style: Style(color: options.color), ascii: options.ascii, digits: options.digits).lines(self)
  }
}

/// Says how a claim came out: one line, and what there is to add below it.
struct ClaimText {
  let style: Style
  let ascii: Bool
  let digits: Int

  /// How many slips are told.
  private static let mostSlips = 3

  func lines(_ claim: Claim) -> [String] {
    var lines = [verdict(claim)]
    if claim.outcome == .tie {
      lines.append(
        "  a tie: \(claim.subject) = \(NumberFormat.exact(claim.actual)) lies on a rounding boundary")
    } else if !claim.asStated, claim.outcome != .undefined {
      lines.append("  " + difference(claim))
    }
    for note in claim.notes { lines.append("  " + spelled(note)) }
    if !claim.holds { lines += slips(claim).map { "  " + $0 } }
    return lines
  }

  private func verdict(_ claim: Claim) -> String {
    let text = spelled(claim.text) + instances(claim)
    let source = claim.source.map { "   " + spelled($0) } ?? ""
    switch (claim.verb, claim.outcome) {
    case (.claim, .holds), (.claim, .tie):
      return style(ascii ? "ok" : "✓", .right) + " " + text + style(source, .dim)
    case (.refute, .fails):
      let who = claim.source.map { spelled($0) + " is wrong" } ?? "is wrong, as the lesson says"
      return style(ascii ? "x" : "✗", .unsure) + " " + text + "   " + who + ": " + truth(claim)
    case (.claim, .fails): return loud("claim fails", text, source, claim)
    case (.refute, .holds): return loud("stale refutation", text + " holds", source, claim)
    case (.refute, .tie): return loud("refutation of a tie", text, source, claim)
    case (_, .undefined): return loud("\(claim.verb.rawValue) of no number", text, source, claim)
    }
  }

  private func loud(_ what: String, _ text: String, _ source: String, _ claim: Claim) -> String {
    let head = (ascii ? "XX" : "✗✗") + " " + what + ":"
    return style(head, .wrong) + " " + text + source + style("   line \(claim.line)", .dim)
  }

  private func instances(_ claim: Claim) -> String {
    guard claim.instances > 1 else { return "" }
    return claim.asStated ? "   (\(claim.instances) values)" : "   (at \(spelled(claim.instance)))"
  }

  /// The number that is right where a refuted one is not.
  private func truth(_ claim: Claim) -> String {
    switch claim.relation {
    case "=", "≈": return actual(claim, more: 0)
    default: return bothSides(claim) + " does not hold"
    }
  }

  private func bothSides(_ claim: Claim) -> String {
    let format = NumberFormat(digits: digits)
    return format.text(claim.actual) + " " + spelled(claim.relation) + " " + format.text(claim.expected)
  }

  /// What was expected, and what is.
  private func difference(_ claim: Claim) -> String {
    switch claim.relation {
    case "=", "≈":
      let expected = claim.spelling.map(spelled) ?? NumberFormat(digits: digits).text(claim.expected)
      return "expected \(expected), is \(actual(claim, more: 2))"
    default: return bothSides(claim) + (claim.holds ? " holds" : " does not hold")
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
      return claim.slipsTried > 0 ? ["no single slip explains \(stated) (\(claim.slipsTried) tried)"] : []
    }
    var lines = claim.slips.prefix(ClaimText.mostSlips).map {
      "\(stated) is what \(spelled($0.text)) would give"
    }
    let others = claim.slips.count - ClaimText.mostSlips
    if others > 0 { lines.append((ascii ? "..." : "…") + " and \(others) other slips would") }
    return lines
  }

  private func spelled(_ text: String) -> String {
    Visible.text(text, ascii: ascii)
  }
}
