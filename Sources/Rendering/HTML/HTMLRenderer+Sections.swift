import Autodiff
import Presentation
import Trace

/// The head of a section and what belongs to it.
extension HTMLRenderer {
  mutating func open(_ heading: Heading) {
    begin("figure", [.class(heading.kind)], at: heading.reading)
    element("figcaption", at: nil) { $0.write(heading.words) }
    sections.append(heading)
    scrubber(heading)
  }

  mutating func close() {
    end()
    sections.removeLast()
  }

  /// What takes a reader from step to step of the same kind, once for each segment of a run.
  private mutating func scrubber(_ heading: Heading) {
    guard case .step(let step, _, _, let value) = heading, let reading = value?.quantity.reading,
      let segment = recording.runs[reading.run].segment(ofStep: step), segment.programs.count == 1,
      segment.steps > 1,
      scrubbed.insert(Moment(run: reading.run, step: segment.first)).inserted
    else { return }
    let last = segment.first + segment.steps
    html.element("label", [.class("scrub"), .init("data-scrub", ""), .init("hidden", "hidden")]) { html in
      html.write("\(Words.stepName) ")
      html.empty(
        "input",
        [
          .init("type", "range"), .init("min", String(segment.first + 1)), .init("max", String(last)),
          .init("value", String(step)), .init("aria-label", Words.stepName),
        ])
      html.write(" ")
      html.element("output", [], String(step))
      html.write(Words.ofSteps(last))
    }
    let charts = Charts(recording).ofSteps(segment, run: reading.run)
    if charts.isEmpty { return }
    element("div", [.class("beside")], at: nil) { page in for chart in charts { page.chart(chart) } }
  }

  /// A picture of a graph or of steps.
  mutating func drawing(_ subject: DrawingSubject) {
    let drawing = recording.drawing(of: subject, view)
    let nodes = drawing.cards.flatMap(\.nodes) + drawing.edges.compactMap { $0.contribution?.node }
    if sections.isEmpty {
      begin("figure", [.class("act")], at: nil)
      element("figcaption", at: nil) { $0.write(drawing.title) }
    }
    let picture = DrawingSVG(drawing, pictures)
    canvas(picture.element(id: newName()), width: picture.width, showing: Set(nodes))
    if sections.isEmpty { end() }
  }

  /// A picture, which may shrink a little before it scrolls.
  mutating func canvas(_ picture: String, width: Int, showing nodes: Set<NodeID> = []) {
    html.element("div", [.class("canvas"), .init("style", "--least: \(width * 2 / 3)px")]) {
      $0.insert(picture, showing: nodes)
    }
  }

  /// How pictures are drawn on a page.
  var pictures: TextOptions {
    var options = TextOptions(detail: view.detail, steps: view.steps, digits: view.digits)
    options.marks = .contributions
    return options
  }
}

extension Drawing.Card {
  /// The nodes whose values it shows.
  fileprivate var nodes: [NodeID] {
    let members = Array((family?.rows ?? []).joined()) + Array((family?.gradients ?? []).joined())
    return ([value, gradient].compactMap(\.self) + members).compactMap(\.node)
  }
}

extension Heading {
  /// Its class on the page.
  fileprivate var kind: String {
    switch self {
    case .forward: "act forward"
    case .backward: "act backward"
    case .step: "act step"
    case .parameter: "parameter"
    case .member: "act member"
    case .comparison: "act comparison"
    case .partings: "act partings"
    case .parting: "parting"
    case .updates: "act updates"
    case .graph: "act graph"
    }
  }

  /// When its numbers are read.
  fileprivate var reading: Reading? {
    switch self {
    case .forward(_, let reading), .backward(_, let reading), .updates(_, let reading),
      .graph(_, let reading):
      reading
    case .step(_, _, _, let value): value?.quantity.reading
    case .parameter, .comparison, .member, .partings, .parting: nil
    }
  }
}
