import Testing

@testable import Rendering

/// Every colour that something is written in, on every colour that it is written on, in light and in dark.
struct ContrastTests {
  /// Colours by their names, of drawings and of the page.
  private static func palette(isDark: Bool) throws -> [String: [Double]] {
    let css = CarriedPage.text("page.css")
    let blocks = css.matches(of: /:root \{([^}]*)\}/).map { String($0.output.1) }
    try #require(blocks.count == 2)
    var colors: [String: String] = [:]
    for (name, value) in isDark ? SVGStyle.dark : SVGStyle.light { colors[name] = value }
    for match in blocks[isDark ? 1 : 0].matches(of: /--([a-z]+): (#[0-9a-f]{6})/) {
      colors[String(match.output.1)] = String(match.output.2)
    }
    return colors.mapValues { color in
      let digits = Int(color.dropFirst(), radix: 16) ?? 0
      return [16, 8, 0].map { Double((digits >> $0) & 255) / 255 }
    }
  }

  /// The contrast of two colours as WCAG 2 defines it.
  private func contrast(_ one: [Double], _ other: [Double]) -> Double {
    func luminance(_ color: [Double]) -> Double {
      func linear(_ x: Double) -> Double {
        x <= 0.04045 ? x / 12.92 : Double.powerOfGamma((x + 0.055) / 1.055)
      }
      return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2])
    }
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test(arguments: [false, true]) func allWordsCanBeRead(_ isDark: Bool) throws {
    let palette = try ContrastTests.palette(isDark: isDark)
    func color(_ name: String) throws -> [Double] { try #require(palette[name], "no colour '\(name)'") }
    let cards = ["card", "parameter", "given", "output", "constant"]
    var pairs = [("on-pill", "pill")]
    for text in ["ink", "soft", "value", "gradient", "accent"] {
      for ground in ["paper", "shade"] + cards { pairs.append((text, ground)) }
    }
    for text in ["right", "wrong", "unsure"] + (1...6).map({ "curve-\($0)" }) {
      for ground in ["paper", "shade", "card"] { pairs.append((text, ground)) }
    }
    for (text, ground) in pairs {
      let found = contrast(try color(text), try color(ground))
      #expect(found >= 4.5, "\(text) on \(ground): \(found)")
    }
    // Cells of families are coloured by their values, at most so strongly.
    let part = CardShape.strongest / 100
    for hue in ["positive", "negative"] {
      for ground in cards {
        let blend = zip(try color(hue), try color(ground)).map { part * $0 + (1 - part) * $1 }
        let found = contrast(try color("ink"), blend)
        #expect(found >= 4.5, "ink on a \(hue) cell of \(ground): \(found)")
      }
    }
  }
}

extension Double {
  /// x^2.4, as x²·(x²)^(1/5): the fifth root by Newton's method.
  fileprivate static func powerOfGamma(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let square = x * x
    var root = 1.0
    for _ in 0..<80 { root = (4 * root + square / (root * root * root * root)) / 5 }
    return square * root
  }
}
