import Presentation

/// The head of a section and what belongs to it.
extension HTMLRenderer {
  mutating func open(_ heading: Heading) {
    begin("figure", [.class(heading.kind)], at: heading.reading)
    element("figcaption", at: nil) { $0.write(heading.words) }
  }

  mutating func close() { end() }
}

extension Heading {
  /// Its class on the page.
  fileprivate var kind: String {
    switch self {
    case .forward: "act forward"
    case .backward: "act backward"
    case .step: "act step"
    case .parameter: "parameter"
    case .comparison: "act comparison"
    case .member: "member"
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
