import Autodiff
import Trace

/// Cards for families, and for named nodes that belong to none.
struct FamilyDrawing {
  private let page: Presenter
  private let folded: FoldedGraph
  private let output: NodeID
  private let withGradient: Bool
  private var graph: Graph { page.graph }

  init(_ page: Presenter, _ folded: FoldedGraph, _ output: NodeID, withGradient: Bool) {
    self.page = page
    self.folded = folded
    self.output = output
    self.withGradient = withGradient
  }

  func drawing(_ title: Phrase, _ numbers: inout Numbers) -> Drawing {
    var builder = DrawingBuilder()
    // In the order of the first members; the output may be one of them.
    var members: [(id: CardID, nodes: [NodeID])] = []
    var places: [CardID: Int] = [:]
    for node in folded.nodes {
      let id = id(node)
      if let place = places[id] {
        members[place].nodes.append(node)
      } else {
        places[id] = members.count
        members.append((id, [node]))
      }
    }
    for (place, (id, nodes)) in members.enumerated() {
      var sources: [CardID] = []
      var back: [Name] = []
      for operand in nodes.flatMap({ folded.operands[$0] ?? [] }) {
        let source = self.id(operand)
        guard !sources.contains(source) else { continue }
        sources.append(source)
        if let from = places[source], from >= place { back.append(name(members[from].nodes[0])) }
      }
      builder.add(card(id, nodes, recurs: back, &numbers))
      for source in sources where places[source].map({ $0 < place }) ?? false { builder.connect(source, id) }
    }
    return builder.drawing(title)
  }

  private func id(_ node: NodeID) -> CardID {
    page.family(of: node).map { .family($0) } ?? .value(node)
  }

  private func name(_ node: NodeID) -> Name {
    page.family(of: node).map { .plain(page.recording.families[$0].name) } ?? page.names(node)
  }

  private func card(
    _ id: CardID, _ nodes: [NodeID], recurs: [Name], _ numbers: inout Numbers
  ) -> Drawing.Card {
    var card = Drawing.Card(id)
    card.role = nodes.contains(output) ? .output : page.role(nodes[0], output: output)
    card.name = graph.label(of: nodes[0]) == nil ? nil : name(nodes[0])
    let adjoints = nodes.map { withGradient ? graph.adjoint(of: output, to: $0) : nil }
    guard case .family(let index) = id else {
      card.value = numbers.given(nodes[0])
      card.gradient = adjoints[0].map { numbers.quantity($0) }
      return card
    }
    let all = page.recording.families[index].members
    let present = Set(nodes)
    let members = all.filter { present.contains($0.node) }
    let rank = members.first?.indices.count ?? 0
    let shape = (0..<rank).map { place in Set(members.map { $0.indices[place] }).count }
    var family = Drawing.Family(shape: shape, rows: nil, gradients: nil, recurs: recurs)
    if members.count <= Limits.membersOfACard {
      var rows: [[Quantity]] = []
      var slopes: [[Quantity]] = []
      var outer: [Int]?
      for member in members {
        if outer != Array(member.indices.dropLast()) {
          outer = Array(member.indices.dropLast())
          rows.append([])
          slopes.append([])
        }
        rows[rows.count - 1].append(numbers.quantity(member.node))
        if withGradient, let adjoint = graph.adjoint(of: output, to: member.node) {
          slopes[slopes.count - 1].append(numbers.quantity(adjoint))
        }
      }
      let isWhole = withGradient && zip(rows, slopes).allSatisfy { $0.count == $1.count }
      family = Drawing.Family(shape: shape, rows: rows, gradients: isWhole ? slopes : nil, recurs: recurs)
    }
    card.family = family
    return card
  }
}
