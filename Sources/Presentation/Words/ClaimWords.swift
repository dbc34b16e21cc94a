import Letters
import Trace

/// The words for one claim.
struct ClaimWords {
  private let claim: Claim
  private let digits: Int

  init(_ claim: Claim, digits: Int) {
    self.claim = claim
    self.digits = digits
  }

  var alarm: Phrase {
    switch (claim.statement.verb, claim.verdict.outcome) {
    case (let verb, .undefined): "\(verb.rawValue) of no number:"
    case (.claim, _) where claim.statement.place == .answer: "not so:"
    case (.claim, _): "claim fails:"
    case (.refute, .tie): "refutation of a tie:"
    case (.refute, _): "stale refutation:"
    }
  }

  /// `article 002 §4.3 says -0.0316; it is -0.3162`, `not so: it is 6.001`
  var refuted: Phrase {
    guard let source = claim.statement.source else { return "not so: \(truth)" }
    return claim.statement.statesNumber
      ? "\(source) says \(stated); \(truth)" : "\(source) says so, but \(truth)"
  }

  var instances: Phrase {
    guard claim.verdict.instances > 1 else { return "" }
    return claim.asStated ? "(\(claim.verdict.instances) values)" : "(at \(instance))"
  }

  var remarks: [(words: Phrase, isPart: Bool)] {
    if claim.verdict.isFragile { return fragile.map { ($0, false) } }
    var remarks: [Phrase] = []
    if claim.verdict.outcome == .tie {
      let value = NumberFormat.exact(claim.verdict.actual)
      let subject = claim.statement.subject == value ? "" : claim.statement.subject + " = "
      remarks.append("a tie: \(subject)\(value) lies on a rounding boundary")
    } else if let other {
      remarks.append("\(other); \(claim.statement.subject) is \(actualOfAnswer)")
    } else if !claim.asStated, claim.verdict.outcome != .undefined {
      remarks.append(difference)
    }
    remarks += notes.filter { $0 != other }.map { "\($0)" }
    return remarks.map { ($0, false) } + (claim.holds ? [] : slips)
  }

  private var notes: [String] {
    claim.explanation.notes.map { SlipWords.text($0, number: claim.statement.number?.spelling ?? "") }
  }

  /// What else the number is.
  private var other: String? {
    let place = claim.explanation.notes.firstIndex { if case .isAnother = $0 { true } else { false } }
    return place.map { notes[$0] }
  }

  /// What a claim comes to that hangs on rounding, and what could be claimed.
  private var fragile: [Phrase] {
    let (verdict, statement) = (claim.verdict, claim.statement)
    let sure =
      UncertainNumber.text(verdict.actual, doubt: verdict.doubt, NumberFormat(digits: digits))
      ?? NumberFormat(digits: digits).text(verdict.actual)
    let verb = statement.verb == .claim ? "holds" : "is false"
    let first: Phrase = "\(verb) or not as results are rounded: \(statement.subject) is \(sure)"
    guard statement.relation.statesValue, let number = statement.number else { return [first] }
    let digits = UncertainNumber.sureDigits(verdict.actual, doubt: verdict.doubt)
    if digits > 0 {
      let plain = sure.hasPrefix("~") ? String(sure.dropFirst()) : sure
      return [first, "\(digits.counted("digit")) can be claimed: ≈ \(plain)"]
    }
    let distance = verdict.doubt + (verdict.actual - verdict.expected).magnitude
    guard distance.isFinite else { return [first, "not one digit can be claimed"] }
    let bound = NumberFormat(digits: 1).text(1.5 * distance)
    return [first, "not one digit can be claimed, but ≈ \(number.spelling) ± \(bound) can"]
  }

  /// `k = 2`
  private var instance: String {
    IndexWords.text(claim.verdict.instance)
  }

  /// What is true instead of a false claim: the number, or how the two sides compare, and for which instance.
  private var truth: Phrase {
    (claim.verdict.instances > 1 ? "at \(instance), " : "") + comparison
  }

  private var comparison: Phrase {
    switch claim.statement.relation {
    case .equal, .approximately: claim.statement.statesNumber ? "it is \(actual(more: 0))" : sides(.notEqual)
    case .less: sides(.greaterEqual)
    case .lessEqual: sides(.greater)
    case .greater: sides(.lessEqual)
    case .greaterEqual: sides(.less)
    case .notEqual: "both are \(NumberFormat(digits: digits).text(claim.verdict.actual))"
    }
  }

  /// Both numbers, with digits enough to tell them apart.
  private func sides(_ relation: Claim.Relation) -> Phrase {
    let (left, right) = (claim.verdict.actual, claim.verdict.expected)
    let format = NumberFormat(digits: digitsOfSides)
    return "\(format.text(left)) \(relation.rawValue) \(format.text(right))"
  }

  /// What was stated, and what is so.
  private var difference: Phrase {
    guard claim.statement.relation.statesValue else {
      return claim.holds ? sides(claim.statement.relation) : comparison
    }
    if claim.statement.place == .answer { return "you said \(stated); it is \(actualOfAnswer)" }
    guard claim.statement.statesNumber || claim.holds else { return comparison }
    let truth: Phrase = "it is \(actual(more: 2))"
    return claim.holds ? truth : "\(claim.statement.source ?? "the lesson") says \(stated); " + truth
  }

  /// The true value for a reader, with a digit more than was stated.
  private var actualOfAnswer: String {
    let stated = claim.statement.number?.written.digits ?? 0
    return NumberFormat(digits: min(max(digits, stated + 1), 17)).text(claim.verdict.actual)
  }

  /// The number that was stated.
  private var stated: String {
    if let number = claim.statement.number { return number.spelling }
    return NumberFormat(digits: digitsOfSides).text(claim.verdict.expected)
  }

  /// The digits at which the two sides can be told apart.
  private var digitsOfSides: Int {
    NumberFormat.digits(telling: claim.verdict.actual, claim.verdict.expected, atLeast: digits)
  }

  /// The true value with as many digits as the stated one has, and more where the two would read the same.
  private func actual(more: Int) -> String {
    let (actual, statement) = (claim.verdict.actual, claim.statement)
    guard actual.isFinite else { return NumberFormat.exact(actual) }
    let usual = NumberFormat(digits: digits)
    if let text = UncertainNumber.text(actual, doubt: claim.verdict.doubt, usual) { return text }
    if statement.number == nil { return NumberFormat(digits: digitsOfSides).text(actual) }
    // Where all digits count, all digits that are shown elsewhere are shown.
    let isExact = statement.relation == .equal && statement.verb == .claim
    let number = isExact ? nil : statement.number?.written
    let more = number == nil ? 0 : more
    for extra in more...(more + 17) {
      let text =
        number?.rounded(actual, more: extra) ?? NumberFormat(digits: digits + extra).text(actual)
      if claim.holds || Double(text) != claim.verdict.expected { return text }
    }
    return NumberFormat.exact(actual)
  }

  /// For a reader's own number: the formula of the likeliest slip, right and slipped, one above the other.
  private var formulas: [(words: Phrase, isPart: Bool)] {
    guard claim.statement.place == .answer, let slip = claim.explanation.slips.first,
      let formula = slip.formula
    else { return [] }
    let slipped = NumberFormat(digits: max(digits, claim.statement.number?.written.digits ?? 0)).text(
      slip.value)
    return FormulaPair(formula).lines(values: (actualOfAnswer, slipped)).map { (Phrase($0), true) }
  }

  private var slips: [(words: Phrase, isPart: Bool)] {
    let explanation = claim.explanation
    switch explanation.slips.count {
    case 0:
      guard explanation.singles.tried > 0 else { return [] }
      return [("\(SlipWords.none(explains: stated, explanation))", false)]
    case 1: return [("\(SlipWords.only(explanation.slips[0], gives: stated))", false)] + formulas
    default:
      let told = explanation.slips.prefix(Limits.slips).map { Phrase(SlipWords.text($0)) }
      let others = explanation.slips.count - told.count
      let parts = told + (others > 0 ? ["… and \(others) more"] : [])
      return [("\(SlipWords.each(gives: stated))", false)] + parts.map { ($0, true) } + formulas
    }
  }
}

extension Claim.Statement {
  /// Whether it gives one number for a value.
  fileprivate var statesNumber: Bool { relation.statesValue && number != nil }
}

extension NumberFormat {
  /// The digits at which two numbers can be told apart.
  static func digits(telling left: Double, _ right: Double, atLeast digits: Int) -> Int {
    var digits = digits
    while left != right, digits < 17,
      NumberFormat(digits: digits).text(left) == NumberFormat(digits: digits).text(right)
    {
      digits += 1
    }
    return digits
  }
}
