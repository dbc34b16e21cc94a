import Language
import Lessons
import Letters
import Trace

/// The slips of a number as typed: its decimal point, its sign.
struct NumberEdits {
  let written: WrittenNumber

  /// Ten times less and ten times more.
  var shifted: [Expression] { [shifted(by: -1), shifted(by: 1)].compactMap { $0 } }

  /// With the other sign.
  var negated: Expression? { written.value == 0 ? nil : NumberEdits.expression(-written.value) }

  private func shifted(by places: Int) -> Expression? {
    guard let value = written.shifted(by: places), value != 0, value.isFinite else { return nil }
    return NumberEdits.expression(value)
  }

  static func expression(_ value: Double) -> Expression {
    let number = Expression.number(abs(value), NumberFormat.exact(abs(value)))
    return value < 0 ? .made(.neg, number) : number
  }
}

/// The slips of an optimizer call: its hyperparameters.
struct CallEdits {
  let call: OptimizerCall
  let rule: RuleDefinition
  /// Hyperparameters that are taken as they are.
  let settled: Set<Key>

  var all: [(call: OptimizerCall, mistake: Mistake, kind: SlipKind)] {
    var found: [(OptimizerCall, Mistake, SlipKind)] = []
    let open = rule.syntax.parameters.filter { !settled.contains($0.name.key) }
    let numbers = open.compactMap { parameter -> (name: Name, value: Expression)? in
      let given = call.arguments.first { $0.name.key == parameter.name.key }
      let value = given?.value ?? parameter.value
      return WrittenNumber(value).map { _ in (given?.name ?? parameter.name, value) }
    }
    for (name, value) in numbers {
      guard let edits = WrittenNumber(value).map(NumberEdits.init) else { continue }
      let old = ExpressionPrinter.text(value)
      func change(to new: Expression, _ kind: SlipKind) {
        let mistake = Mistake(.number(of: name.text, [], ExpressionPrinter.text(new), insteadOf: old))
        found.append((with([(name, new)]), mistake, kind))
      }
      for new in edits.shifted { change(to: new, .hyperparameterPoint) }
      if abs(edits.written.value) < 1e-3, edits.written.value != 0 {
        change(to: .number(0, "0"), .noEpsilon)
      }
    }
    for (index, first) in numbers.enumerated() {
      for second in numbers[(index + 1)...]
      where ExpressionPrinter.text(first.value) != ExpressionPrinter.text(second.value) {
        let swapped = with([(first.name, second.value), (second.name, first.value)])
        found.append((swapped, Mistake(.swapped(first.name.text, second.name.text)), .swapped))
      }
    }
    return found
  }

  private func with(_ values: [(name: Name, value: Expression)]) -> OptimizerCall {
    var changed = call
    for (name, value) in values {
      changed.arguments.removeAll { $0.name.key == name.key }
      changed.arguments.append(Argument(name: name, value: value))
    }
    return changed
  }
}

/// The slips of data: one number of a leaf or of a feed.
struct DataEdits {
  /// Tables with more numbers than this are taken as they are.
  static let mostNumbers = 12

  let name: Name
  let value: LeafValue

  var all: [(value: LeafValue, mistake: Mistake, kind: SlipKind)] {
    var numbers: [(indices: [Int], number: Expression)] = []
    collect(value, [], &numbers)
    guard numbers.count <= DataEdits.mostNumbers else { return [] }
    var found: [(LeafValue, Mistake, SlipKind)] = []
    for (indices, old) in numbers {
      guard let edits = WrittenNumber(old).map(NumberEdits.init) else { continue }
      let news =
        [edits.negated].compactMap { $0 }.map { ($0, SlipKind.dataSign) }
        + edits.shifted.map { ($0, .dataPoint) }
      for (new, kind) in news {
        let (shown, meant) = (ExpressionPrinter.text(new), ExpressionPrinter.text(old))
        let mistake = Mistake(.number(of: name.text, indices, shown, insteadOf: meant))
        found.append((replaced(value, indices[...], new), mistake, kind))
      }
    }
    return found
  }

  private func collect(
    _ value: LeafValue, _ indices: [Int], _ found: inout [(indices: [Int], number: Expression)]
  ) {
    guard found.count <= DataEdits.mostNumbers else { return }
    switch value {
    case .expression(let expression): found.append((indices, expression))
    case .array(let values, _):
      for (index, inner) in values.enumerated() { collect(inner, indices + [index + 1], &found) }
    case .file: break
    }
  }

  private func replaced(_ value: LeafValue, _ indices: ArraySlice<Int>, _ new: Expression) -> LeafValue {
    guard let first = indices.first, case .array(var values, let span) = value else {
      return .expression(new)
    }
    values[first - 1] = replaced(values[first - 1], indices.dropFirst(), new)
    return .array(values, span)
  }
}
