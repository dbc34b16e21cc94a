import Autodiff
import Language
import Lessons
import Letters
import Trace

/// The slips of an update rule: single edits of its lines, and of their order.
struct RuleEdits {
  let rule: RuleDefinition
  /// The digits that the numbers asked about have.
  let digits: Int
  /// The number of the step after which the numbers were claimed; nil if there were several.
  let lastStep: Int?

  /// A rule with more lines than this is taken as it is.
  private static let mostLines = 40

  /// The edited rules, with what is wrong in them.
  var all: [(rule: RuleDefinition, mistake: Mistake, kind: SlipKind, formula: Slip.Formula?)] {
    var found: [(RuleDefinition, Mistake, SlipKind, Slip.Formula?)] = []
    let lines = rule.syntax.lines
    guard lines.count <= RuleEdits.mostLines else { return [] }
    let edits = TreeEdits(exchangeable: [hyperparameters, perParameter], completes: true, digits: digits)
    let printed = subexpressions(lines.map(\.value))
    for (index, line) in lines.enumerated() {
      for edit in edits.of(line.value) {
        let edited = rule(replacing: index, by: edit.formula)
        // A name alone does not say where it stands.
        let isAmbiguous = (printed[edit.about] ?? 0) > 1 || edit.isName
        let mistake = Mistake(edit.mistake, in: isAmbiguous ? place(line) : nil)
        found.append((edited, mistake, edit.kind, formula(line, edit.formula)))
      }
      found += oneStep(edits.of(line.value), index)
      for name in hyperparameters {
        guard let swapped = complemented(line.value, name) else { continue }
        let edited = rule(replacing: index, by: swapped)
        found.append(
          (
            edited, Mistake(.complemented(name.text), in: place(line)), .complementSwapped,
            formula(line, swapped)
          ))
      }
    }
    return found + reordered
  }

  /// Slips made in the last step alone, and the last step made from the start.
  private func oneStep(
    _ edits: [TreeEdit], _ index: Int
  ) -> [(RuleDefinition, Mistake, SlipKind, Slip.Formula?)] {
    guard digits >= SlipKind.oneStep.row.digits, let step = lastStep, step > 1 else { return [] }
    let line = rule.syntax.lines[index]
    let clock = Name(text: "t", key: "t", span: .made)
    let isLast = TreeEdits().condition(clock, is: step)
    func choice(_ last: Expression, _ others: Expression) -> RuleDefinition {
      rule(replacing: index, by: Expression(.conditional(isLast, last, others), at: .made))
    }
    var found: [(RuleDefinition, Mistake, SlipKind, Slip.Formula?)] = []
    for edit in edits where edit.kind.likelihood <= .common {
      let mistake = Mistake(.onlyAt("step \(step)", edit.mistake), in: place(line))
      found.append((choice(edit.formula, line.value), mistake, .oneStep, formula(line, edit.formula)))
    }
    if line.name.key == .theta {
      let theta = Expression(.reference(Reference(name: line.name, span: .made)), at: .made)
      found.append((choice(line.value, theta), Mistake(.fromStart(line.name.text)), .startValue, nil))
    }
    return found
  }

  private var hyperparameters: [Name] { rule.syntax.parameters.map(\.name) }

  /// The gradient, the state and the intermediates.
  private var perParameter: [Name] {
    var names = [Name(text: "g", key: "g", span: Span(-1, -1))]
    for line in rule.syntax.lines
    where line.name.key != .theta && !names.contains(where: { $0.key == line.name.key }) {
      names.append(line.name)
    }
    return names
  }

  private func formula(_ line: RuleLine, _ slipped: Expression) -> Slip.Formula {
    let left = line.name.text + (line.verb == .define ? " =" : " ←")
    return Slip.Formula(
      left: left, right: ExpressionPrinter.text(line.value), slipped: ExpressionPrinter.text(slipped))
  }

  private func place(_ line: RuleLine) -> Mistake.Place {
    .line(line.name.text, isUpdate: line.verb != .define)
  }

  /// How often each expression stands in the lines.
  private func subexpressions(_ lines: [Expression]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in lines { line.forEachDescendant { counts[ExpressionPrinter.text($0), default: 0] += 1 } }
    return counts
  }

  private func rule(replacing index: Int, by value: Expression) -> RuleDefinition {
    var lines = rule.syntax.lines
    lines[index].value = value
    return RuleDefinition(rule, lines: lines)
  }

  /// A line with β for every 1 − β and 1 − β for every other β; nil unless it has both.
  private func complemented(_ expression: Expression, _ name: Name) -> Expression? {
    var plain = 0
    var complements = 0
    func swap(_ expression: Expression) -> Expression {
      if case .apply(.sub, let operands) = expression.kind, operands[0].isNumber(1),
        operands[1].bareName?.key == name.key
      {
        complements += 1
        return operands[1]
      }
      if expression.bareName?.key == name.key {
        plain += 1
        return .made(.sub, .number(1, "1"), expression)
      }
      return expression.mappingParts(swap)
    }
    let swapped = swap(expression)
    return plain > 0 && complements > 0 ? swapped : nil
  }

  /// Lines that read a state before its update: moved up in front of it.
  private var reordered: [(RuleDefinition, Mistake, SlipKind, Slip.Formula?)] {
    var found: [(RuleDefinition, Mistake, SlipKind, Slip.Formula?)] = []
    let lines = rule.syntax.lines
    for (index, line) in lines.enumerated() where line.verb != .start {
      let names = line.value.nameKeys
      for (earlier, update) in lines.enumerated()
      where earlier < index && update.verb == .update && names.contains(update.name.key) {
        var moved = lines
        moved.insert(moved.remove(at: index), at: earlier)
        let mistake = Mistake(.stale(update.name.text), in: place(line))
        found.append((RuleDefinition(rule, lines: moved), mistake, .stale, nil))
      }
    }
    return found
  }
}
