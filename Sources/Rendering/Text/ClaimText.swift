import Letters
import Presentation
import Trace

extension Claim {
  /// How the claim came out, in words, for a report that says itself where it stands; lines are as long as they come.
  package func lines(_ options: TextOptions) -> [String] {
    var text = ClaimText(style: Style(color: options.color), spelling: Spelling(style: options.style))
    text.saysLine = false
    return text.lines(ClaimView(self, digits: options.digits))
  }
}

/// Says how a claim came out: one line, and what there is to add below it.
struct ClaimText {
  let style: Style
  let spelling: Spelling
  /// Longer lines are broken.
  var width = Int.max / 2
  /// Whether the claim's line in the lesson is shown.
  var saysLine = true

  func lines(_ claim: ClaimView) -> [String] {
    func phrase(_ words: Phrase, gap: Int = 3, tone: ANSI? = nil) -> TonedPhrase {
      TonedPhrase(text: spelling.text(words), tone: tone, gap: gap)
    }
    let bar = spelling.style.isASCII ? "| " : "│ "
    let statement =
      claim.written.isEmpty
      ? [head(claim), phrase(claim.statement, gap: 1)]
      : [TonedPhrase(text: bar + spelling.text(claim.written), tone: .dim), head(claim, gap: 3)]
    let phrases =
      statement + [
        phrase(claim.instances),
        phrase(claim.finding, gap: claim.mark == .alarm ? 1 : 3),
        phrase(claim.written.isEmpty ? claim.source : "", tone: .dim),
        phrase(saysLine ? claim.line : "", tone: .dim),
      ]
    return claim.remarks.reduce(into: style.lines(phrases, width: width, hanging: 4)) { lines, remark in
      let indent = remark.isPart ? 4 : 2
      let space = String(repeating: " ", count: indent)
      lines += style.lines([phrase(remark.words)], width: width - indent, hanging: 2).map { space + $0 }
    }
  }

  private func head(_ claim: ClaimView, gap: Int = 0) -> TonedPhrase {
    var head = head(claim)
    head.gap = gap
    return head
  }

  private func head(_ claim: ClaimView) -> TonedPhrase {
    let isASCII = spelling.style.isASCII
    switch claim.mark {
    case .right: return TonedPhrase(text: isASCII ? "ok" : "✓", tone: .right)
    case .refuted: return TonedPhrase(text: isASCII ? "x" : "✗", tone: .unsure)
    case .fragile:
      return TonedPhrase(text: "~~ " + spelling.text(claim.alarm), tone: .unsure)
    case .blank: return TonedPhrase(text: "?", tone: .unsure)
    case .alarm:
      return TonedPhrase(text: (isASCII ? "XX " : "✗✗ ") + spelling.text(claim.alarm), tone: .wrong)
    }
  }
}
