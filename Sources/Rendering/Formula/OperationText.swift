import Autodiff
import Presentation

/// Operations as signs on cards.
struct OperationText {
  private let spelling: Spelling

  init(_ spelling: Spelling) { self.spelling = spelling }

  /// The sign of an operation; with numbers among its operands a formula with boxes for the others: `max(0, □)`.
  func label(_ operation: Operation, _ operands: [Drawing.Operand]) -> String {
    let sign = symbol(operation)
    let texts = operands.map { operand in
      if case .number(let name) = operand { spelling.text(name) } else { spelling.style.box }
    }
    let numbers = operands.compactMap { operand in
      if case .number(let name) = operand { spelling.text(name) } else { nil }
    }
    if operation.row.notation == .rest { return "1 - " + spelling.style.box }
    guard !numbers.isEmpty || operation == .square else { return sign }
    switch operation.row.notation {
    case .infix(.product): return texts.joined(separator: spelling.style.symbol(operation))
    case .fraction, .power: return texts.joined(separator: sign)
    case .infix, .terms:
      // Of a long sum only the numbers are of interest.
      guard texts.count > 4 else { return texts.joined(separator: " \(sign) ") }
      return ([sign] + numbers).joined(separator: " ")
    case .prefix: return sign + texts.joined()
    case .square: return texts.joined() + spelling.style.exponent("2")
    case .transparent:
      return operation == .carry || operation == .carryDigits
        ? spelling.text(Words.roundTo(texts.last ?? "", operation)) : sign + " " + texts.joined()
    default: return sign + "(" + texts.joined(separator: ", ") + ")"
    }
  }

  private func symbol(_ operation: Operation) -> String {
    let row = operation.row
    switch row.notation {
    case .transparent: return operation == .copy ? "=" : spelling.text(Words.round)
    case .terms: return "+"
    case .bars: return spelling.style.hasBarsAndRoots ? "|·|" : row.name
    case .cases: return row.name
    case .infix(.product) where !spelling.style.isASCII: return "×"
    default: return spelling.style.symbol(operation)
    }
  }
}
