/// Curves over an axis.
package struct Chart: Sendable {
  package enum Axis: Sendable { case steps, index }

  package struct Series: Sendable {
    package enum Label: Sendable {
      case words(String)
      /// Members of a family over their last place: `W[2,·]`.
      case family(String, outer: [Int])
    }

    package let label: Label
    package var points: [Quantity]
    /// Whether later points are left out, for the curve runs away.
    package var runsAway = false
  }

  /// What is drawn, a name for each family.
  package let subjects: [Phrase]
  package var isLogarithm = false
  package let axis: Axis
  /// What the first and the last point belong to: steps 0 and 100.
  package let first: Int
  package let last: Int
  package var series: [Series]

  /// How far the greatest and the least of the values may be off.
  package var doubts: (low: Double, high: Double) {
    let finite = series.flatMap(\.points).filter(\.value.isFinite)
    let (low, high) = (finite.map(\.value).min(), finite.map(\.value).max())
    func doubt(_ value: Double?) -> Double { finite.filter { $0.value == value }.map(\.doubt).max() ?? 0 }
    return (doubt(low), doubt(high))
  }
}
