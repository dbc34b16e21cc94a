import Language
import Letters
import Trace

/// `nntrace check --fix`: puts the true number in the place of one that a claim states wrongly.
///
/// Only the bytes of the number change, and an `=` before it that can only be `≈`; refutations, other comparisons and
/// numbers quoted from a source are left alone.
enum Fix {
  /// Shows what changes in a lesson as a unified diff and then rewrites its file, whole or not at all.
  ///
  /// The diff goes to standard error if the report is for a program. What cannot be shown is not done.
  /// - Returns: the lesson as it is now, and how many numbers were changed; nil if nothing was.
  static func run(
    _ lesson: CheckedLesson, _ options: Options, to output: inout Output
  ) throws(CommandError) -> (source: Source, count: Int)? {
    // The numbers of a worksheet are its reader's to correct.
    guard lesson.diagnostics.isEmpty, lesson.grades == nil else { return nil }
    let edits = edits(for: lesson.claims, in: lesson.source.bytes)
    let quoted = quotations(in: lesson)
    if edits.isEmpty {
      if !quoted.isEmpty { _ = show(quoted, options, to: &output) }
      return nil
    }
    try refuseUnlessRewritable(lesson)
    let fixed = lesson.source.replacing(edits)
    let difference = UnifiedDiff.text(name: lesson.name, old: lesson.source.bytes, new: fixed.bytes)
    guard show(difference + quoted, options, to: &output) else { return nil }
    let file = try Output(to: lesson.name)
    file.write(String(decoding: fixed.bytes, as: UTF8.self))
    try file.finish(replacing: lesson.source.bytes)
    return (fixed, edits.count)
  }

  private static func show(_ text: String, _ options: Options, to output: inout Output) -> Bool {
    options.checkFormat == .text ? output.show(text) : writeMessage(text)
  }

  private static func refuseUnlessRewritable(_ lesson: CheckedLesson) throws(CommandError) {
    let name = lesson.name
    guard LessonChoice.isPath(name) else {
      throw CommandError(
        name == "-" ? "standard input cannot be rewritten" : "the carried lesson \(name) cannot be rewritten",
        help: "give the path of a file: nntrace check --fix lessons/\(name == "-" ? "NAME" : name).md")
    }
    if let folder = lesson.folder, let home = Platform.resolved(folder), let file = Platform.resolved(name),
      Path.parts(of: file, below: home) == nil
    {
      throw CommandError(
        "\(name) is a link that leads out of \(folder), and is left as it is",
        help: "nntrace check --fix \(name) rewrites the file it leads to")
    }
    if Platform.hasOtherNames(name) {
      throw CommandError(
        "\(name) is left as it is: the file has another name, which would keep the old text",
        help: "correct it by hand, or remove the other name (a hard link)")
    }
  }

  /// A line for each claim that is not rewritten because it quotes a source.
  private static func quotations(in lesson: CheckedLesson) -> String {
    lesson.notAsStated.filter { $0.statement.verb == .claim && $0.statement.number != nil }
      .compactMap { claim in
        claim.statement.source.map { source in
          let place = "\(Visible.escaped(lesson.name)):\(claim.statement.line)"
          return "\(place): a number quoted from \(Visible.escaped(source)) is left as it is; refute it, "
            + "and claim the true one without a source\n"
        }
      }.joined()
  }

  /// What to change for the claims that are not as stated.
  ///
  /// A number that several claims are about is left alone unless all of them ask for the same.
  static func edits(for claims: [Claim], in bytes: [UInt8]) -> [Edit] {
    var shared: [Range<Int>: Set<String>] = [:]
    var found: [(number: Range<Int>, edit: Edit)] = []
    for claim in claims {
      guard let number = claim.statement.number?.bytes else { continue }
      let edit = claim.asStated ? nil : edit(for: claim, in: bytes)
      let isNew = shared[number, default: []].insert(edit?.text ?? "").inserted
      if isNew, let edit { found.append((number, edit)) }
    }
    return found.filter { shared[$0.number]?.count == 1 }.map(\.edit)
      .sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
  }

  private static func edit(for claim: Claim, in bytes: [UInt8]) -> Edit? {
    let (statement, verdict) = (claim.statement, claim.verdict)
    // What hangs on rounding has no number that stays right.
    guard statement.verb == .claim, !verdict.isFragile, statement.source == nil, verdict.actual.isFinite,
      verdict.instances == 1, let number = statement.number, let place = number.bytes,
      statement.statesTolerance || verdict.doubt <= number.written.unit
    else { return nil }
    let old = String(decoding: bytes[place], as: UTF8.self)
    func signed(_ text: String) -> String {
      old.unicodeScalars.contains("\u{2212}") ? text.escaping { $0 == "-" ? "\u{2212}" : nil } : text
    }
    switch statement.relation {
    case .approximately:
      let tolerance = statement.statesTolerance ? verdict.tolerance : .infinity
      let digits = number.written.replaced(by: verdict.actual, within: tolerance)
      let text = statement.place == .prose ? ProseNumber(old)?.respelled(digits, like: old) : digits
      return Edit(bytes: place, text: signed(text ?? digits))
    case .equal:
      if let text = few(verdict.actual) { return Edit(bytes: place, text: signed(text)) }
      // A number without an end is meant to its digits.
      let text = signed(number.written.replaced(by: verdict.actual))
      guard let sign = equalsSign(before: place.lowerBound, in: bytes) else { return nil }
      let about = bytes.allSatisfy { $0 < 0x80 } ? "~=" : "≈"
      let between = String(decoding: bytes[(sign + 1)..<place.lowerBound], as: UTF8.self)
      return Edit(bytes: sign..<place.upperBound, text: about + between + text)
    case .notEqual, .less, .lessEqual, .greater, .greaterEqual: return nil
    }
  }

  /// The digits that a number has, if they are few but for rounding error.
  private static func few(_ value: Double) -> String? {
    for digits in 1...10 {
      let text = NumberFormat(digits: digits).text(value)
      if let near = Double(text), abs(near - value) <= 2 * value.ulp { return NumberFormat.exact(near) }
    }
    return nil
  }

  /// The offset of a plain `=` with only blanks after it.
  private static func equalsSign(before end: Int, in bytes: [UInt8]) -> Int? {
    guard let sign = bytes[..<end].lastIndex(where: { $0 != 0x20 && $0 != 0x09 }), sign > 0,
      bytes[sign] == UInt8(ascii: "="), !"=<>!~".utf8.contains(bytes[sign - 1])
    else { return nil }
    return sign
  }
}
