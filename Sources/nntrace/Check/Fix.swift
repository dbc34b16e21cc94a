import Language
import Letters
import Trace

/// `nntrace check --fix`: puts the true number in the place of one that a claim states wrongly.
///
/// Only the bytes of the number change; refutations and comparisons other than `≈` and `=` are left alone.
enum Fix {
  struct Edit {
    let bytes: Range<Int>
    let text: String
  }

  /// Shows what changes in a lesson as a unified diff and then rewrites its file, whole or not at all.
  ///
  /// The diff goes where people look: to standard error if the report is for a program.
  /// - Returns: the lesson as it is now, and how many numbers were changed; nil if there is nothing to change.
  static func run(
    _ lesson: CheckedLesson, _ options: Options, to output: inout Output
  ) throws(CommandError) -> (source: Source, count: Int)? {
    guard lesson.diagnostics.isEmpty else { return nil }
    let edits = edits(for: lesson.claims)
    if edits.isEmpty { return nil }
    guard LessonChoice.isPath(lesson.name) else {
      throw CommandError(
        message: lesson.name == "-"
          ? "standard input cannot be rewritten" : "the carried lesson \(lesson.name) cannot be rewritten",
        help:
          "give the path of a file: nntrace check --fix lessons/\(lesson.name == "-" ? "NAME" : lesson.name).md"
      )
    }
    let fixed = Source(name: lesson.source.name, bytes: apply(edits, to: lesson.source.bytes))
    let difference = UnifiedDiff.text(name: lesson.name, old: lesson.source.bytes, new: fixed.bytes)
    if options.checkFormat == .text { output.write(difference) } else { writeMessage(difference) }
    let file = try Output(to: lesson.name)
    file.write(String(decoding: fixed.bytes, as: UTF8.self))
    try file.finish()
    return (fixed, edits.count)
  }

  /// What to change for the claims that are not as stated.
  ///
  /// A number that several claims are about is left alone unless all of them ask for the same.
  static func edits(for claims: [Claim]) -> [Edit] {
    var shared: [Range<Int>: Set<String>] = [:]
    let edits = claims.flatMap { claim -> [Edit] in
      guard let bytes = claim.statement.number?.bytes else { return [] }
      let edit = claim.asStated ? nil : edit(for: claim)
      let isNew = shared[bytes, default: []].insert(edit?.text ?? "").inserted
      return isNew ? [edit].compactMap(\.self) : []
    }
    return edits.filter { shared[$0.bytes]?.count == 1 }.sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
  }

  private static func edit(for claim: Claim) -> Edit? {
    let (statement, verdict) = (claim.statement, claim.verdict)
    guard statement.verb == .claim, verdict.actual.isFinite, verdict.instances == 1,
      let number = statement.number, let bytes = number.bytes
    else { return nil }
    switch statement.relation {
    case .approximately:
      let tolerance = statement.statesTolerance ? verdict.tolerance : .infinity
      return Edit(bytes: bytes, text: number.written.replaced(by: verdict.actual, within: tolerance))
    case .equal: return Edit(bytes: bytes, text: NumberFormat.exact(verdict.actual))
    case .notEqual, .less, .lessEqual, .greater, .greaterEqual: return nil
    }
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
}
