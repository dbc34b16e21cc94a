import Presentation

public typealias Detail = Presentation.Detail

/// How a recording is written as text.
public struct TextOptions: Sendable {
  public var detail: Detail
  /// The steps to show; nil: those the lesson asks for.
  public var steps: Set<Int>?
  /// Significant digits of computed numbers.
  public var digits: Int
  /// Whether only ASCII is written: `theta <- theta - alpha*g`.
  public var ascii: Bool
  /// Whether verdicts and headings are coloured.
  public var color: Bool
  /// Columns of the page.
  public var width: Int
  /// How a reader may see what is left out.
  package var hints = Hints()

  public init(
    detail: Detail = .normal, steps: Set<Int>? = nil, digits: Int = 6, ascii: Bool = false,
    color: Bool = false, width: Int = 80
  ) {
    self.detail = detail
    self.steps = steps
    self.digits = digits
    self.ascii = ascii
    self.color = color
    self.width = width
  }
}

extension TextOptions {
  var view: View { View(detail: detail, steps: steps, digits: digits, folds: true) }
  var page: HTMLOptions { HTMLOptions(detail: detail, steps: steps, digits: digits) }
  var style: FormulaStyle { ascii ? .ascii : .plain }
}
