import Foundation
import Letters
import TestSupport

/// Numbers as students write them, and what happens to their digits.
enum Spoiling {
  /// A value to so many significant digits, without an exponent.
  static func text(_ value: Double, digits: Int) -> String {
    let size = value == 0 ? 0 : Int(floor(log10(abs(Double(String(format: "%.\(digits - 1)e", value))!))))
    return String(format: "%.\(max(digits - 1 - size, 0))f", value)
  }

  /// Two different neighbouring digits exchanged, anywhere but in leading zeros.
  static func transposed(_ text: String, _ random: inout Draws) -> String? {
    let digits = places(text)
    let pairs = zip(digits, digits.dropFirst()).filter { Array(text)[$0] != Array(text)[$1] }
    guard !pairs.isEmpty else { return nil }
    let (a, b) = random.pick(pairs)
    var letters = Array(text)
    letters.swapAt(a, b)
    return String(letters)
  }

  /// One digit larger or smaller by one.
  static func misread(_ text: String, _ random: inout Draws) -> String? {
    var letters = Array(text)
    guard !places(text).isEmpty else { return nil }
    let place = random.pick(places(text))
    guard let digit = letters[place].wholeNumberValue else { return nil }
    let other = digit == 0 ? 1 : digit == 9 ? 8 : random.below(2) == 0 ? digit - 1 : digit + 1
    letters[place] = Character(String(other))
    return String(letters)
  }

  /// The digits cut off instead of rounded.
  static func truncated(_ value: Double, digits: Int) -> String {
    let text = text(value, digits: digits)
    let unit = pow(10.0, -Double(text.split(separator: ".").dropFirst().first?.count ?? 0))
    return Spoiling.text((value / unit).rounded(.towardZero) * unit, digits: digits)
  }

  /// The places of the digits from the first that is not 0 on.
  private static func places(_ text: String) -> [Int] {
    let letters = Array(text)
    let digits = letters.indices.filter { letters[$0].isNumber }
    return Array(digits.drop { letters[$0] == "0" })
  }
}

extension Exercise {
  /// Wrong numbers with so many digits: what was done, the number and the words that name it.
  struct Answer {
    let kind: String
    let what: String
    let number: String
    let named: [String]
    let isArithmetic: Bool
  }

  var truth: Double { paper(Sheet()) }

  /// The answers with a slip in a formula; without those that have the digits of the right one.
  func formulaAnswers(digits: Int) -> [Answer] {
    let right = Spoiling.text(truth, digits: digits)
    return slips.compactMap { wrong in
      guard wrong.value.isFinite, wrong.value != 0 else { return nil }
      let number = Spoiling.text(wrong.value, digits: digits)
      guard number != right else { return nil }
      return Answer(
        kind: wrong.kind, what: wrong.what, number: number, named: wrong.named, isArithmetic: false)
    }
  }

  /// Answers with a slip of arithmetic, drawn at random: of the result, of an input, of an intermediate result.
  func arithmeticAnswers(digits: Int, _ random: inout Draws) -> [Answer] {
    let right = Spoiling.text(truth, digits: digits)
    var found: [Answer] = []
    func add(_ kind: String, _ what: String, _ number: String?, _ named: String...) {
      guard let number, number != right, Double(number) != 0 else { return }
      found.append(Answer(kind: kind, what: what, number: number, named: named, isArithmetic: true))
    }
    add("result: digits transposed", "", Spoiling.transposed(right, &random), "transposed")
    add("result: one digit off", "", Spoiling.misread(right, &random), "digit")
    add("result: point moved", "×10", Spoiling.text(truth * 10, digits: digits), "point")
    add("result: point moved", "÷10", Spoiling.text(truth / 10, digits: digits), "point")
    add("result: cut off", "", Spoiling.truncated(truth, digits: digits), "cut off")
    let sheet = Sheet()
    _ = paper(sheet)
    func spoilt(_ name: String, _ value: Double) -> String? {
      let result = paper(Sheet { other, _ in other == name ? value : nil })
      return result.isFinite ? Spoiling.text(result, digits: digits) : nil
    }
    for kind in 0..<4 {
      let input = random.pick(sheet.inputs)
      let old = NumberFormat.exact(input.value)
      switch kind {
      case 0:
        guard let new = Spoiling.transposed(old, &random), let value = Double(new) else { continue }
        add(
          "input: digits transposed", "\(input.name) = \(new)", spoilt(input.name, value),
          "= \(new) instead of")
      case 1:
        guard let new = Spoiling.misread(old, &random), let value = Double(new) else { continue }
        add(
          "input: one digit off", "\(input.name) = \(new)", spoilt(input.name, value), "= \(new) instead of")
      case 2:
        add(
          "input: sign", "-\(input.name)", spoilt(input.name, -input.value),
          "= \(NumberFormat.exact(-input.value)) instead of")
      default:
        let new = input.value * 10
        add(
          "input: point moved", "10\(input.name)", spoilt(input.name, new),
          "= \(NumberFormat.exact(Double(String(format: "%.12g", new))!)) instead of")
      }
    }
    for kind in 0..<8 {
      let result = random.pick(sheet.results)
      let old = Spoiling.text(result.value, digits: digits)
      switch kind {
      case 0, 1:
        guard let new = Spoiling.transposed(old, &random), let value = Double(new) else { continue }
        add(
          "intermediate: digits transposed", "\(result.name) = \(new)", spoilt(result.name, value),
          NumberFormat.exact(value))
      case 2, 3:
        guard let new = Spoiling.misread(old, &random), let value = Double(new) else { continue }
        add(
          "intermediate: one digit off", "\(result.name) = \(new)", spoilt(result.name, value),
          NumberFormat.exact(value))
      default:
        let decimals = kind < 6 ? 2 : kind == 6 ? 1 : 3
        let new = String(format: "%.\(decimals)f", result.value)
        guard let value = Double(new), value != 0 else { continue }
        add(
          "intermediate: rounded early", "\(result.name) = \(new)", spoilt(result.name, value),
          NumberFormat.exact(value))
      }
    }
    return found
  }
}
