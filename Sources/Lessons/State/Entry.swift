import Autodiff
import Language
import Letters
import Trace

/// One defined name of a lesson: a leaf, a formula, or a family of either; or a macro.
package struct Entry: Sendable {
  enum Kind: Sendable {
    case leaf(LeafKeyword)
    case formula
    case macro(parameters: [Name], body: Expression)
    /// The definition had an error, which has been reported; uses of the name are not reported again.
    case broken
  }

  let name: Name
  var kind: Kind
  /// The number of indices a member has.
  package let rank: Int
  /// A formula's definitions.
  package var pieces: [Piece] = []
  /// The piece that defines each member of a formula.
  var owner: [[Int]: Int] = [:]
  /// The members built so far; of leaves, all.
  var nodes: [[Int]: NodeID] = [:]
  /// The indices of all members, in the order of their definition.
  var order: [[Int]] = []
  /// For each place between the brackets, the smallest and the largest index of all members.
  package private(set) var ranges: [ClosedRange<Int>] = []

  init(name: Name, kind: Kind, rank: Int) {
    self.name = name
    self.kind = kind
    self.rank = rank
  }

  /// What a message calls it: `param w`, `W`, `macro f`.
  var description: String {
    switch kind {
    case .leaf(let keyword): "\(keyword.rawValue) \(name.text)"
    case .formula, .broken: name.text
    case .macro: "macro \(name.text)"
    }
  }

  /// A note to a failure about the name.
  var definedHere: Diagnostic.Note { Diagnostic.Note("\(name.text) is defined here", at: name.span) }

  /// Whether there is a member with these indices, built or not.
  func has(_ indices: [Int]) -> Bool { nodes[indices] != nil || owner[indices] != nil }

  /// The indices of all members, in the order of their definition.
  package var indices: [[Int]] { order }

  /// Takes note of a member that `owner` or `nodes` has just got.
  mutating func note(_ indices: [Int]) {
    order.append(indices)
    for (place, index) in indices.enumerated() {
      if place < ranges.count {
        ranges[place] = min(ranges[place].lowerBound, index)...max(ranges[place].upperBound, index)
      } else {
        ranges.append(index...index)
      }
    }
  }
}

/// One definition of a family: `a[0] = x` and `a[k=1..10] = σ(w[k]·a[k−1])` are two pieces of `a`.
package struct Piece: Sendable {
  /// For each place the key of its index, or nil where the place is a number.
  package let indices: [Key?]
  let value: Expression
  /// The indices of its members, in order.
  package let members: [[Int]]
  package let span: Span
  /// How its results are rounded, if `carry` was in force where the piece stands.
  let rounding: PencilRounding?
}

/// The names of a lesson.
struct Scope: Sendable {
  private(set) var entries: [Entry] = []
  private var places: [Key: Int] = [:]

  /// The place of the entry with a key.
  func find(_ key: Key) -> Int? { places[key] }

  subscript(place: Int) -> Entry {
    get { entries[place] }
    _modify { yield &entries[place] }
  }

  mutating func add(_ entry: Entry) -> Int {
    places[entry.name.key] = entries.count
    entries.append(entry)
    return entries.count - 1
  }

  /// Forgets a name; its entry keeps its place.
  mutating func hide(_ place: Int) { places[entries[place].name.key] = nil }

  /// Keeps errors that follow from a broken definition from being reported.
  mutating func markBroken(_ place: Int) { entries[place].kind = .broken }

  /// The spellings of all names, for suggestions.
  var names: [String] { places.values.sorted().map { entries[$0].name.text } }

  var macroNames: [String] {
    entries.compactMap { entry in
      if case .macro = entry.kind { entry.name.text } else { nil }
    }
  }

  /// The families whose members have been built, for renderers.
  var families: [Family] {
    entries.compactMap { entry in
      guard entry.rank > 0 else { return nil }
      let members = entry.order.compactMap { indices in
        entry.nodes[indices].map { (indices: indices, node: $0) }
      }
      return members.isEmpty ? nil : Family(name: entry.name.text, members: members)
    }
  }
}

/// What an expression is read in: indices, arguments, and which names it may see.
struct Environment: Sendable {
  /// What a name is bound to while a macro or a rule is worked out.
  enum Binding: Sendable {
    case node(NodeID)
    /// A macro argument of indices and constants: its worth is known, so that it may stand in subscripts.
    case known(NodeID, Double)
  }

  /// Where the text of the expression stands; its diagnostics point there.
  enum Purpose: Sendable {
    /// A definition: its value is always that of the current leaves.
    case definition
    /// Claims, `let`, `show`, feeds: the past and the names of the last step may be read.
    case reading
    /// A line of a rule: closed, sees only its own names.
    case rule
  }

  var purpose: Purpose
  var indices: [(key: Key, value: Int)] = []
  var bindings = NameTable<Binding>()
  /// The number of the parameter that a line of a rule is worked out for, among those of the step.
  var parameter = 0
  /// The batch whose members alone a reduction over its index keeps.
  var batch: Batch?
  /// Whether the text is the lesson's own, and not that of a rule from elsewhere.
  var isInLesson = true
  /// How deep macros are nested.
  var depth = 0

  init(_ purpose: Purpose, indices: [(key: Key, value: Int)] = []) {
    self.purpose = purpose
    self.indices = indices
  }

  /// The text of a rule that is used in a lesson.
  init(_ rule: RuleDefinition, _ bindings: NameTable<Binding>, in lesson: Source) {
    purpose = .rule
    self.bindings = bindings
    isInLesson = rule.source.name == lesson.name
  }

  func index(_ key: Key) -> Int? {
    indices.last { $0.key == key }?.value
  }

  func with(_ key: Key, _ value: Int) -> Environment {
    var copy = self
    copy.indices.append((key, value))
    return copy
  }
}

/// `n = 3..4`: the members of an index that one batch keeps.
struct Batch: Hashable, Sendable {
  let key: Key
  let name: String
  let members: ClosedRange<Int>

  /// As a trace prints it.
  var description: String {
    members.count == 1
      ? "\(name) = \(members.lowerBound)" : "\(name) = \(members.lowerBound)..\(members.upperBound)"
  }
}
