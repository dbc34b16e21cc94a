import TestSupport

/// A lesson and a command line about it, drawn from a seed and then spoilt.
struct SpoiltCommand {
  /// Where the words of the command find the lesson.
  static let lessonName = "lesson.md"
  static let dataName = "x.csv"

  let lesson: [UInt8]
  let data: [UInt8]
  let words: [String]

  private static let corpus: [[UInt8]] = {
    let folders = [
      Fixtures.sketches, Fixtures("../LessonsTests/Malformed"), Fixtures("../../lessons"),
      Fixtures("../LessonsTests/Digits/calm"),
    ]
    return folders.flatMap { folder in
      folder.names.filter { $0.hasSuffix(".md") }.compactMap { try? folder.bytes($0) }
    }
  }()

  private static let expressions = [
    "(w*x+b-y)^2", "σ(w·x)", "1/x", "√(x²+ε)", "where(x>0,x,-x)", "max(a,b,c)", "a^b^c", "|x|·½",
    "Σ[i=1..3] i·x",
    "exp(1000·x)", "-x²", "round(x,2)", "gelu(x)", "∂(x²)/∂x", "x", "((((x))))", "ln(0)",
  ]
  private static let values = [
    "0", "-0", "1", "-1", "0.5", "1e300", "1e-320", "nan", "inf", "½", "0x10", "", "x", "1e999",
  ]
  private static let strange = [
    "--", "-", "", "\u{1B}[2J", "\u{202E}", "é", "e\u{301}", "\u{600}\"", "--step=1..3", "--step", "1-", "-h",
    "--fix",
    "--digits", "0", "18", "999999999999999999999", "--claim", "w=1", "ν", "../x", "/dev/null", ".", "NAME",
  ]

  init(seed: UInt64) {
    var draws = Draws(seed: seed)
    let text = draws.pick(SpoiltCommand.corpus)
    lesson = draws.below(8) == 0 ? text : Mutation.spoil(text, &draws)
    let table = Array("x1,x2,y\n0,1,1\n2,3,0\n".utf8)
    data = draws.below(4) == 0 ? Mutation.spoil(table, &draws) : table
    var words = SpoiltCommand.command(&draws)
    if draws.below(4) == 0 {
      let word = draws.pick(SpoiltCommand.strange)
      words.insert(word, at: draws.below(words.count + 1))
    }
    // An argument ends at a zero byte.
    self.words = words.map { $0.replacing("\0", with: "") }
  }

  private static func command(_ draws: inout Draws) -> [String] {
    switch draws.below(10) {
    case 0..<5: return ["lesson", "./" + lessonName] + options(&draws)
    case 5, 6:
      return ["check", "./" + lessonName, "--format", draws.pick(["text", "json", "github", "junit"])]
    case 7: return ["check", "--fix", "./" + lessonName]
    case 8:
      var expression = Array(draws.pick(expressions).utf8)
      if draws.below(2) == 0 { expression = Mutation.spoil(expression, &draws) }
      let bindings = ["w", "x", "b", "y", "a", "c", "ε"].prefix(1 + draws.below(7)).map {
        "\($0)=\(draws.pick(values))"
      }
      let claim = draws.below(3) == 0 ? ["--claim", draws.pick(values)] : []
      return ["trace", String(decoding: expression, as: UTF8.self)] + bindings + claim + options(&draws)
    default:
      return draws.pick([
        ["lesson"], ["rules"], ["rules", "adam"], ["help", "check"], ["new", "new.md"],
        ["completions", "bash"],
        ["lesson", "xor"], ["check", "xor", "adam"], ["--version"],
      ])
    }
  }

  private static func options(_ draws: inout Draws) -> [String] {
    let all = [
      ["--format", draws.pick(["text", "dot", "json", "svg", "html", "markdown"])],
      ["--detail", draws.pick(["brief", "normal", "full"])],
      ["--step", draws.pick(["1", "1-5", "2,7", "1-1000000000", "0", "5-1"])], ["--ascii"],
      ["--digits", draws.pick(["1", "6", "17"])], ["-o", "out.txt"],
    ]
    return all.filter { _ in draws.below(4) == 0 }.flatMap { $0 }
  }
}
