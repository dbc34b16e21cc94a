import Autodiff
import Letters
import Presentation
import Trace

/// What is said of a number that was written where one is asked for.
package enum Grade: Sendable {
  case right
  /// Right as far as it goes.
  case tooFewDigits
  case unanswered
  /// Wrong in itself.
  case wrong
  /// Not the right number, but what rightly follows from wrong ones; their numbers among the answers.
  case follows(from: [Int])
}

/// Grades answers in the order in which they are worked out: a slip is wrong once, and what follows from it is not.
package struct Grading {
  private var following: Following

  package init(_ recording: Recording) { following = Following(recording) }

  /// The wrong answers that a wrong answer follows from, by their numbers; nil if it does not.
  package func roots(
    of answer: WrittenNumber, _ node: NodeID?, _ reading: Reading, digits: Int = Question.fewestDigits
  ) -> [Int]? {
    guard let node, let value = following.value(of: node, reading.moment, inStep: reading.isInStep),
      case .right = Expected(value: value.value, doubt: value.slack, digits: digits).judge(answer)
    else { return nil }
    return value.roots.sorted()
  }

  /// Takes a wrong answer for the value from here on.
  /// - Parameter roots: the wrong answers that it comes of, itself where it follows from none.
  package mutating func take(_ answer: WrittenNumber, _ node: NodeID?, _ reading: Reading, roots: [Int]) {
    guard let node else { return }
    following.take(
      answer.value, slack: answer.unit / 2, for: node, reading.moment, inStep: reading.isInStep,
      roots: Set(roots))
  }
}

extension Reading {
  fileprivate var moment: Moment { Moment(run: run, step: step) }
}
