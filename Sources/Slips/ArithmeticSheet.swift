import Autodiff
import Language
import Lessons
import Letters
import Trace

/// The calculation behind one number, line by line as on paper: every input and every intermediate result, over the
/// steps that led to it.
///
/// It is worked out from the graph, so that what is derived is there, too: slopes, and the lines of an update.
struct ArithmeticSheet {
  /// A number that is copied down or worked out.
  struct Line {
    let operation: Operation?
    /// The lines it is worked out from.
    let operands: [Int]
    let value: Double
    let node: NodeID
    /// The steps made when it is worked out.
    let step: Int
  }

  private(set) var lines: [Line] = []
  private let recording: Recording
  private let run: Int
  private var places: [Place: Int] = [:]
  private var leaves: [Int: [Double]] = [:]

  private struct Place: Hashable {
    let node: NodeID
    let step: Int
  }

  /// A calculation with more lines is taken as it is.
  private static let mostLines = 160

  /// - Returns: nil if there is more to it than fits on a sheet.
  init?(of node: NodeID, at moment: Moment, in recording: Recording) {
    self.recording = recording
    run = moment.run
    guard add(node, step: moment.step) != nil else { return nil }
  }

  /// The line of a node, which is added with all it rests on; nil if there are too many.
  private mutating func add(_ node: NodeID, step: Int) -> Int? {
    if let known = places[Place(node: node, step: step)] { return known }
    let graph = recording.graph
    var line: Line
    if let operation = graph.operation(of: node) {
      var operands: [Int] = []
      for operand in graph.operands(of: node) {
        guard let place = add(operand, step: step) else { return nil }
        operands.append(place)
      }
      let value = operation.value(operands.map { lines[$0].value })
      line = Line(operation: operation, operands: operands, value: value, node: node, step: step)
    } else if step > 0,
      let program = recording.runs[run].program(ofStep: step).map({ recording.programs[$0] }),
      let next = program.carried.first(where: { $0.leaf == node })?.next
    {
      // What a step has left is worked out in it, from what was there before.
      guard let place = add(next, step: step - 1) else { return nil }
      places[Place(node: node, step: step)] = place
      return place
    } else {
      guard let index = graph.leafIndex(of: node) else { return nil }
      let given = leaves[step] ?? recording.leaves(at: Moment(run: run, step: step))
      leaves[step] = given
      let clock = recording.runs[run].program(ofStep: step + 1).flatMap { recording.programs[$0].clock }
      let value = clock == node ? Double(recording.clock(inStep: step + 1, ofRun: run) ?? 0) : given[index]
      line = Line(operation: nil, operands: [], value: value, node: node, step: step)
    }
    guard lines.count < ArithmeticSheet.mostLines, line.value.isFinite else { return nil }
    if let first = places[Place(node: node, step: 0)], line.operation == nil, lines[first].value == line.value
    {
      // An input that no step changes is one number on the sheet.
      places[Place(node: node, step: step)] = first
      return first
    }
    lines.append(line)
    places[Place(node: node, step: step)] = lines.count - 1
    return lines.count - 1
  }

  /// The last line with another value in one line.
  func result(with value: Double, at place: Int) -> Double {
    var values = lines.map(\.value)
    values[place] = value
    var changed = [Bool](repeating: false, count: lines.count)
    changed[place] = true
    var operands: [Double] = []
    for index in lines.indices.dropFirst(place + 1) {
      let line = lines[index]
      guard let operation = line.operation, line.operands.contains(where: { changed[$0] }) else { continue }
      operands.removeAll(keepingCapacity: true)
      for operand in line.operands { operands.append(values[operand]) }
      values[index] = operation.value(operands)
      changed[index] = true
    }
    return values[values.count - 1]
  }

  /// How a line is written: by its name, or as a formula of names.
  func name(of place: Int) -> String {
    let line = lines[place]
    let last = lines[lines.count - 1].step
    let text = ExpressionPrinter.text(expression(place, isOutermost: true))
    return line.operation != nil && line.step < last ? text + " in step \(line.step + 1)" : text
  }

  private func expression(_ place: Int, isOutermost: Bool = false) -> Expression {
    let line = lines[place]
    if let label = recording.graph.label(of: line.node), !label.description.isEmpty {
      return .reference(to: label.description)
    }
    guard let operation = line.operation else {
      return .number(line.value, NumberFormat.exact(line.value))
    }
    let operands = line.operands.map { expression($0) }
    if let first = operands.first {
      switch operation.row.notation {
      case .terms: return operands.dropFirst().reduce(first) { .made(.add, $0, $1) }
      case .rest: return .made(.sub, .number(1, "1"), first)
      case .transparent: return first
      case .infix, .prefix, .fraction, .power, .square, .root, .bars, .call, .cases: break
      }
    }
    if operation.row.isCallable {
      let name = operation.row.spellings.first ?? operation.row.name
      return Expression(.call(Name(text: name, key: Name.key(of: name), span: .made), operands), at: .made)
    }
    return Expression(.apply(operation, operands), at: .made)
  }
}
