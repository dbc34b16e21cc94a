/// Boxes, and arrows between them that all point to the right.
struct LayeredGraph {
  struct Box {
    let width: Int
    let height: Int
    /// Boxes of a band stand to the right of all boxes of lower bands.
    var band = 0
  }

  struct Arrow {
    let from: Int
    let to: Int
    /// Its place among the arrows that end at the box, from the top; nil where any will do.
    var port: Int?
    /// The width it wants between its beginning and the next column, for a label.
    var room = 0
  }

  /// In topological order: arrows point from lower indices to higher ones.
  let boxes: [Box]
  /// Those of one box in the order of their ports.
  let arrows: [Arrow]
  /// The least width between two columns of boxes, in pixels; between bands there is more.
  static let columnGap = 46
  static let bandGap = 66
}

struct Point: Hashable {
  var x: Int
  var y: Int
}

struct Rectangle: Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  var right: Int { x + width }
  var bottom: Int { y + height }

  /// Whether the two have more than an edge in common.
  func overlaps(_ other: Rectangle) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }
}

/// Where the boxes and arrows of a graph lie, in whole pixels; y grows downwards.
///
/// The same graph always gives the same layout, on every machine.
struct Layout {
  let boxes: [Rectangle]
  /// Stations of each arrow, from left to right. Between two of equal height it runs straight, between others on a
  /// curve that is level at both ends.
  let routes: [[Point]]
  let width: Int
  let height: Int

  init(_ graph: LayeredGraph) {
    let columns = Layering.columns(of: graph)
    var cells = Cells(graph, columns: columns)
    let order = Crossings(cells).best()
    cells.settlePorts(order)
    let heights = Placement(cells, order).heights()
    (boxes, routes, width, height) = Routes(graph, cells, order, heights).layout()
  }
}
