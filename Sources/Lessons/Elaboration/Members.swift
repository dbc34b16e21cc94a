import Autodiff
import Language
import Letters

/// One member of a formula, as the whole data or as one batch makes it.
struct MemberKey: Hashable, Sendable {
  let entry: Int
  let indices: [Int]
  let batch: Batch?
}

extension Elaborator {
  /// The node of one member of a leaf or formula, built now if it has not been needed before.
  /// - Throws: `Failure`, if there is no such member, or if the member needs itself.
  mutating func member(_ place: Int, _ indices: [Int], batch: Batch?, at span: Span) throws -> NodeID {
    var key = MemberKey(entry: place, indices: indices, batch: nil)
    if let batch, reduces(place, over: batch.key) {
      key = MemberKey(entry: place, indices: indices, batch: batch)
      if let node = batchMembers[key] { return node }
    } else if let node = scope[place].nodes[indices] {
      return node
    }
    guard let owner = scope[place].owner[indices] else { throw noMember(place, indices, at: span) }
    if building.contains(key) { throw circle(key, at: span) }
    if stack.count >= LessonLimits.depth || (!stack.isEmpty && height > LessonLimits.height / 2) {
      throw Failure.missing(key)
    }
    building.insert(key)
    stack.append(key)
    defer {
      stack.removeLast()
      building.remove(key)
    }
    let node = try build(key, scope[place].pieces[owner])
    if key.batch == nil { scope[place].nodes[indices] = node } else { batchMembers[key] = node }
    return node
  }

  /// The member with its label, from its piece's expression.
  private mutating func build(_ key: MemberKey, _ piece: Piece) throws -> NodeID {
    var environment = Environment(.definition)
    environment.batch = key.batch
    for (name, index) in zip(piece.indices, key.indices) {
      if let name { environment.indices.append((name, index)) }
    }
    let first = graph.count
    let node = try node(piece.value, environment)
    return name(node, Label(scope[key.entry].name.text, key.indices), rounding: piece.rounding, first: first)
  }

  /// Gives a freshly built node its name. A node that was there before, or has a name already, gets a copy, so that
  /// the new name has a node, an adjoint and a place in the trace of its own.
  mutating func name(_ node: NodeID, _ label: Label, rounding: PencilRounding?, first: Int) -> NodeID {
    var result = node
    if let rounding {
      result = graph.add(rounding, node)
    } else if Int(node.raw) < first || graph.label(of: node) != nil || graph.operation(of: node) == nil {
      result = graph.add(.copy, node)
    }
    graph.setLabel(label, of: result)
    return result
  }

  /// Builds every member that has been defined and not been needed yet, in the order of the lesson's text.
  /// - Returns: one diagnostic for each piece that cannot be built.
  mutating func buildPending() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let pieces = pending
    pending = []
    for (place, piece) in pieces {
      do {
        for indices in scope[place].pieces[piece].members {
          _ = try built(MemberKey(entry: place, indices: indices, batch: nil))
        }
      } catch {
        if case Failure.diagnostic(let diagnostic) = error { diagnostics.append(diagnostic) }
        scope.markBroken(place)
      }
    }
    return diagnostics
  }

  /// The node of a member; the chain of members it waits for is built before it, from the far end.
  mutating func built(_ key: MemberKey) throws -> NodeID {
    var waiting = [key]
    var isWaiting: Set<MemberKey> = [key]
    while true {
      let next = waiting[waiting.count - 1]
      do {
        let span = scope[next.entry].name.span
        let node = try member(next.entry, next.indices, batch: next.batch, at: span)
        waiting.removeLast()
        isWaiting.remove(next)
        if waiting.isEmpty { return node }
      } catch Failure.missing(let earlier) {
        if !isWaiting.insert(earlier).inserted { throw circle(earlier, at: scope[earlier.entry].name.span) }
        waiting.append(earlier)
      }
    }
  }

  private func circle(_ key: MemberKey, at span: Span) -> Failure {
    var names = stack.drop { $0 != key }.map { Label(scope[$0.entry].name.text, $0.indices).description }
    let name = Label(scope[key.entry].name.text, key.indices).description
    names.append(name)
    if names.count > 6 { names = names.prefix(3) + ["…"] + names.suffix(2) }
    let message =
      names.count < 3
      ? "\(name) depends on itself" : "\(name) depends on itself: \(names.joined(separator: " → "))"
    return Failure(message, at: span, help: "a recurrence needs a first member, as a[0] = …")
  }

  private func noMember(_ place: Int, _ indices: [Int], at span: Span) -> Failure {
    let entry = scope[place]
    let name = Label(entry.name.text, indices).description
    let ranges = entry.ranges.map { "\($0.lowerBound)..\($0.upperBound)" }.joined(separator: ", ")
    let outside = zip(entry.ranges, indices).contains { !$0.contains($1) }
    let message = outside ? "\(name) is outside \(entry.name.text)[\(ranges)]" : "\(name) is not defined"
    var help: String?
    if let later = state.definitions[entry.name.key]?.last, later.start > span.start {
      return Failure(
        message + " so far", at: span,
        help: "what is read must be defined above; families that need each other are one, as "
          + "f[t,1] and f[t,2], or made by steps",
        notes: [Diagnostic.Note("\(entry.name.text) goes on here", at: later)])
    }
    if outside, case .leaf = entry.kind {
      help =
        "give the index a range that stays inside, or leave the rest out: where(k < 1, 0, \(entry.name.text)[k])"
    } else if outside {
      help = "give the index a range, or write the padding: \(name) = 0"
    }
    return Failure(message, at: span, help: help, notes: [entry.definedHere])
  }

  // MARK: Batches

  /// Whether a formula, directly or through the formulas it uses, reduces over an index called `key`.
  /// - Complexity: O(entries reached) the first time, O(1) after.
  mutating func reduces(_ place: Int, over key: Key) -> Bool {
    if let known = reducesMemo[key]?[place] { return known }
    var reached: Set<Int> = [place]
    var stack = [place]
    while let next = stack.popLast() {
      let uses = uses(of: next)
      if uses.reduced.contains(key) {
        reducesMemo[key, default: [:]][place] = true
        return true
      }
      for entry in uses.entries where reached.insert(entry).inserted { stack.append(entry) }
    }
    for entry in reached { reducesMemo[key, default: [:]][entry] = false }
    return false
  }

  /// What the text of an entry mentions by itself.
  private mutating func uses(of place: Int) -> Uses {
    if let known = usesMemo[place] { return known }
    var uses = Uses()
    for piece in scope[place].pieces { collectUses(piece.value, &uses) }
    if case .macro(_, let body) = scope[place].kind { collectUses(body, &uses) }
    usesMemo[place] = uses
    return uses
  }

  private func collectUses(_ expression: Expression, _ uses: inout Uses) {
    expression.forEachDescendant { inner in
      switch inner.kind {
      case .reference(let reference):
        if let place = scope.find(reference.name.key) { uses.entries.insert(place) }
      case .call(let name, _): if let place = scope.find(name.key) { uses.entries.insert(place) }
      case .reduction(_, let indices, _): for index in indices { uses.reduced.insert(index.name.key) }
      case .number, .apply, .conditional, .derivative, .history: break
      }
    }
  }
}

/// What the text of a formula mentions: entries of the scope, and indices it reduces over.
struct Uses: Sendable {
  var entries = Set<Int>()
  var reduced = Set<Key>()
}
