/// Boxes and arrows in whole pixels.
struct Routes {
  private let graph: LayeredGraph
  private let cells: Cells
  private let y: [Int]
  /// Left and right end of each column.
  private var left: [Int] = []
  private var right: [Int] = []

  init(_ graph: LayeredGraph, _ cells: Cells, _ order: [[Int]], _ heights: [Double]) {
    self.graph = graph
    self.cells = cells
    let top = heights.indices.map { heights[$0] - Double(cells.heights[$0]) / 2 }.min() ?? 0
    y = heights.map { Int(($0 - top).rounded()) }
    var gaps = order.map { _ in LayeredGraph.columnGap }
    for arrow in graph.arrows {
      let column = cells.columns[arrow.from]
      gaps[column] = max(gaps[column], arrow.room)
    }
    var x = 0
    var band: Int?
    for (index, column) in order.enumerated() {
      let boxes = column.filter(cells.isBox).map { graph.boxes[$0] }
      let newBand = boxes.map(\.band).max()
      if index > 0 { x += max(gaps[index - 1], newBand != band ? LayeredGraph.bandGap : 0) }
      band = newBand ?? band
      left.append(x)
      x += boxes.map(\.width).max() ?? 0
      right.append(x)
    }
  }

  func layout() -> (boxes: [Rectangle], routes: [[Point]], width: Int, height: Int) {
    let boxes = graph.boxes.enumerated().map { index, box in
      let column = cells.columns[index]
      return Rectangle(
        x: (left[column] + right[column] - box.width) / 2, y: max(y[index] - box.height / 2, 0),
        width: box.width,
        height: box.height)
    }
    let routes = graph.arrows.indices.map { stations($0, boxes) }
    let bottom = (boxes.map(\.bottom) + routes.joined().map(\.y)).max() ?? 0
    return (boxes, routes, right.last ?? 0, bottom)
  }

  /// An arrow is level beside boxes and turns between columns only: so it runs through no box.
  private func stations(_ arrow: Int, _ boxes: [Rectangle]) -> [Point] {
    let (from, to) = (boxes[graph.arrows[arrow].from], boxes[graph.arrows[arrow].to])
    let path = cells.paths[arrow]
    let (start, end) = (y[path[0]], y[path[path.count - 1]] + Int(cells.offsets[arrow].rounded()))
    var points = [Point(x: from.right, y: start), Point(x: right[cells.columns[path[0]]], y: start)]
    for cell in path.dropFirst().dropLast() {
      let column = cells.columns[cell]
      points += [Point(x: left[column], y: y[cell]), Point(x: right[column], y: y[cell])]
    }
    points += [Point(x: left[cells.columns[path[path.count - 1]]], y: end), Point(x: to.x, y: end)]
    return points.reduce(into: []) { stations, point in
      // Of level pieces in a row only the ends count.
      if stations.last == point { return }
      if stations.count > 1, stations[stations.count - 1].y == point.y,
        stations[stations.count - 2].y == point.y
      {
        stations.removeLast()
      }
      stations.append(point)
    }
  }
}
