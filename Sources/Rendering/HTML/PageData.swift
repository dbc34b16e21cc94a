import Autodiff
import Letters
import Presentation
import Trace

/// What the page's script evaluates the graph with, as JSON; `engine.js` says what is in it.
struct PageData {
  /// Nodes by number, ascending; operands come before their users.
  private let nodes: [NodeID]
  private let places: [NodeID: Int]
  /// The operations that are used.
  private let operations: [Operation]
  private let leaves: [NodeID]
  private let leafPlaces: [NodeID: Int]
  private let recording: Recording
  private let shown: Set<NodeID>
  private let charts: [(chart: Chart, picture: ChartSVG)]

  private var graph: Graph { recording.graph }

  /// - Parameter shown: the nodes whose values are on the page.
  init(_ recording: Recording, shown: Set<NodeID>, charts: [(chart: Chart, picture: ChartSVG)]) {
    self.recording = recording
    self.charts = charts
    self.shown = shown
    let graph = recording.graph
    var roots = shown
    for claim in recording.claims {
      for sides in claim.verdict.sides { roots.formUnion([sides.left, sides.right]) }
    }
    for program in recording.programs {
      roots.formUnion(program.carried.flatMap { [$0.leaf, $0.next] } + program.watched)
      if let clock = program.clock { roots.insert(clock) }
    }
    let overrides = recording.runs.flatMap(\.overrides)
    roots.formUnion(overrides.map(\.leaf) + overrides.compactMap { $0.origin?.node })
    // What a leaf was read from may have leaves that were read in turn.
    var all = Set(graph.nodes(below: Array(roots)))
    var new = all
    while !new.isEmpty {
      let sources = Set(new.compactMap { recording.origins[$0]?.node })
      new = Set(graph.nodes(below: Array(sources))).subtracting(all)
      all.formUnion(new)
    }
    nodes = all.sorted()
    places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, $0) })
    operations = Set(nodes.compactMap { graph.operation(of: $0) }).sorted { $0.rawValue < $1.rawValue }
    leaves = nodes.filter { graph.operation(of: $0) == nil }
    leafPlaces = Dictionary(uniqueKeysWithValues: leaves.enumerated().map { ($1, $0) })
  }

  /// Whether a script can work out every operation.
  var isLive: Bool { operations.allSatisfy { $0.row.script != nil } }

  /// The arithmetic of the operations, as functions in the order of their numbers.
  var kernels: String {
    let functions = operations.map { operation in
      let row = operation.row
      let names = ["a", "b", "c"].prefix(row.arity ?? 2).joined(separator: ", ")
      return "  (\(names)) => \(row.script ?? "NaN"),\n"
    }
    return "const kernels = [\n" + functions.joined() + "];\n"
  }

  var json: String {
    let kernel = Dictionary(uniqueKeysWithValues: operations.enumerated().map { ($1, $0) })
    return object([
      ("ids", list(nodes.runs.map { list([String($0.first), String($0.count)]) })),
      (
        "nodes",
        list(
          nodes.map { node in
            guard let operation = graph.operation(of: node) else { return index(ofLeaf: node) }
            return list([String(kernel[operation] ?? 0)] + graph.operands(of: node).map(index(of:)))
          })
      ),
      (
        "leaves",
        list(leaves.map { leaf in given(graph.startValue(of: leaf) ?? .nan, recording.origins[leaf]) })
      ),
      ("programs", list(recording.programs.map(program))),
      ("runs", list(recording.runs.map(run))),
      ("claims", list(recording.claims.map(claim))),
      ("fields", list(recording.fields.map(field))),
      ("charts", list(charts.map(chart))),
      ("names", object(names.map { (JSON.string($0), String($1.raw)) }, isQuoted: true)),
    ])
  }

  /// What the nodes are called that are on the page.
  private var names: [(name: String, node: NodeID)] {
    let names = Names(graph)
    var found: [String: NodeID] = [:]
    for node in shown.sorted() where graph.label(of: node) != nil {
      // A parameter comes before what it becomes in a step, which is called the same.
      let name = FormulaText().text(names(node))
      found[name] = found[name] ?? node
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  // MARK: Parts

  private func program(_ program: Program) -> String {
    object([
      ("carried", list(program.carried.map { list([index(ofLeaf: $0.leaf), index(of: $0.next)]) })),
      ("clock", program.clock.map(index(ofLeaf:)) ?? "null"),
    ])
  }

  private func run(_ run: Run) -> String {
    let from: String =
      if case .branch(let moment) = run.beginning { list([String(moment.run), String(moment.step)]) } else {
        "null"
      }
    return object([
      ("from", from),
      (
        "set",
        list(
          run.overrides.map { one in
            "[" + index(ofLeaf: one.leaf) + "," + given(one.value, one.origin).dropFirst()
          })
      ),
      (
        "segments",
        list(
          zip(run.segments, begun(run)).map { segment, begun in
            object([
              ("first", String(segment.first)), ("steps", String(segment.steps)),
              ("clock", String(segment.clock)), ("programs", list(segment.programs.map(String.init))),
              ("set", list(begun.map { list([index(ofLeaf: $0.leaf), JSON.number($0.value)]) })),
            ])
          })
      ),
    ])
  }

  /// The carried leaves that each segment of a run begins with values of their own: an optimizer's state that is new.
  private func begun(_ run: Run) -> [[(leaf: NodeID, value: Double)]] {
    var values: [NodeID: Double] = [:]
    return run.segments.map { segment in
      let begun = zip(segment.carried, segment.kept).filter { leaf, value in
        guard case .state = graph.leafKind(of: leaf) else { return false }
        let place = graph.leafIndex(of: leaf) ?? 0
        let before =
          values[leaf] ?? (place < run.base.count ? run.base[place] : graph.startValue(of: leaf) ?? 0)
        return before.bitPattern != value.bitPattern
      }
      for (leaf, value) in zip(segment.carried, segment.last) { values[leaf] = value }
      return begun.map { (leaf: $0, value: $1) }
    }
  }

  private func claim(_ claim: Claim) -> String {
    let (statement, verdict) = (claim.statement, claim.verdict)
    // Of more instances than are kept a script cannot tell whether all hold.
    let isWhole = verdict.sides.count == verdict.instances || statement.verb == .refute
    return object([
      ("relation", JSON.string(statement.relation.rawValue)),
      ("within", statement.relation == .approximately || statement.statesTolerance ? "true" : "false"),
      ("refutes", statement.verb == .refute ? "true" : "false"),
      ("fragile", verdict.isFragile ? "true" : "false"),
      ("at", list([String(verdict.moment.run), String(verdict.moment.step)])),
      (
        "sides",
        list(
          (isWhole ? verdict.sides : []).map { sides in
            list([index(of: sides.left), index(of: sides.right), JSON.number(sides.tolerance)])
          })
      ),
    ])
  }

  private func field(_ field: Field) -> String {
    let leaves = leaves.filter { recording.leafBytes[$0] == field.bytes }
    let sets = recording.runs.enumerated().flatMap { run, begun in
      begun.overrides.enumerated().filter { $1.bytes == field.bytes }.map {
        (run, $0.offset, $0.element.value)
      }
    }
    let value = leaves.first.flatMap { graph.startValue(of: $0) } ?? sets.first?.2
    let decides =
      value == nil || recording.deciders.bytes.contains(field.bytes)
      || leaves.contains { recording.deciders.leaves.contains($0) }
    return object([
      ("name", JSON.string(field.name)), ("key", JSON.string(field.key)),
      ("text", JSON.string(field.spelling)),
      ("value", JSON.number(value ?? .nan)), ("leaves", list(leaves.map(index(ofLeaf:)))),
      ("sets", list(sets.map { list([String($0.0), String($0.1)]) })),
      ("decides", decides ? "true" : "false"),
    ])
  }

  /// `[value]`, of a number that was computed also where it was read.
  private func given(_ value: Double, _ origin: Origin?) -> String {
    guard let origin else { return list([JSON.number(value)]) }
    let moment = [origin.moment.run, origin.moment.step, origin.inStep ? 1 : 0].map(String.init)
    return list([JSON.number(value), index(of: origin.node)] + moment)
  }

  // MARK: Spelling

  func index(of node: NodeID) -> String { places[node].map(String.init) ?? "null" }

  func index(ofLeaf leaf: NodeID) -> String { leafPlaces[leaf].map(String.init) ?? "null" }

  func list(_ parts: [String]) -> String { "[" + parts.joined(separator: ",") + "]" }

  /// - Parameter isQuoted: whether the names are strings in JSON already.
  func object(_ members: [(name: String, value: String)], isQuoted: Bool = false) -> String {
    "{" + members.map { (isQuoted ? $0.name : "\"" + $0.name + "\"") + ":" + $0.value }.joined(separator: ",")
      + "}"
  }
}

extension [NodeID] {
  /// Of ascending nodes the first and the count of each that follow one another.
  fileprivate var runs: [(first: Int, count: Int)] {
    reduce(into: []) { runs, node in
      if let last = runs.last, last.first + last.count == Int(node.raw) {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((Int(node.raw), 1))
      }
    }
  }
}

extension Run {
  /// The leaves that it begins with other values.
  fileprivate var overrides: [Beginning.Override] {
    if case .reset(let overrides) = beginning { overrides } else { [] }
  }
}
