import Letters
import Presentation
import Trace

extension Recording {
  /// The lesson's graphs, steps and charts as one picture; see `renderSVG`.
  public func svg(_ options: TextOptions = TextOptions()) -> String {
    var text = ""
    renderSVG(options, to: &text)
    return text
  }

  /// How many pictures there are to choose from.
  package func pictureCount(_ options: TextOptions) -> Int { figures(options.view).count }

  /// Writes the lesson's graphs, steps and charts as one picture, one below the other, in SVG.
  ///
  /// It needs nothing beside itself, is dark where the reader's system is, and the same to the last byte in every run.
  public func renderSVG(_ options: TextOptions = TextOptions(), to stream: inout some TextOutputStream) {
    let all = figures(options.view)
    var page = SVGPage(options)
    for (index, figure) in options.chosen(of: all, most: Limits.drawings) {
      switch figure {
      case .drawing(let subject): page.add(drawing(of: subject, options.view), id: "d\(index + 1)")
      case .chart(let chart): page.add(chart, id: "d\(index + 1)")
      }
    }
    if all.isEmpty { page.note(Words.nothingToDraw) }
    let rest = all.count - Limits.drawings
    if rest > 0, options.picture == nil { page.note(Omission.drawings(rest).words(options.hints)) }
    page.addLegend()
    page.write(title: header("title") ?? "nntrace", to: &stream)
  }
}

/// Pictures below one another.
private struct SVGPage {
  private let options: TextOptions
  private let spelling: SVGSpelling
  private var body = SVGText()
  private var legend = Legend()
  private var width = 0
  private var height = margin

  private static let margin = 16
  private static let heading = 24

  init(_ options: TextOptions) {
    self.options = options
    spelling = SVGSpelling(options)
  }

  mutating func add(_ drawing: Drawing, id: String) {
    heading(drawing.title)
    let picture = DrawingSVG(drawing, options)
    legend.add(drawing, options.marks)
    add(picture.element(id: id, at: Point(x: SVGPage.margin, y: height)), picture.width, picture.height)
  }

  mutating func add(_ chart: Chart, id: String) {
    heading(chart.title)
    let picture = ChartSVG(chart, options)
    add(picture.element(id: id, at: Point(x: SVGPage.margin, y: height)), picture.width, picture.height)
  }

  mutating func addLegend() {
    let picture = legend.element(options, at: Point(x: SVGPage.margin, y: height))
    if let picture { add(picture.text, picture.width, picture.height) }
  }

  private mutating func add(_ element: String, _ width: Int, _ height: Int) {
    body.newline()
    body.append(element)
    self.width = max(self.width, width)
    self.height += height + SVGPage.margin
  }

  mutating func note(_ words: Phrase) { heading(words) }

  private mutating func heading(_ words: Phrase) {
    let text = spelling.title(words)
    body.newline()
    body.line(text, "heading", x: SVGPage.margin + 14, y: height + 14)
    width = max(width, TextWidth.of(text, size: 14.5) + 28)
    height += SVGPage.heading
  }

  func write(title: String, to stream: inout some TextOutputStream) {
    let (width, height) = (width + 2 * SVGPage.margin, height + SVGPage.margin)
    var svg = SVGText()
    svg.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": "\(width)", "height": "\(height)",
        "viewBox": "0 0 \(width) \(height)", "role": "img", "aria-labelledby": "title",
      ]
    ) { svg in
      svg.newline()
      svg.element("title", ["id": "title"]) { $0.content(title) }
      svg.append("<style>\(SVGStyle.alone)</style>\n")
      svg.rectangle("paper", Rectangle(x: 0, y: 0, width: width, height: height))
      svg.append(body.text)
      svg.newline()
    }
    stream.write(svg.text + "\n")
  }
}
