import Autodiff

extension Nudged {
  /// How far a value may be off that was computed with the roundings of the program, if these are what it came to with
  /// others: twice the greatest distance.
  ///
  /// The value and the four are alike in how far they are from the true one; so the greatest of four distances between
  /// them is rarely less than half its error.
  package func doubt(of value: Double) -> Double {
    var doubt = 0.0
    for lane in indices where self[lane] != value && !(self[lane].isNaN && value.isNaN) {
      let distance = (self[lane] - value).magnitude
      doubt = distance.isNaN ? .infinity : Swift.max(doubt, distance)
    }
    return 2 * doubt
  }
}
