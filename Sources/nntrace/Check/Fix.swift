import Language
import Trace

/// `nntrace check --fix`: puts the true number in the place of one that a claim states wrongly.
///
/// Only the bytes of the number change; refutations and comparisons other than `≈` and `=` are left alone.
enum Fix {
  struct Edit {
    let bytes: Range<Int>
    let text: String
  }

  /// Shows a unified diff for every file and then rewrites it, whole or not at all.
  static func run(_ lessons: [CheckedLesson], _ terminal: Terminal, to output: inout Output)
    throws(CommandError)
  {
    for lesson in lessons where lesson.diagnostics.isEmpty {
      let edits = edits(for: lesson.notAsStated)
      if edits.isEmpty { continue }
      guard LessonChoice.isPath(lesson.name) else {
        throw CommandError(
          message: lesson.name == "-"
            ? "standard input cannot be rewritten" : "the carried lesson \(lesson.name) cannot be rewritten",
          help: "give the path of a file: nntrace check --fix lessons/\(lesson.name).md")
      }
      let fixed = apply(edits, to: lesson.source.bytes)
      output.write(UnifiedDiff.text(name: lesson.name, old: lesson.source.bytes, new: fixed))
      let file = try Output(to: lesson.name)
      file.write(String(decoding: fixed, as: UTF8.self))
      try file.finish()
    }
  }

  static func edits(for claims: [Claim]) -> [Edit] {
    var edits: [Edit] = []
    for claim in claims where claim.verb == .claim && claim.actual.isFinite {
      guard let bytes = claim.numberBytes, let spelling = claim.spelling, claim.instances == 1 else {
        continue
      }
      switch claim.relation {
      case "≈": edits.append(Edit(bytes: bytes, text: rounded(claim.actual, like: spelling)))
      case "=": edits.append(Edit(bytes: bytes, text: NumberFormat.exact(claim.actual)))
      default: continue
      }
    }
    return edits.sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
  }

  static func apply(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for edit in edits where edit.bytes.lowerBound >= position {
      result += bytes[position..<edit.bytes.lowerBound]
      result += edit.text.utf8
      position = edit.bytes.upperBound
    }
    return result + bytes[position...]
  }

  /// A number with the precision of another: as many decimals, or as many digits before the exponent.
  static func rounded(_ value: Double, like spelling: String) -> String {
    let mantissa = spelling.prefix { $0 != "e" && $0 != "E" }
    let decimals = mantissa.firstIndex(of: ".").map { mantissa[$0...].count - 1 } ?? 0
    if mantissa.count == spelling.count { return NumberFormat.text(value, decimals: decimals) }
    return NumberFormat.scientific(value, decimals: decimals)
  }
}
