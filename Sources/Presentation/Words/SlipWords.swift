import Autodiff
import Trace

/// What is said of slips: the sentences of every output.
package enum SlipWords {
  /// `take α = 0.01 instead of 0.1`; completes "you get 10.89 if you …".
  package static func text(_ slip: Slip) -> String {
    slip.mistakes.map(text).joined(separator: ", and ")
  }

  package static func text(_ mistake: Mistake) -> String {
    verb(mistake.kind) + text(mistake.kind) + (mistake.place.map { " in " + text($0) } ?? "")
  }

  // MARK: What is to be said of a number

  /// One slip would give it.
  package static func only(_ slip: Slip, gives number: String) -> String {
    "you get \(number) if you \(text(slip))"
  }

  /// The heading of several slips that would give it.
  package static func each(gives number: String) -> String { "you get \(number) if you" }

  /// The first of the slips that would give it: one in a line, several below a heading.
  package static func lines(_ slips: [Slip], gives number: String, most: Int = 3) -> [String] {
    switch slips.count {
    case 0: []
    case 1: [only(slips[0], gives: number)]
    default: [each(gives: number)] + slips.prefix(most).map { "  " + text($0) }
    }
  }

  /// What the number of a claim cannot tell, a line for each slip.
  package static func lines(
    _ hidden: [Mistake], alike: [(Mistake, Mistake)], of statement: String, most: Int
  ) -> [String] {
    var lines: [String] = []
    if !hidden.isEmpty { lines.append("\(statement): you get the same if you") }
    lines += hidden.prefix(most).map { "  " + text($0) }
    if hidden.count > most { lines.append("  … and \(hidden.count - most) more") }
    if !alike.isEmpty { lines.append("\(statement): one wrong number, two slips") }
    lines += alike.prefix(most).map { "  \(text($0)), or \(text($1))" }
    if alike.count > most { lines.append("  … and \(alike.count - most) more") }
    return lines
  }

  /// Where to look, without the answer; nil if nothing is known.
  package static func hint(_ claim: Claim) -> String? {
    if claim.explanation.notes.contains(where: { if case .isAnother = $0 { true } else { false } }) {
      return "your number is right of something else"
    }
    guard let slip = claim.explanation.slips.first, let mistake = slip.mistakes.first else { return nil }
    return hint(mistake.kind) + (mistake.place.map { " in " + text($0) } ?? "")
  }

  private static func hint(_ kind: Mistake.Kind) -> String {
    switch kind {
    case .number, .swapped: "look at the numbers you put in"
    case .complemented: "look at what is weighted with what"
    case .omitted, .onlyTerm: "look for something left out"
    case .replaced, .multiplied, .divided, .averaged, .summed, .dividedBy, .degrees:
      "compare your formula with the right one, part by part"
    case .sign, .negated: "look at the signs"
    case .slope, .path, .derivative: "look at the derivative, factor by factor"
    case .onlyAt(let member, let inner): hint(inner) + " at \(member)"
    case .quantity: "look at what was asked for"
    case .digits: "look at the digits of your result"
    case .earlier, .stale, .fromStart, .startGradient, .alreadyUpdated:
      "look at which step each number is from"
    case .printed, .rounded, .allRounded, .shortened: "carry more digits from line to line"
    }
  }

  /// None of the slips tried is believed to give it.
  package static func none(explains number: String, _ explanation: Claim.Explanation) -> String {
    let text = "no single slip explains \(number) (\(explanation.singles.tried) tried)"
    return switch (explanation.pairs.tried, explanation.pairs.fitting) {
    case (0, _): text
    case (let tried, 0): text + ", nor any of the \(tried) pairs tried"
    case (let tried, 1): text + "; one of the \(tried) pairs tried would, which may be chance"
    case (let tried, let fitting):
      text + "; \(fitting) of the \(tried) pairs tried would, and nothing tells which"
    }
  }

  package static func text(_ note: Claim.Note, number: String) -> String {
    switch note {
    case .wasTrue(let step): "it was true one step earlier, after step \(step)"
    case .computedOnce(let name):
      "\(name) is a let, a number computed once, so its slope is 0: leave out let, so that it is a formula"
    case .onlyRounded: "= means exactly; if \(number) is rounded, write ≈ \(number)"
    case .tooFewDigits(let slips):
      (slips == 1 ? "one slip" : "\(slips) slips")
        + " would give \(number), but it has too few digits to tell"
    case .bothInfinite: "both sides are infinite, beyond the largest number of double precision"
    case .isAnother(let names): "\(number) is \(names.joined(separator: ", and "))"
    case .mayBeSlope(let parameter): "if \(number) is a slope, say which: \(parameter) = \(number)"
    }
  }

  // MARK: Mistakes

  /// Most slips are one thing taken for another.
  private static func verb(_ kind: Mistake.Kind) -> String {
    switch kind {
    case .swapped, .complemented: "swap "
    case .printed: "go on from "
    case .rounded, .shortened, .allRounded: "round "
    case .onlyAt(_, let inner): verb(inner)
    default: "take "
    }
  }

  private static func text(_ kind: Mistake.Kind) -> String {
    switch kind {
    case .number(let name, let indices, let new, let old):
      Label(name, indices).description + " = \(new) instead of \(old)"
    case .swapped(let one, let other): "\(one) and \(other)"
    case .complemented(let name): "\(name) and 1 - \(name)"
    case .omitted(let part, let whole): short(whole) + " without " + text(part)
    case .replaced(let new, let old): short(new) + " in place of " + short(old)
    case .sign(let new, let old): short(new) + " in place of " + short(old) + " (sign)"
    case .multiplied(let divisor): divisor + " multiplied instead of divided"
    case .divided(let factor): factor + " divided instead of multiplied"
    case .averaged(let sum): "the mean in place of the sum in " + short(sum)
    case .summed(let mean): "the sum in place of the mean in " + short(mean)
    case .onlyTerm(let index, let value, let whole): "\(index) = \(value) alone in " + short(whole)
    case .slope(let slope, let formula): "the chain rule without \(text(slope)) of " + short(formula)
    case .path(let start, let end):
      "the chain rule without the path from \(short(start)) through " + short(end)
    case .derivative(let function, let taken): "\(function) = \(taken)"
    case .degrees(let angle): short(angle) + " in degrees"
    case .dividedBy(let by, let count, let whole):
      "n - 1 = \(by) in place of n = \(count) in " + short(whole)
    case .onlyAt(let member, let kind): text(kind) + " at \(member) alone"
    case .quantity(let other, let own): "\(other) in place of \(own)"
    case .digits(.transposed, let right): "\(right) with two digits transposed"
    case .digits(.misread, let right): "\(right) with one digit off by one"
    case .digits(.point, let right): "\(right) with its point moved"
    case .digits(.cutOff, let right): "\(right) with its digits cut off instead of rounded"
    case .fromStart(let name): "\(name) of the start in the last step"
    case .startGradient: "the gradient of the start in every step"
    case .alreadyUpdated(let name): "\(name) already updated for the other slopes"
    case .shortened(let name, let number): "\(short(name)) to \(number)"
    case .negated(let formula): formula + " with the other sign"
    case .earlier(let formula): formula + " one step earlier"
    case .stale(let state): "the \(state) of the step before"
    case .printed(let name, let number): "the printed \(name) = \(number)"
    case .rounded(let name, let decimals): "\(name) to \(decimals) decimals"
    case .allRounded(let decimals): "every result to \(decimals) decimals"
    }
  }

  private static func text(_ place: Mistake.Place) -> String {
    switch place {
    case .formula(let name): name
    case .line(let name, let isUpdate): name + (isUpdate ? " ← …" : " = …")
    }
  }

  private static func text(_ part: Mistake.Part) -> String {
    switch part {
    case .operand(let text), .function(let text): text
    case .divisor(let text): "dividing by " + text
    case .minus: "the minus"
    case .square: "the square"
    case .root: "the root"
    case .exponent: "the exponent"
    }
  }

  private static func text(_ slope: Mistake.Slope) -> String {
    switch slope {
    case .minus: "the minus"
    case .two: "the 2"
    case .whole: "the slope"
    }
  }

  /// A long formula is shown by its two ends.
  private static func short(_ formula: String) -> String {
    formula.count <= 60 ? formula : formula.prefix(36) + " … " + formula.suffix(16)
  }
}
