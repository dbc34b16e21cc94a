/// The order of the cells in each column, with few crossings of arrows.
///
/// Sugiyama's method as Gansner, Koutsofios, North and Vo describe it ("A technique for drawing directed graphs",
/// 1993): columns are sorted by weighted medians of their neighbours to and fro, neighbours in a column change places
/// where that helps, and the best order seen is kept.
struct Crossings {
  private let cells: Cells
  private var order: [[Int]] = []
  private var position: [Int]

  private static let sweeps = 24
  /// Sweeps without an improvement after which no more are tried.
  private static let patience = 5
  private static let exchanges = 6
  /// Neighbours with more pairs of arrows than this keep their places.
  private static let mostPairs = 4096
  /// Graphs with more cells get fewer sweeps: the time stays below a second.
  private static let manyCells = 3000

  init(_ cells: Cells) {
    self.cells = cells
    position = [Int](repeating: 0, count: cells.count)
  }

  /// The best order found from three beginnings.
  /// - Complexity: O(sweeps · arrows · log arrows) at least; quadratic in the arrows of neighbours.
  func best() -> [[Int]] {
    let boxes = 0..<cells.boxCount
    let sinks = boxes.filter { cells.right[$0].isEmpty }
    let sources = boxes.filter { cells.left[$0].isEmpty }
    var search = self
    var best: [[Int]] = []
    var fewest = Int.max
    for start in [
      walk(from: sinks, cells.left, reversed: false),
      walk(from: sources, cells.right, reversed: false),
      walk(from: sinks.reversed(), cells.left, reversed: true),
    ] where fewest > 0 {
      search.improve(start, &best, &fewest)
    }
    return best
  }

  /// The cells in the order in which a walk in depth meets them.
  private func walk(from roots: [Int], _ links: [[Cells.Link]], reversed: Bool) -> [[Int]] {
    var order = [[Int]](repeating: [], count: cells.columnCount)
    var seen = [Bool](repeating: false, count: cells.count)
    for root in roots + (0..<cells.count) {
      var stack = [root]
      while let cell = stack.popLast() {
        guard !seen[cell] else { continue }
        seen[cell] = true
        order[cells.columns[cell]].append(cell)
        let next = links[cell].map(\.cell)
        stack += reversed ? next : next.reversed()
      }
    }
    return order
  }

  private mutating func improve(_ start: [[Int]], _ best: inout [[Int]], _ fewest: inout Int) {
    order = start
    for column in order.indices { number(column) }
    var stale = 0
    func keep(_ count: Int, _ order: [[Int]]) {
      if count < fewest {
        (fewest, best) = (count, order)
        stale = 0
      } else {
        stale += 1
      }
    }
    keep(count(), order)
    let sweeps = cells.count > Crossings.manyCells ? 4 : Crossings.sweeps
    for sweep in 0..<sweeps where stale < Crossings.patience && fewest > 0 {
      let isRightward = sweep % 2 == 0
      let columns = Array(order.indices.dropFirst())
      for column in isRightward ? columns : columns.reversed().map({ $0 - 1 }) {
        sort(column, by: isRightward ? cells.left : cells.right, isRightward, laterFirst: sweep % 4 >= 2)
      }
      exchange()
      keep(count(), order)
    }
  }

  private mutating func number(_ column: Int) {
    for (place, cell) in order[column].enumerated() { position[cell] = place }
  }

  /// Where the other ends of a cell's links lie, ascending.
  private func ends(_ links: [Cells.Link], withPorts: Bool) -> [Double] {
    links.map { Double(position[$0.cell]) + (withPorts ? 0 : $0.port) }.sorted()
  }

  private mutating func sort(_ column: Int, by links: [[Cells.Link]], _ isRightward: Bool, laterFirst: Bool) {
    let keyed = order[column].enumerated().map { place, cell in
      let ends = ends(links[cell], withPorts: isRightward)
      return (cell: cell, key: ends.isEmpty ? Double(place) : Crossings.median(ends), place: place)
    }
    order[column] = keyed.sorted {
      $0.key != $1.key ? $0.key < $1.key : laterFirst ? $0.place > $1.place : $0.place < $1.place
    }.map(\.cell)
    number(column)
  }

  /// The middle; of an even number that side of it counts more on which the others lie closer together.
  private static func median(_ ends: [Double]) -> Double {
    let middle = ends.count / 2
    if ends.count % 2 == 1 { return ends[middle] }
    if ends.count == 2 { return (ends[0] + ends[1]) / 2 }
    let (below, above) = (ends[middle - 1] - ends[0], ends[ends.count - 1] - ends[middle])
    guard below + above > 0 else { return (ends[middle - 1] + ends[middle]) / 2 }
    return (ends[middle - 1] * above + ends[middle] * below) / (below + above)
  }

  /// Lets neighbours in a column change places as long as that takes crossings away.
  private mutating func exchange() {
    for _ in 0..<Crossings.exchanges {
      var isBetter = false
      for column in order.indices {
        for place in order[column].indices.dropFirst() {
          let (a, b) = (order[column][place - 1], order[column][place])
          let pairs =
            cells.left[a].count * cells.left[b].count + cells.right[a].count * cells.right[b].count
          guard pairs <= Crossings.mostPairs else { continue }
          let (leftA, leftB) = (ends(cells.left[a], withPorts: true), ends(cells.left[b], withPorts: true))
          let (rightA, rightB) = (
            ends(cells.right[a], withPorts: false), ends(cells.right[b], withPorts: false)
          )
          let now = Crossings.inversions(leftA, leftB) + Crossings.inversions(rightA, rightB)
          let then = Crossings.inversions(leftB, leftA) + Crossings.inversions(rightB, rightA)
          if then < now {
            order[column].swapAt(place - 1, place)
            (position[a], position[b]) = (place, place - 1)
            isBetter = true
          }
        }
      }
      if !isBetter { return }
    }
  }

  /// The pairs of which the first end lies behind the second.
  private static func inversions(_ first: [Double], _ second: [Double]) -> Int {
    first.reduce(0) { count, end in count + second.reduce(0) { $1 < end ? $0 + 1 : $0 } }
  }

  /// All crossings, by insertion of the right ends in the order of the left ones.
  private func count() -> Int {
    var count = 0
    for column in order.indices.dropFirst() {
      var pieces: [(left: Int, right: Double)] = []
      for cell in order[column] {
        for link in cells.left[cell] {
          pieces.append((position[link.cell], Double(position[cell]) + link.port))
        }
      }
      pieces.sort { ($0.left, $0.right) < ($1.left, $1.right) }
      var ends: [Double] = []
      for (_, right) in pieces {
        var (low, high) = (0, ends.count)
        while low < high {
          let middle = (low + high) / 2
          if ends[middle] <= right { low = middle + 1 } else { high = middle }
        }
        count += ends.count - low
        ends.insert(right, at: low)
      }
    }
    return count
  }
}
