/// How much a page says.
public enum Detail: String, CaseIterable, Sendable {
  case brief, normal, full
}

/// How much of everything a page shows before it leaves something out.
package struct Limits: Sendable {
  private let isFull: Bool
  private let folds: Bool

  /// - Parameter folds: whether long rows of lines of one kind are folded, as on a terminal.
  package init(_ detail: Detail, folds: Bool = false) {
    isFull = detail == .full
    self.folds = folds && !isFull
  }

  // MARK: By detail

  /// Of more lines of one kind in a row the first and the last are shown: the equations of a pass, the rows of a table.
  var linesOfAKind: Int { folds ? 12 : .max }
  /// The lines with which an act works out its steps for every parameter; further steps are worked out for one.
  var linesOfAnAct: Int { folds ? 12 : .max }
  /// A family of more members is shown by the first of them.
  var membersOfAFamily: Int { isFull ? .max : 12 }
  /// Sums of more terms show the first two and the last.
  package var termsOfASum: Int { isFull ? 1000 : 6 }
  /// Of more contributions to an adjoint the first two and the last are shown.
  var contributions: Int { isFull ? .max : 6 }
  /// Of more values that are shown the first are, all but two of these.
  var shownValues: Int { isFull ? .max : 13 }
  /// Nodes of a graph's listing.
  var listedNodes: Int { isFull ? 5000 : folds ? 12 : 60 }
  /// The parameters of a comparison, and its rows, of which those of the parameters give way.
  var comparedParameters: Int { isFull ? .max : 3 }
  var comparedRows: Int { folds ? 15 : .max }
  /// More members than this beside the first part in words instead of in formulas.
  var partingsInFull: Int { isFull ? .max : folds ? 0 : 4 }
  /// The nodes of a drawing, those nearest to the output.
  package var drawnNodes: Int { isFull ? 4000 : 400 }
  /// The parameters whose updates are drawn.
  package var drawnUpdates: Int { isFull ? 4000 : 3 }

  // MARK: Always

  /// The operations of a formula in which digits are lost.
  static let formulaOfDoubt = 8
  /// Significant digits of a number beside an axis.
  package static let labelDigits = 4

  /// The lines at the end of a row of lines that is folded.
  static let lastLines = 3
  /// The first members of a family that is not shown whole.
  static let firstOfAFamily = 3
  /// A step that updates no more parameters than this, with no more lines altogether, is worked out for each of them.
  static let parametersInFull = 3, linesInFull = 6
  /// Steps of a comparison that are all shown; of a longer run the first ones, the middle and the end.
  package static let stepsInFull = 5
  /// A comparison of more steps or members keeps the optimizers' state for those who ask.
  static let stepsOfState = 10, membersOfState = 4
  /// How many steps of a comparison are searched for where its members part.
  static let searchedSteps = 1000
  /// Shorter runs are seen well enough in the table.
  static let leastStepsOfLossChart = 20
  /// A loss that has grown by this factor is drawn no further.
  static let mostGrowth = 1000.0
  /// A positive loss that spans more than this factor is drawn as a logarithm.
  static let leastSpanOfLogarithm = 100.0
  /// Curves of one chart: no more than a reader can tell apart.
  static let curves = 8
  /// Cards and columns of a drawing that is read at a glance; what has more is drawn by names, or by families.
  static let cards = 35, columns = 9
  /// Lines of update rules in one row of steps.
  static let linesOfARow = 12
  /// Members of a family whose values a card shows; in a record, where they are written out.
  static let membersOfACard = 256
  package static let membersInRecord = 36
  /// A `plot` over the steps whose values are positive and span more than this factor is logarithmic.
  static let spanOfLogarithmicPlot = 1e4
  /// Ways of runs, each in a frame of its own.
  static let paths = 9
  /// Lines of a map, and of one of several.
  static let contours = 9, contoursOfMany = 5
  /// Curves of one frame; more stand in small multiples.
  static let curvesOfAFrame = 4
  /// Points of a curve over the steps; of a longer run each holds several steps.
  static let pointsOfCurve = 512
  /// Evaluations of a node that the curves over a run may take if every step is looked at.
  static let nodesOfCurve = 4_000_000
  /// Drawings of a recording.
  package static let drawings = 24
  /// Slips reported for one claim.
  package static let slips = 3

  /// A node of a listing that stands deeper begins no further to the right.
  package static let listedDepth = 24

  /// How deep and how large a formula may grow before `…` stands for the rest. A node that is used twice is written
  /// twice, so that without a limit 60 unnamed nodes could be 2⁶⁰ letters.
  static let deepestFormula = 64
  package static let largestFormula = 4000
  /// A typed chain is longer than a sum over an index before terms are left out.
  static let longestChain = 24
  /// Expressions without a name stand in names no longer than this, and no deeper in each other.
  package static let longestName = 40
  static let deepestName = 3
}
