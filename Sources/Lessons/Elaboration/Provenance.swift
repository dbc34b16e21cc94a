import Autodiff
import Language
import Letters
import Trace

/// Where the number of a leaf comes from.
enum Provenance {
  /// It is written in the lesson's file.
  case written(Range<Int>)
  /// It was computed.
  case read(Origin)
  /// It is in another file.
  case elsewhere

  var bytes: Range<Int>? { if case .written(let bytes) = self { bytes } else { nil } }
  var origin: Origin? { if case .read(let origin) = self { origin } else { nil } }
}

extension Elaborator {
  /// Where the number of an expression comes from that has been worked out at the current moment.
  /// - Parameter node: nil for a number as written.
  func provenance(of expression: Expression, _ node: NodeID?, isInLesson: Bool = true) -> Provenance {
    if state.mode == .silent { return .elsewhere }
    guard let node, !expression.isLiteral else {
      let span = expression.span
      return isInLesson && span.start >= 0 ? .written(span.start..<span.end) : .elsewhere
    }
    return .read(state.recording.origins[node] ?? Origin(node: node, moment: state.moment))
  }

  mutating func note(_ provenance: Provenance, of leaf: NodeID) {
    if state.mode == .silent { return }
    switch provenance {
    case .written(let bytes): state.recording.leafBytes.note(bytes, of: leaf)
    case .read(let origin): state.recording.origins.note(origin, of: leaf)
    case .elsewhere: break
    }
  }

  /// Takes note of the numbers and constants that decide a condition or a range. Of a family of constants any may.
  mutating func noteDeciders(_ expressions: [Expression], at span: Span, _ environment: Environment) {
    // The same text decides many members; what a rule or a macro has been given is another each time.
    if environment.bindings.keys.isEmpty, !decided.insert(span).inserted { return }
    for expression in expressions {
      expression.forEachDescendant { inner in
        switch inner.kind {
        case .number:
          guard inner.span.start >= 0, environment.isInLesson else { return }
          state.recording.deciders.bytes.insert(inner.span.start..<inner.span.end)
        case .reference(let reference):
          state.recording.deciders.leaves.formUnion(constantLeaves(reference.name.key, environment))
        case .apply, .call, .reduction, .conditional, .derivative, .history: break
        }
      }
    }
  }

  /// The constants that a static name may stand for.
  private func constantLeaves(_ key: Key, _ environment: Environment) -> [NodeID] {
    if environment.index(key) != nil { return [] }
    switch environment.bindings[key] {
    case .node(let node): return constantValue(of: node) == nil ? [] : [node]
    case .known: return []
    case nil: break
    }
    guard environment.purpose != .rule, let place = scope.find(key), case .leaf(.let) = scope[place].kind
    else { return [] }
    return Array(scope[place].nodes.values)
  }
}
