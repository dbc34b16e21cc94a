import Autodiff
import Trace

extension Presenter {
  /// Values that the lesson asks for.
  func show(_ shown: [Shown], at moment: Moment) {
    var numbers = Numbers(recording, Reading(after: moment), view.digits, doubts)
    var values: [ShownValue] = []
    var room = limits.shownValues
    var rest = shown[...]
    // Of more values than there is room for, one line says how many are left out.
    while let first = rest.first, room > 1 || rest.count <= room {
      let family = rest.prefix { $0.familyText == first.familyText && !$0.indices.isEmpty }
      let isBegun = rest.startIndex > 0 && shown[rest.startIndex - 1].familyText == first.familyText
      if !isBegun, let rows = grid(family) {
        let rows = rows.map { $0.map { numbers.quantity($0.node) } }
        let lower = first.indices
        let text = lower.allSatisfy { $0 == 1 } ? first.familyText : "\(first.familyText) from \(first.text)"
        let members = zip(family, rows.joined()).map { (text: $0.text, value: $1) }
        values.append(.family(text: text, rank: lower.count, rows: rows, members: members))
        rest = rest.dropFirst(family.count)
      } else {
        values.append(.value(text: first.text, numbers.quantity(first.node)))
        rest = rest.dropFirst()
      }
      room -= 1
    }
    emit(.shown(values))
    if !rest.isEmpty { emit(.omitted(.values(rest.count))) }
  }

  /// The members of a family in rows, if it has one index or two, all members, and not too many.
  private func grid(_ family: ArraySlice<Shown>) -> [[Shown]]? {
    guard family.count > 1, let first = family.first, (1...2).contains(first.indices.count),
      family.allSatisfy(\.isMember)
    else { return nil }
    var rows: [[Shown]] = []
    for member in family {
      if let last = rows.last?.last, member.indices.dropLast() == last.indices.dropLast() {
        rows[rows.count - 1].append(member)
      } else {
        rows.append([member])
      }
    }
    let most = limits.membersOfAFamily
    let isWhole = rows.enumerated().allSatisfy { place, row in
      row.enumerated().allSatisfy { column, member in
        member.indices.last == (first.indices.last ?? 0) + column
          && (member.indices.count == 1 || member.indices[0] == first.indices[0] + place)
      }
    }
    return isWhole && rows.count <= most && rows.allSatisfy { $0.count == rows[0].count && $0.count <= most }
      ? rows : nil
  }

  /// A chart, and how many curves it has left out.
  func tell(_ chart: (chart: Chart, omitted: Int)) {
    emit(.chart(chart.chart))
    if chart.omitted > 0 { emit(.omitted(.curves(chart.omitted))) }
  }

  /// The nodes below a node, each below its first user; of a parameter its updates.
  mutating func listing(_ output: NodeID, at moment: Moment) {
    if graph.leafKind(of: output) == .parameter {
      updates(of: output, at: moment)
      return
    }
    var numbers = Numbers(recording, Reading(after: moment), view.digits, doubts)
    emit(.open(.graph(names(output), numbers.reading)))
    tellFigures()
    defer { emit(.close) }
    let total = graph.nodes(below: output).count
    var written = 0
    var seen: Set<NodeID> = []
    var stack = [(node: output, depth: 0)]
    while let (node, depth) = stack.popLast() {
      if written == limits.listedNodes {
        emit(.omitted(.nodes(total - seen.count, isMoreThere: view.detail != .full)))
        break
      }
      let name = graph.label(of: node) == nil ? nil : names(node)
      emit(
        .listed(depth: depth, name, kind: graph.kind(of: node), numbers.given(node)))
      written += 1
      guard seen.insert(node).inserted else { continue }
      for operand in graph.operands(of: node).reversed() { stack.append((operand, depth + 1)) }
    }
    emit(.omitted(.drawing))
  }
}

extension Graph {
  /// What a listing calls a node: `parameter`, `mul`.
  fileprivate func kind(of node: NodeID) -> String {
    switch leafKind(of: node) {
    case .parameter: "parameter"
    case .input: "input"
    case .constant: "constant"
    case .state: "state"
    case .gradient: "gradient"
    case .step: "step number"
    case nil: operation(of: node)?.row.name ?? ""
    }
  }
}

extension Shown {
  fileprivate var isMember: Bool {
    switch title {
    case .member, .named: true
    case .expression, .instance: false
    }
  }
}
