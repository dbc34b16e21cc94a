import Letters
import Trace

/// A formula above what a slip makes of it, with the parts marked in which they differ.
package struct FormulaPair {
  package let formula: Slip.Formula
  /// The characters of each that the other has not, from 0; the end is not among them.
  package let rightMark: Range<Int>
  package let slippedMark: Range<Int>

  package init(_ formula: Slip.Formula) {
    self.formula = formula
    let (right, slipped) = (Array(formula.right), Array(formula.slipped))
    var start = zip(right, slipped).prefix { $0 == $1 }.count
    // A name or a number differs as a whole.
    while start > 0, right[start - 1].isPartOfWord,
      (start < right.count && right[start].isPartOfWord)
        || (start < slipped.count && slipped[start].isPartOfWord)
    {
      start -= 1
    }
    let most = min(right.count, slipped.count) - start
    var end = zip(right.reversed(), slipped.reversed()).prefix { $0 == $1 }.count
    end = min(end, most)
    while end > 0, right[right.count - end].isPartOfWord,
      (end < right.count && right[right.count - end - 1].isPartOfWord)
        || (end < slipped.count && slipped[slipped.count - end - 1].isPartOfWord)
    {
      end -= 1
    }
    rightMark = start..<max(start, right.count - end)
    slippedMark = start..<max(start, slipped.count - end)
  }

  /// The three lines: the formula, what the slip makes of it, and marks below where they differ.
  /// - Parameter values: what each comes to.
  package func lines(values: (right: String, slipped: String)) -> [String] {
    let width = max(DisplayWidth.of(formula.right), DisplayWidth.of(formula.slipped))
    func line(_ text: String, _ value: String) -> String {
      "\(formula.left) " + DisplayWidth.padded(text, to: width) + "   → " + value
    }
    let before = DisplayWidth.of(
      "\(formula.left) " + String(Array(formula.slipped)[..<slippedMark.lowerBound]))
    let marked = DisplayWidth.of(String(Array(formula.slipped)[slippedMark]))
    let mark = String(repeating: " ", count: before) + String(repeating: "^", count: max(marked, 1))
    return [line(formula.right, values.right), line(formula.slipped, values.slipped), mark]
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "." || self == "_" }
}
