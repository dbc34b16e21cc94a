import Autodiff
import Trace

/// One thing on a page, in reading order. Sections are opened and closed, so that nothing need be kept.
package enum PageItem: Sendable {
  /// What the lesson says of itself; the first item, if there is anything.
  case head(Head)
  /// Blocks of the lesson's text; the claims in them are those of the recording.
  case prose([Block])
  /// Lines of the lesson as written.
  case source([SourceLine])
  case open(Heading)
  case close
  /// Leaves and their values.
  case given([Given])
  case equation(Equation)
  /// One value under one or more names, with claims about it: `g = ∂L/∂w = -0.11`.
  case value([Name], Quantity, claims: [ClaimView])
  /// Values the lesson asks for, as it writes them.
  case shown([ShownValue])
  /// A node of a graph below its first user.
  case listed(depth: Int, Name?, kind: String, Quantity)
  case table(Table)
  case comparison(ComparisonTable)
  case parting([PartingSide])
  case chart(Chart)
  /// What a reader should see here of a graph or of steps; `Recording.drawing` makes the picture.
  case drawing(DrawingSubject)
  /// The first value that is not finite.
  case notFinite(Phrase, Equation)
  /// Why fewer digits are shown above: where they are lost.
  case doubtful(Phrase, Equation?)
  case claims([ClaimView], ClaimsPlace)
  /// A question to the reader, to be answered before what comes next is read.
  case question(AskView)
  /// The answer, where the reader has seen it come about.
  case answer(AskView)
  /// Something to know about what is above.
  case note(Phrase)
  /// The same as a line of its own, between blocks.
  case remark(Phrase)
  case omitted(Omission)

  package enum Given: Sendable {
    case value(Name, Quantity)
    case more(Int, of: String)
  }
}

/// A value that the lesson asks for, or a family of them.
package enum ShownValue: Sendable {
  case value(text: String, Quantity)
  /// A family of one index as a row, of two as a grid; and its members one by one, for where it does not fit.
  case family(text: String, rank: Int, rows: [[Quantity]], members: [(text: String, value: Quantity)])
}

/// Where claims stand.
package enum ClaimsPlace: Sendable {
  /// On their own.
  case apart
  /// Right below what they speak of.
  case below
  /// Below the member of a comparison that they speak of.
  case ofMember
}

/// The head of a section.
package enum Heading: Sendable {
  case forward(Name, Reading)
  case backward(Name, Reading)
  /// What a step saw: its batch, the optimizer's clock where that differs, and the loss or the lone gradient.
  case step(Int, batch: String, clock: Int?, value: (name: Name?, quantity: Quantity)?)
  /// The updates of one parameter, within a step.
  case parameter(Name)
  case comparison(Name)
  /// What a member of the comparison above is asked at its end.
  case member(String)
  /// Where members part from the first.
  case partings(from: String)
  case parting(step: Int, Name)
  case updates(Name, Reading)
  case graph(Name, Reading)
}

/// What is left out.
package enum Omission: Sendable {
  /// Members of a family, or adjoints to them.
  case members(Int, of: Name)
  case steps(Int)
  /// Lines of a pass.
  case lines(Int)
  /// Rows of a table.
  case rows(Int)
  /// The lines that tell how a pass or a step goes, where a table says what comes of it.
  case workings
  /// A chart.
  case chart
  case parameters(Int)
  case values(Int)
  case nodes(Int, isMoreThere: Bool)
  case curves(Int)
  /// The optimizers' state.
  case state
  /// The lines in which members part; of all of them, what is said instead.
  case partingLines
  case partings(Phrase)
  /// The drawing of a graph.
  case drawing
  case drawnNodes(Int, isMoreThere: Bool)
  case drawnParameters(Int)
  case drawings(Int)
}

/// What one member of a comparison does at the line where it parts.
package struct PartingSide: Sendable {
  package let member: String
  /// How far apart it is from the first; nil for the first itself.
  package let distance: Quantity?
  /// The line in question is the last.
  package let lines: [Equation]
}
