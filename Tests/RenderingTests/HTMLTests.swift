import Foundation
import Lessons
import Letters
import Slips
import Testing
import Trace

@testable import Rendering

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The page of a lesson, read as the browser and its reader do.
struct HTMLTests {
  // MARK: Every lesson

  @Test(arguments: LessonLibrary.names) func everyLessonIsOnePage(_ name: String) throws {
    let recording = try recording(ofCarried: name)
    let html = recording.html()
    let page = try Page(html)
    #expect(page.elements.first == "html")
    // The data of a table may fill a megabyte before the page does without its script.
    let limit = ["linear-regression", "dense"].contains(where: name.contains) ? 1_250_000 : 200_000
    #expect(html.utf8.count <= limit, "\(html.utf8.count) bytes")
    for loading in ["src=", "<link", "@import", "url(h", "url(/", "url(\"", "<iframe", "<object"] {
      #expect(!html.contains(loading), "\(loading) loads something")
    }
    // What the text prints is on the page too, whichever way it is laid out.
    let there = Set(numbers(in: page.text.replacing("\u{2212}", with: "-")))
    var options = TextOptions(width: 4000)
    options.hints = .init()
    let missing = Set(numbers(in: recording.text(options))).subtracting(there)
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  /// Numbers with a point or an exponent; others may be part of a name.
  private func numbers(in text: String) -> [String] {
    text.matches(of: /-?[0-9]+(\.[0-9]+(e-?[0-9]+)?|e-?[0-9]+)/).map { String($0.output.0) }
  }

  // MARK: Hostile words

  @Test func wordsOfAnAuthorOnlyAppear() throws {
    let hostile =
      #"</script></style><img src="x" onerror="alert(1)">"' onload=x &amp; ]]>"# + "\u{202E}\u{7}"
    let lesson = """
      ---
      title: \(hostile)
      summary: \(hostile)
      source: \(hostile)
      before: "><script>x</script>
      ---
      # \(hostile)
      \(hostile) `\(hostile)` [a](javascript:alert(1)) [b](<data:text/html,x>) [c](//evil.example/x) [d](other.md#x "t")

      ```nntrace
      param w = 1  # \(hostile.filter { !"\u{7}\u{202E}".contains($0) })
      L = w·2
      forward L
      claim L = 2  from "\(hostile.filter { !"\u{7}\u{202E}\"".contains($0) })"
      ```
      """
    let html = try recording(of: Source(name: "x", text: lesson)).html()
    let page = try Page(html)
    // The page's own: its data and its script.
    #expect(!page.elements.contains("img") && page.elements.filter { $0 == "script" }.count == 2)
    #expect(!page.attributes.contains { $0.hasPrefix("on") })
    #expect(page.links == ["other.html#x", "\"><script>x</script>.html"])
    #expect(html.unicodeScalars.allSatisfy { $0 != "\u{202E}" && $0.value != 7 })
    #expect(page.text.contains("onerror"))
  }

  @Test func linksLeadNowhereElse() {
    let followed = [
      "adam.md": "adam.html", "adam.md#x": "adam.html#x", "a/b.csv": "a/b.csv", "#x": "#x",
      "../a.md?b": "../a.html?b",
      "https://example.org/a.md": "https://example.org/a.md", "mailto:a@b": "mailto:a@b",
      "MAILTO:a@b": "MAILTO:a@b",
    ]
    for (address, target) in followed { #expect(Address.followed(address) == target, "\(address)") }
    for address in [
      "javascript:x", "JavaScript:x", "data:,x", "vbscript:x", "//a", "\\\\a", "java\nscript:x", "file:///x",
    ] {
      #expect(Address.followed(address) == nil, "\(address)")
    }
  }

  // MARK: Formulas

  /// A quotient is a fraction, and needs parentheses neither above its line nor below.
  @Test func formulasAreSetAsInPrint() throws {
    let html = try recording("param θ = 1\nlet α = 0.1\nlet s = 4\nL = θ - α/√(s + 1)·(θ - 3)²\nforward L")
      .html()
    let symbols =
      "<math><mi>θ</mi><mo>−</mo><mfrac><mrow><mi>α</mi></mrow><mrow><msqrt><mi>s</mi><mo>+</mo>"
      + "<mn data-node=\"NODE\" data-guarded=\"\">1</mn></msqrt></mrow></mfrac><mo>·</mo><msup><mrow><mrow>"
      + "<mo form=\"prefix\">(</mo><mi>θ</mi><mo>−</mo><mn data-node=\"NODE\" data-guarded=\"\">3</mn><mo form=\"postfix\">)</mo>"
      + "</mrow></mrow><mn>2</mn></msup></math>"
    let found = html.replacing(/data-node="[0-9]+"/, with: "data-node=\"NODE\"")
    #expect(found.contains(symbols))
  }

  /// What a script writes again knows whether a negative number needs parentheses there.
  @Test func negativeNumbersKnowTheirParentheses() throws {
    let html = try recording("param a = -2\nL = 3·a + a\nforward L").html()
    #expect(html.contains(#" data-guarded="">(−2)</mn>"#))
    let leading = try recording("param a = -2\nL = a·3\nforward L").html()
    #expect(leading.contains(#"<mn data-node="0">−2</mn><mo>·</mo>"#))
  }

  // MARK: Facts for scripts

  @Test func numbersKnowTheirNodeAndMoment() throws {
    let html = try recording(ofLesson: "rmsprop-basics").html()
    let page = try Page(html)
    #expect(page.attributes.contains("data-moment") && page.attributes.contains("data-node"))
    #expect(html.contains("data-moment=\"0 1 in\""))
    #expect(page.claims.map(\.index) == Array(page.claims.indices))
  }

  // MARK: Colours

  /// Every colour of text is legible on every ground it may stand on, by day and by night.
  @Test func contrastIsEnough() throws {
    // The colours of drawings first, then the page's own, each by day and by night.
    let parts = HTMLRenderer.style.matches(of: /:root \{([^}]*)\}/).map { match in
      Dictionary(
        match.output.1.matches(of: /--([a-z]+): (#[0-9a-f]+);/).map {
          (String($0.output.1), String($0.output.2))
        }
      ) { $1 }
    }
    try #require(parts.count == 4)
    let schemes = [0, 1].map { parts[$0].merging(parts[$0 + 2]) { $1 } }
    let grounds = ["paper", "card", "shade"]
    let inks = ["ink", "soft", "value", "gradient", "accent", "right", "wrong", "unsure"]
    for scheme in schemes {
      for ink in inks {
        for ground in grounds {
          let ratio = try contrast(#require(scheme[ink]), #require(scheme[ground]))
          #expect(ratio >= 4.5, "\(ink) on \(ground): \(ratio)")
        }
      }
    }
  }

  /// The ratio of WCAG 2.
  private func contrast(_ one: String, _ other: String) -> Double {
    let (a, b) = (luminance(one) + 0.05, luminance(other) + 0.05)
    return max(a, b) / min(a, b)
  }

  private func luminance(_ colour: String) -> Double {
    let digits = colour.dropFirst().map { $0.hexDigitValue ?? 0 }
    let channels =
      digits.count == 3
      ? digits.map { $0 * 17 } : stride(from: 0, to: 6, by: 2).map { digits[$0] * 16 + digits[$0 + 1] }
    let parts = channels.map { channel in
      let part = Double(channel) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}

/// A page, parsed as XML.
final class Page: NSObject, XMLParserDelegate {
  private(set) var elements: [String] = []
  private(set) var attributes: Set<String> = []
  private(set) var links: [String] = []
  private(set) var claims: [(index: Int, holds: String)] = []
  private(set) var text = ""
  /// Style and script are no text.
  private var isHidden = false

  init(_ html: String) throws {
    super.init()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = self
    let isParsed = parser.parse()
    try #require(
      isParsed,
      "line \(parser.lineNumber), column \(parser.columnNumber): \(parser.parserError.map { "\($0)" } ?? "")")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    elements.append(name)
    self.attributes.formUnion(attributes.keys)
    if name == "a", let link = attributes["href"] { links.append(link) }
    if let claim = attributes["data-claim"].flatMap({ Int($0) }) {
      claims.append((claim, attributes["data-holds"] ?? ""))
    }
    isHidden = name == "style" || name == "script"
    // What stands in elements of their own is read apart.
    if ["p", "div", "td", "th", "li", "span", "math", "mn", "text", "figcaption", "h1", "h2", "h3"].contains(
      name)
    {
      text += " "
    }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    isHidden = false
    if ["p", "div", "td", "th", "li", "math", "mn"].contains(name) { text += " " }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    if !isHidden { text += characters }
  }
}
