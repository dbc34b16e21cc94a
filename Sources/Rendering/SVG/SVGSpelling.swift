import Autodiff
import Letters
import Presentation

/// How names and numbers of a page are spelled in a picture.
struct SVGSpelling {
  let base: Spelling
  let hints: Hints

  init(_ options: TextOptions) {
    base = Spelling(style: options.style)
    hints = options.hints
  }

  var times: String { base.style.isASCII ? "x" : "×" }

  func number(_ number: Quantity, digits: Int? = nil) -> String {
    signed(base.text(digits.map { number.rounded(to: $0) } ?? number))
  }

  func formula(_ tree: FormulaTree) -> String { signed(FormulaText(base.style).text(tree)) }

  func operation(_ operation: Operation, _ operands: [Drawing.Operand]) -> String {
    signed(OperationText(base).label(operation, operands))
  }

  /// Words in one line, where runs of blanks count as one.
  func title(_ words: Phrase) -> String {
    base.text(words).replacing("   ", with: base.style.isASCII ? " - " : " · ")
  }

  /// Minus signs as wide as digits.
  func signed(_ text: String) -> String {
    base.style.isASCII ? text : text.replacing("-", with: "−")
  }

  func label(_ label: Chart.Series.Label) -> String {
    switch label {
    case .words(let words): base.style.spelled(words)
    case .family(let name, let outer):
      base.style.spelled(name) + "[" + outer.map { "\($0)," }.joined() + (base.style.isASCII ? "." : "·")
        + "]"
    }
  }

  /// A name with its indices written low.
  func name(_ name: Name) -> NameText {
    switch name {
    case .plain(let name, let indices) where !indices.isEmpty:
      NameText(
        name: base.text(.plain(name)), below: indices.map(String.init).joined(separator: ","))
    case .owned(let name, let owner) where !base.style.isASCII:
      NameText(name: base.text(name), below: base.text(owner))
    case .version(.plain(let name, []), let step) where !base.style.isASCII:
      NameText(name: base.text(.plain(name)), below: String(step))
    case .version(let name, let step): self.name(name).after("@\(step)")
    default: NameText(name: base.text(name), below: "")
    }
  }
}

/// A name, and what stands low after it.
struct NameText {
  let name: String
  let below: String
  private var rest = ""

  init(name: String, below: String) {
    self.name = name
    self.below = below
  }

  func after(_ rest: String) -> NameText {
    var text = self
    text.rest = rest
    return text
  }

  var width: Int { TextWidth.of(name + rest, size: 13) + TextWidth.of(below, size: 10) }

  func draw(x: Int, y: Int, _ svg: inout SVGText, kind: String = "name") {
    svg.element("text", ["class": kind, "x": "\(x)", "y": "\(y)"]) { svg in
      svg.content(name)
      if !below.isEmpty { svg.element("tspan", ["class": "sub", "dy": "3"]) { $0.content(below) } }
      if !rest.isEmpty { svg.element("tspan", ["dy": below.isEmpty ? nil : "-3"]) { $0.content(rest) } }
    }
  }
}
