import Autodiff
import Presentation

public typealias Detail = Presentation.Detail
public typealias Marks = Presentation.Marks

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
  /// What drawings show beside values and gradients.
  public var marks = Marks.meetings
  /// The one drawing that is wanted, from 1; nil: all.
  public var picture: Int?
  /// The expression that is traced, whose value and gradient JSON has on top.
  package var traced: NodeID?
  /// What the files of the pictures are called that a page in Markdown shows; nil where there are none.
  package var pictureName: String?
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

  /// The drawings to be drawn, each with its place among all.
  func chosen<Picture>(of all: [Picture], most: Int) -> [(offset: Int, element: Picture)] {
    let places = picture.map { $0 - 1..<$0 } ?? 0..<most
    return all.enumerated().filter { places.contains($0.offset) }
  }
}
