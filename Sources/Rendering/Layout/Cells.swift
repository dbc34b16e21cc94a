/// A graph cut at its columns: a cell for each box, and one for each column that an arrow crosses.
struct Cells {
  /// A piece of an arrow, as seen from one of its ends.
  struct Link {
    let cell: Int
    /// How far the arrow's end lies below the middle of the right one of the two cells.
    let offset: Double
    /// Tells pieces that meet at the right one apart, from the top; less than 1.
    let port: Double
  }

  /// How far apart arrows end at a box.
  private static let portGap = 9.0
  private static let portRange = 26.0

  let boxCount: Int
  let columns: [Int]
  let heights: [Int]
  /// Pieces that come from the left, and those that go to the right.
  private(set) var left: [[Link]]
  private(set) var right: [[Link]]
  /// The cells of each arrow, from left to right.
  let paths: [[Int]]
  /// How far below the middle of its box each arrow ends.
  private(set) var offsets: [Double]
  private let arrows: [LayeredGraph.Arrow]

  var count: Int { columns.count }
  var columnCount: Int { (columns.max() ?? -1) + 1 }

  func isBox(_ cell: Int) -> Bool { cell < boxCount }

  init(_ graph: LayeredGraph, columns boxColumns: [Int]) {
    boxCount = graph.boxes.count
    arrows = graph.arrows
    var columns = boxColumns
    var heights = graph.boxes.map(\.height)
    paths = graph.arrows.map { arrow in
      let between = boxColumns[arrow.from] + 1..<max(boxColumns[arrow.to], boxColumns[arrow.from] + 1)
      let first = columns.count
      columns += between
      heights += between.map { _ in 2 }
      return [arrow.from] + (first..<columns.count) + [arrow.to]
    }
    self.columns = columns
    self.heights = heights
    left = columns.map { _ in [] }
    right = left
    offsets = []
    link(ports: arrows.map { $0.port })
  }

  /// Gives arrows that may end at any port of their box the ports in the order in which they arrive.
  mutating func settlePorts(_ order: [[Int]]) {
    var position = [Int](repeating: 0, count: count)
    for column in order { for (place, cell) in column.enumerated() { position[cell] = place } }
    var ports = arrows.map(\.port)
    var free: [Int: [Int]] = [:]
    for (index, arrow) in arrows.enumerated() where arrow.port == nil {
      free[arrow.to, default: []].append(index)
    }
    for (_, indices) in free {
      func arrival(_ arrow: Int) -> (Int, Int) { (position[paths[arrow][paths[arrow].count - 2]], arrow) }
      for (port, arrow) in indices.sorted(by: { arrival($0) < arrival($1) }).enumerated() {
        ports[arrow] = port
      }
    }
    link(ports: ports)
  }

  private mutating func link(ports: [Int?]) {
    var counts: [Int: Int] = [:]
    for arrow in arrows { counts[arrow.to, default: 0] += 1 }
    left = columns.map { _ in [] }
    right = left
    offsets = arrows.indices.map { index in
      guard let port = ports[index], let count = counts[arrows[index].to], count > 1 else { return 0 }
      let gap = min(Cells.portGap, Cells.portRange / Double(count))
      return (Double(port) - Double(count - 1) / 2) * gap
    }
    for (index, path) in paths.enumerated() {
      for (a, b) in zip(path, path.dropFirst()) {
        let isLast = b == path[path.count - 1]
        let offset = isLast ? offsets[index] : 0
        let port = isLast ? Double(ports[index] ?? 0) / 4096 : 0
        left[b].append(Link(cell: a, offset: -offset, port: port))
        right[a].append(Link(cell: b, offset: offset, port: port))
      }
    }
  }
}
