/// Whether two ways gave the same numbers; what differs is told at once and decides the exit code.
struct Sameness {
  private(set) var holds = true

  /// Both add in the same order, so every bit must agree; only the sign of a zero may differ, for a loop
  /// starts its sums at 0 and the graph at the first term.
  mutating func expectEqual(_ what: String, _ ours: [Double], _ byHand: [Double]) {
    let differing = zip(ours, byHand).enumerated().first { $1.0 != $1.1 }
    if ours.count == byHand.count, differing == nil {
      return print("  \(what): \(ours.count) numbers, the same to the last bit")
    }
    holds = false
    guard let (place, (a, b)) = differing else {
      return print("  \(what): DIFFERENT, \(ours.count) numbers and \(byHand.count)")
    }
    print("  \(what): DIFFERENT, first at \(place): \(a) and \(b)")
  }
}
