/// In which column each box of a graph stands.
enum Layering {
  private static let rounds = 4

  /// As far left as possible; then what many read and little goes into as far right as possible, so that fewer arrows
  /// are long.
  static func columns(of graph: LayeredGraph) -> [Int] {
    let (boxes, arrows) = (graph.boxes, graph.arrows)
    var into = boxes.map { _ in [Int]() }
    var from = into
    for (index, arrow) in arrows.enumerated() {
      into[arrow.to].append(index)
      from[arrow.from].append(index)
    }
    var columns = boxes.map { _ in 0 }
    var lastOfBand: [Int: Int] = [:]
    var start = 0
    for band in Set(boxes.map(\.band)).sorted() {
      for box in boxes.indices where boxes[box].band == band {
        columns[box] = into[box].reduce(start) { max($0, columns[arrows[$1].from] + 1) }
        lastOfBand[band] = max(lastOfBand[band] ?? start, columns[box])
      }
      start = (lastOfBand[band] ?? start) + 1
    }
    for _ in 0..<rounds {
      for box in boxes.indices.reversed() where !from[box].isEmpty && from[box].count >= into[box].count {
        let latest = from[box].map { columns[arrows[$0].to] - 1 }.min() ?? 0
        let limit = min(latest, lastOfBand[boxes[box].band] ?? latest)
        if from[box].count > into[box].count || into[box].isEmpty { columns[box] = max(limit, columns[box]) }
      }
    }
    return columns
  }
}
