import Letters

/// How an answer is judged: by its digits, of which there must be three, unless fewer say all.
package enum Judgement: Sendable {
  case right
  /// Right as far as it goes.
  case tooFewDigits
  case wrong
}

/// A number that is asked for.
struct Expected {
  let value: Double
  /// How far it may be off.
  let doubt: Double
  /// The digits that an answer needs.
  var digits = Question.fewestDigits

  /// Judges a number as somebody wrote it.
  func judge(_ answer: WrittenNumber) -> Judgement {
    let distance = (answer.value - value).magnitude
    if distance <= 1e-9 * value.magnitude { return .right }
    // What a page would print: 0.9 for 0.900000099.
    if NumberFormat().text(answer.value) == NumberFormat().text(value) { return .right }
    // A number so coarse that 0 would be near says nothing.
    guard answer.value.isFinite, value == 0 || answer.unit / 2 <= value.magnitude else { return .wrong }
    let isNear = distance <= answer.unit / 2 * (1 + 1e-9) + doubt
    // Who goes on with rounded numbers is off in the last of many digits.
    let isRounded = answer.tellingDigits >= 4 && distance <= fourthDigit / 2 + doubt
    guard isNear || isRounded else { return .wrong }
    return answer.tellingDigits >= digits ? .right : .tooFewDigits
  }

  /// One unit of the fourth significant digit.
  private var fourthDigit: Double {
    value == 0 ? 0 : WrittenNumber(NumberFormat.scientific(value, decimals: 3))?.unit ?? 0
  }
}

extension Question {
  /// The digits that an answer to a line of the lesson needs.
  static let fewestDigits = 3

  /// Judges a number as somebody wrote it.
  package func judge(_ answer: WrittenNumber) -> Judgement {
    Expected(value: value, doubt: doubt, digits: digits).judge(answer)
  }
}

extension WrittenNumber {
  /// The significant digits; a 0 has none.
  var tellingDigits: Int { value == 0 ? 0 : significantDigits }
}
