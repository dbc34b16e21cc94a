import Autodiff
import Trace

/// A picture of a graph: cards, edges between them, and groups of cards.
package struct Drawing: Sendable {
  /// What it shows, above it.
  package let title: Phrase
  /// In topological order: edges lead from earlier cards to later ones.
  package let cards: [Card]
  /// Those into one card in the order of its operands.
  package let edges: [Edge]
  package let groups: [Group]

  package struct Card: Sendable {
    package let id: CardID
    package var role = Role.other
    package var name: Name?
    /// What else it is called: the `∂L/∂w` that a rule knows as `g`.
    package var alias: Name?
    package var operation: (operation: Operation, operands: [Operand])?
    package var formula: FormulaTree?
    package var value: Quantity?
    package var gradient: Quantity?
    package var family: Family?
    /// What is left out, where the card stands for that.
    package var omission: Omission?
    /// When it is worked out, from 1: in the forward pass, with gradients in the backward one.
    package var order: Int?
    /// Cards of a band stand to the right of all cards of lower bands.
    package var band = 0

    init(_ id: CardID) { self.id = id }
  }

  package enum Role: Sendable, CaseIterable { case output, parameter, given, constant, other }

  /// An operand that is a number stands in the operation itself.
  package enum Operand: Sendable {
    case number(Name)
    case edge
  }

  /// The members of a family on one card.
  package struct Family: Sendable {
    /// How many members it has along each index.
    package let shape: [Int]
    /// The members in rows, of the last index each; nil for more than a card can show.
    package let rows: [[Quantity]]?
    package let gradients: [[Quantity]]?
    /// The families, this one or others, of which earlier members enter later ones of this one.
    package var recurs: [Name] = []
  }

  package struct Edge: Sendable {
    /// Indices of cards.
    package let from: Int
    package let to: Int
    package let kind: Kind
    /// What comes back along it to the gradient.
    package let contribution: Quantity?

    package enum Kind: Sendable {
      case plain
      /// One of several operands whose order counts, from 1.
      case operand(Int)
      /// From operands that are not drawn.
      case rest
      /// Across steps that are not drawn.
      case across(steps: Int)
    }
  }

  package struct Group: Sendable {
    package let title: Phrase
    /// Indices of cards.
    package let cards: [Int]
    package let kind: Kind

    package enum Kind: Sendable {
      case step(Int)
      /// The members of a family, with what is computed for them alone.
      case layer
    }
  }
}

/// A card of one drawing.
package enum CardID: Hashable, Sendable {
  case value(NodeID)
  /// What a step made of a node; of a leaf, what it was before.
  case version(NodeID, step: Int)
  case family(Int)
  /// What is left out, of a step or of the drawing.
  case rest(step: Int?)
}

/// Collects the parts of a drawing in any order.
struct DrawingBuilder {
  private var cards: [Drawing.Card] = []
  private var indices: [CardID: Int] = [:]
  private var edges: [(from: CardID, to: CardID, kind: Drawing.Edge.Kind, contribution: Quantity?)] = []
  private var groups: [(title: Phrase, cards: [CardID], kind: Drawing.Group.Kind)] = []

  mutating func add(_ card: Drawing.Card) {
    guard indices[card.id] == nil else { return }
    indices[card.id] = cards.count
    cards.append(card)
  }

  mutating func connect(
    _ from: CardID, _ to: CardID, _ kind: Drawing.Edge.Kind = .plain, contribution: Quantity? = nil
  ) {
    edges.append((from, to, kind, contribution))
  }

  mutating func group(_ title: Phrase, _ cards: [CardID], _ kind: Drawing.Group.Kind) {
    groups.append((title, cards, kind))
  }

  /// The drawing; edges from or to cards that are not there are left out, and so are those that lead back.
  func drawing(_ title: Phrase) -> Drawing {
    var sources = cards.map { _ in [Int]() }
    for edge in edges {
      if let from = indices[edge.from], let to = indices[edge.to] { sources[to].append(from) }
    }
    let sorted = DrawingBuilder.sorted(sources)
    var places = sorted
    for (place, card) in sorted.enumerated() { places[card] = place }
    func place(_ id: CardID) -> Int? { indices[id].map { places[$0] } }
    return Drawing(
      title: title, cards: sorted.map { cards[$0] },
      edges: edges.compactMap { edge in
        guard let from = place(edge.from), let to = place(edge.to), from < to else { return nil }
        return Drawing.Edge(from: from, to: to, kind: edge.kind, contribution: edge.contribution)
      },
      groups: groups.map { Drawing.Group(title: $0.title, cards: $0.cards.compactMap(place), kind: $0.kind) })
  }

  /// Each index after its sources, else in order.
  private static func sorted(_ sources: [[Int]]) -> [Int] {
    var sorted: [Int] = []
    var isMet = sources.map { _ in false }
    for start in sources.indices where !isMet[start] {
      isMet[start] = true
      var stack = [(index: start, next: 0)]
      while let (index, next) = stack.last {
        if next < sources[index].count {
          stack[stack.count - 1].next += 1
          let source = sources[index][next]
          if !isMet[source] {
            isMet[source] = true
            stack.append((source, 0))
          }
        } else {
          sorted.append(index)
          stack.removeLast()
        }
      }
    }
    return sorted
  }
}
