import Autodiff
import Presentation
import Testing
import Trace

@testable import Rendering

struct MarkdownTests {
  @Test func formulasAreMathematics() throws {
    let text = try recording("param θ = 1\noptimizer rmsprop(α = 0.1)\nstep with g = 1").markdown()
    #expect(text.contains("\\theta"))
    #expect(text.contains("\\leftarrow"))
    #expect(text.contains("\\frac{"))
    #expect(text.contains("\\sqrt{"))
  }

  @Test func namesInLaTeX() {
    let latex = LaTeX()
    #expect(latex.text(.plain("W", [1, 2])) == "W_{1,2}")
    #expect(latex.text(.plain("loss")) == "\\mathrm{loss}")
    #expect(LaTeX.letters("m\u{302}") == "\\hat{m}")
    #expect(LaTeX.letters("β₁") == "\\beta _{1}")
    #expect(LaTeX.number("1e-8") == "10^{-8}")
    #expect(LaTeX.number("(-2.5e3)") == "(-2.5 \\cdot 10^{3})")
    #expect(
      latex.text(.adjoint(of: .plain("L"), by: [(.plain("w"), 1)])) == "\\frac{\\partial L}{\\partial w}")
  }

  @Test func proseMeansNothingButItself() {
    #expect(MarkdownText.escaped("a*b_c[d]<e>&$f$") == "a\\*b\\_c\\[d\\]&lt;e>&amp;\\$f\\$")
    #expect(MarkdownText.span("a`b") == "``a`b``")
    #expect(MarkdownText.code("```\nx\n```") == "````\n```\nx\n```\n````")
  }

  /// Pictures are files of their own where they have a name, and left out where they have none.
  @Test func pictures() throws {
    let recording = try recording("param x = 3\nL = x·x\nbackward L")
    #expect(!recording.markdown().contains(".svg"))
    var options = TextOptions()
    options.pictureName = "a"
    #expect(recording.markdown(options).contains("](a-1.svg)"))
    #expect(recording.pictures(options).count == 1)
  }
}
