/// A calculation on paper: inputs copied down, intermediate results written down and read again.
///
/// The same calculation gives the right number, and, with one thing spoilt, what a student gets who spoils it.
final class Sheet {
  /// What is done to one number that is copied or written down; nil for all others.
  private let spoils: (String, Double) -> Double?
  private(set) var inputs: [(name: String, value: Double)] = []
  private(set) var results: [(name: String, value: Double)] = []

  init(spoiling spoils: @escaping (String, Double) -> Double? = { _, _ in nil }) { self.spoils = spoils }

  /// A number that the exercise gives.
  func given(_ name: String, _ value: Double) -> Double {
    inputs.append((name, value))
    return spoils(name, value) ?? value
  }

  /// An intermediate result.
  func note(_ name: String, _ value: Double) -> Double {
    results.append((name, value))
    return spoils(name, value) ?? value
  }
}

/// An exercise, with the numbers that students get who do one thing wrong.
struct Exercise: Sendable {
  let name: String
  /// The lesson up to the claim.
  let block: String
  /// What is asked for.
  let subject: String
  let paper: @Sendable (Sheet) -> Double
  let slips: [Wrong]
}

/// A wrong formula, its value worked out here, and the words that name it, of which one is enough.
struct Wrong: Sendable {
  let kind: String
  let what: String
  let value: Double
  let named: [String]

  init(_ kind: String, _ what: String, _ value: Double, _ named: String...) {
    (self.kind, self.what, self.value, self.named) = (kind, what, value, named)
  }
}
