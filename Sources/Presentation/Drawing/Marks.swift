/// What a drawing shows beside values and gradients.
public struct Marks: OptionSet, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  /// On each edge what comes back along it to the gradient.
  public static let contributions = Marks(rawValue: 1)
  /// The same, but only where several of them meet.
  public static let meetings = Marks(rawValue: 2)
  /// When each card is worked out.
  public static let order = Marks(rawValue: 4)
  /// Slopes by the width of edges.
  public static let size = Marks(rawValue: 8)

  /// All of them by name.
  package static let named: [(name: String, mark: Marks)] = [
    ("contributions", .contributions), ("meetings", .meetings), ("order", .order), ("size", .size),
    ("none", []),
  ]
}

extension Drawing {
  /// The edges whose contributions are shown, as indices.
  package func meetings(_ marks: Marks) -> Set<Int> {
    var counts: [Int: Int] = [:]
    for edge in edges where edge.contribution != nil { counts[edge.from, default: 0] += 1 }
    return Set(
      edges.indices.filter { index in
        guard edges[index].contribution != nil else { return false }
        let meets = (counts[edges[index].from] ?? 0) > 1
        return marks.contains(.contributions) || marks.contains(.meetings) && meets
      })
  }

  /// The widths of the edges in pixels, where the size of slopes is shown: of what comes back along an edge, else of the
  /// gradient at its beginning. Areas and not widths are in proportion, so that small slopes can be seen.
  package func widths(_ marks: Marks) -> [String?] {
    guard marks.contains(.size) else { return edges.map { _ in nil } }
    let slopes = edges.map(slope)
    let largest = slopes.lazy.compactMap { $0 }.max() ?? 0
    return slopes.map { slope in
      guard let slope, largest > 0 else { return nil }
      let tenths = Int((5 + 55 * (slope / largest).squareRoot()).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    }
  }

  private func slope(_ edge: Edge) -> Double? {
    let value = (edge.contribution ?? cards[edge.from].gradient)?.value.magnitude
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}
