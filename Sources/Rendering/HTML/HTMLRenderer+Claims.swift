import Letters
import Presentation
import Trace

/// How claims came out.
extension HTMLRenderer {
  var claims: [Claim] { recording.claims }

  mutating func claims(_ claims: [ClaimView]) { for claim in claims { self.claim(claim) } }

  private mutating func claim(_ claim: ClaimView) {
    element("div", [.class("claim " + claim.mark.kind)] + facts(claim.index), at: nil) { page in
      page.mark(claim.mark)
      page.phrase(claim.alarm, "b")
      page.phrase(claim.statement, "code")
      page.now()
      page.phrase(claim.instances, "span")
      page.phrase(claim.finding, "span", [.class("finding")])
      page.phrase(claim.source, "cite")
      page.phrase(claim.line, "small")
    }
    var parts = claim.remarks[...]
    while let remark = parts.popFirst() {
      html.newLine()
      element("div", [.class("slips")], at: nil) { page in
        page.write(remark.words)
        guard parts.first?.isPart == true else { return }
        page.element("ul", at: nil) { page in
          while let part = parts.first, part.isPart {
            parts.removeFirst()
            page.element("li", at: nil) { $0.write(part.words) }
          }
        }
      }
    }
    html.newLine()
  }

  /// A question, whose answer the reader opens.
  mutating func ask(_ ask: AskView) {
    element("details", [.class("ask")], at: ask.value.reading) { page in
      page.element("summary", at: nil) { page in
        page.write("\(ask.words)   ")
        page.element("code", at: nil) { $0.html.write(ask.subject) }
      }
      page.element("p", at: nil) { page in
        page.element("code", at: nil) { $0.html.write(ask.subject) }
        page.write("\(ask.sign)\(strong: ask.answer)")
      }
    }
  }

  /// A number of the text with its verdict.
  mutating func verdict(_ index: Int, _ number: (inout HTMLRenderer) -> Void) {
    let claim = claims[index]
    let mark: ClaimView.Mark =
      claim.verdict.isFragile
      ? .fragile : claim.statement.verb == .claim && claim.asStated ? .right : .alarm
    let about = HTMLWriter.Attribute("title", claim.statement.text)
    element("span", [.class("said " + mark.kind), about] + facts(index), at: nil) { page in
      page.element("span", [.class("stated")], at: nil, number)
      page.now()
      page.mark(mark)
    }
  }

  /// What a script is told of a claim: its number, whether it holds, and its left-hand side.
  private func facts(_ index: Int?) -> [HTMLWriter.Attribute] {
    guard let index else { return [] }
    let verdict = claims[index].verdict
    let holds = verdict.isFragile ? "fragile" : claims[index].holds ? "true" : "false"
    let digits = claims[index].statement.number?.written.significantDigits
    return [
      .init("data-claim", String(index)), .init("data-holds", holds),
      .init("data-actual", NumberFormat.exact(verdict.actual)),
    ] + (digits.map { [.init("data-claimed", String($0))] } ?? [])
  }

  /// Where the number stands that takes the place of a claimed one.
  private mutating func now() { html.element("output", [.class("now")]) { _ in } }

  private mutating func mark(_ mark: ClaimView.Mark) {
    html.element("span", [.class("mark"), .init("title", mark.meaning)], mark.sign)
  }

  private mutating func phrase(
    _ phrase: Phrase, _ name: StaticString, _ attributes: [HTMLWriter.Attribute] = []
  ) {
    if phrase.isEmpty { return }
    html.write(" ")
    element(name, attributes, at: nil) { $0.write(phrase) }
  }
}

extension ClaimView.Mark {
  fileprivate var sign: String {
    switch self {
    case .right: "✓"
    case .refuted, .alarm: "✗"
    case .fragile: "~"
    }
  }

  /// Its class on the page.
  fileprivate var kind: String {
    switch self {
    case .right: "right"
    case .refuted: "refuted"
    case .fragile: "fragile"
    case .alarm: "alarm"
    }
  }
}
