import Autodiff
import Trace

/// Which nodes of a list are shown, where large families are told by their first members.
struct Selection {
  enum Choice: Equatable {
    case shown
    /// The first member that is left out; here stands how many there are.
    case rest(of: String, count: Int)
    case leftOut
  }

  private let choices: [NodeID: Choice]

  fileprivate init(_ choices: [NodeID: Choice]) { self.choices = choices }

  subscript(node: NodeID) -> Choice { choices[node] ?? .shown }
}

extension TextRenderer {
  /// A family of no more members than this is shown whole.
  private static var mostOfAFamily: Int { 12 }
  /// Of a larger one these are shown.
  private static var firstOfAFamily: Int { 3 }

  /// Chooses among nodes that are to be printed in this order: of large families the members that come first, so that
  /// what is read first is there whichever way a pass goes.
  func selection(of nodes: some Sequence<NodeID>) -> Selection {
    guard options.detail != .full else { return Selection([:]) }
    var members: [Int: [NodeID]] = [:]
    for node in nodes {
      if let family = familyOfNode[node] { members[family, default: []].append(node) }
    }
    var choices: [NodeID: Selection.Choice] = [:]
    for (family, members) in members where members.count > Self.mostOfAFamily {
      let left = members.dropFirst(Self.firstOfAFamily)
      for node in left { choices[node] = .leftOut }
      if let first = left.first {
        choices[first] = .rest(of: spelled(recording.families[family].name), count: left.count)
      }
    }
    return Selection(choices)
  }

  /// `… and 7 more of W (--detail full shows all)`
  func rest(of name: String, _ count: Int) -> String {
    "\(dots) and \(count) more of \(name) (--detail full shows all)"
  }
}
