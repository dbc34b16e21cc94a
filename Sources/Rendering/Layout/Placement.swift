/// How high the cells of each column lie.
struct Placement {
  private let cells: Cells
  private let order: [[Int]]
  /// The middle of each cell.
  private var y: [Double]

  private static let rounds = 12
  private static let finalRounds = 4
  private static let boxGap = 14.0
  private static let arrowGap = 8.0
  /// How much more it counts that a long arrow runs straight than that two boxes lie side by side.
  private static let straightness = 8.0
  /// How little it counts where a box lies that is linked with one other only, and can move with it.
  private static let looseness = 0.1

  init(_ cells: Cells, _ order: [[Int]]) {
    self.cells = cells
    self.order = order
    y = [Double](repeating: 0, count: cells.count)
    for column in order {
      var top = 0.0
      for (place, cell) in column.enumerated() {
        if place > 0 { top += distance(column[place - 1], cell) }
        y[cell] = top
      }
    }
  }

  /// The middle of each cell, as near as its column allows to those it is linked with.
  func heights() -> [Double] {
    var placement = self
    for _ in 0..<Placement.rounds {
      for column in order.dropFirst() { placement.place(column, cells.left) }
      for column in order.dropLast().reversed() { placement.place(column, cells.right) }
    }
    let both = zip(cells.left, cells.right).map { $0 + $1 }
    for _ in 0..<Placement.finalRounds { for column in order { placement.place(column, both) } }
    return placement.y
  }

  /// The least distance of the middles of two neighbours.
  private func distance(_ a: Int, _ b: Int) -> Double {
    let gap = cells.isBox(a) && cells.isBox(b) ? Placement.boxGap : Placement.arrowGap
    return Double(cells.heights[a] + cells.heights[b]) / 2 + gap
  }

  /// The positions nearest to the wanted ones, by weighted squares, that keep order and distances: isotonic regression
  /// by pooling adjacent violators.
  private mutating func place(_ column: [Int], _ links: [[Cells.Link]]) {
    var blocks: [(sum: Double, weight: Double, count: Int)] = []
    var shift = 0.0
    var shifts: [Double] = []
    for (index, cell) in column.enumerated() {
      if index > 0 { shift += distance(column[index - 1], cell) }
      shifts.append(shift)
      // What is linked with nothing stands right below what comes before it.
      let isLone = cells.left[cell].isEmpty && cells.right[cell].isEmpty && index > 0
      let last = blocks.last.map { $0.sum / $0.weight + shift } ?? 0
      let (wanted, weight) = isLone ? (last, 0.01) : wanted(cell, links[cell])
      var block = (sum: (wanted - shift) * weight, weight: weight, count: 1)
      while let last = blocks.last, last.sum / last.weight > block.sum / block.weight {
        block = (last.sum + block.sum, last.weight + block.weight, last.count + block.count)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var place = 0
    for block in blocks {
      for _ in 0..<block.count {
        y[column[place]] = block.sum / block.weight + shifts[place]
        place += 1
      }
    }
  }

  private func wanted(_ cell: Int, _ links: [Cells.Link]) -> (y: Double, weight: Double) {
    var (sum, weight) = (0.0, 0.0)
    for link in links {
      let isLoose = cells.left[link.cell].count + cells.right[link.cell].count == 1
      let factor =
        isLoose
        ? Placement.looseness
        : cells.isBox(cell) || cells.isBox(link.cell) ? 1 : Placement.straightness
      sum += factor * (y[link.cell] + link.offset)
      weight += factor
    }
    return weight > 0 ? (sum / weight, weight) : (y[cell], 0.01)
  }
}
