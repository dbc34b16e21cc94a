import Autodiff
import Language
import Letters
import Trace

/// One expression of named numbers, and its gradient.
package enum ExpressionTrace {
  /// What a trace gave.
  package struct Outcome: Sendable {
    package var recording: Recording
    /// The node of the expression.
    package let output: NodeID
  }

  /// Traces an expression of some named numbers and arrays, each a parameter.
  /// - Throws: `Diagnostic`, into `source`.
  package static func run(
    _ source: Source, _ expression: Expression, bindings: [Parser.Binding], limits: LessonLimits = .init()
  ) throws(Diagnostic) -> Outcome {
    var elaborator = Elaborator()
    elaborator.state.source = source
    elaborator.state.limits = limits
    elaborator.state.mode = .expression
    do {
      for binding in bindings {
        let name = binding.name
        if elaborator.scope.find(name.key) != nil {
          throw Failure("\(name.text) is given twice", at: name.span)
        }
        let target = Target(name: name, span: name.span)
        let (members, rank) = try elaborator.members(target, binding.value) { _ in
          .unusable("an expression has no data files")
        }
        var entry = Entry(name: name, kind: .leaf(.param), rank: rank)
        for member in members {
          entry.nodes[member.indices] = elaborator.graph.leaf(
            .parameter, member.value, label: Label(name.text, member.indices))
          entry.note(member.indices)
        }
        _ = elaborator.scope.add(entry)
      }
      try elaborator.checkNames(expression, bound: [], purpose: .definition)
      let first = elaborator.graph.count
      let node = try elaborator.node(expression, Environment(.definition))
      let output = elaborator.name(node, Label(outputName(bindings)), rounding: nil, first: first)
      elaborator.graph.gradient(of: output)
      let moment = Moment(run: 0, step: 0)
      var recording = elaborator.state.recording
      recording.families = elaborator.scope.families
      recording.events = [.forward(output, moment)]
      if let node = elaborator.state.firstNotFinite(below: output) {
        recording.events.append(.notFinite(node, moment, inStep: false))
      }
      if !bindings.isEmpty { recording.events.append(.backward(output, moment)) }
      return Outcome(recording: recording, output: output)
    } catch Failure.diagnostic(let diagnostic) {
      throw diagnostic
    } catch {
      throw Diagnostic("this expression cannot be traced", at: expression.span)
    }
  }

  /// `f`, unless the expression has an f of its own.
  package static func outputName(_ bindings: [Parser.Binding]) -> String {
    let taken = Set(bindings.map(\.name.key))
    var name = "f"
    for other in ["F", "result"] where taken.contains(Name.key(of: name)) { name = other }
    while taken.contains(Name.key(of: name)) { name += "'" }
    return name
  }
}
