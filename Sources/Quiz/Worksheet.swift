import Language
import Lessons
import Letters
import Trace

/// A lesson with blanks where it says or works out numbers, for a reader to fill in. It is a lesson itself, so that
/// `check` can grade it.
package struct Worksheet {
  /// With blanks.
  package let source: Source
  /// The same, filled in.
  package let key: Source
  package let count: Int

  /// What the front matter of a sheet says of the lesson that it was made of.
  package static let mark = "worksheet"

  /// Something to write into the text: what a blank takes the place of, and what a key says there.
  private struct Blanked {
    let bytes: Range<Int>
    let before: String
    let answer: String
  }

  /// - Parameters:
  ///   - name: what the sheet says that it was made of.
  ///   - keepsProse: whether the lesson's text is left in; with other numbers it would say the lesson's.
  /// - Returns: nil if there is nothing to ask.
  package init?(
    _ outcome: LessonRun.Outcome, _ questions: Questions, named name: String, keepsProse: Bool
  ) {
    let source = outcome.lesson.source
    let claims = outcome.recording.claims
    var asked = Set<Place>()
    var blanks: [Blanked] = []
    var dropped: [Range<Int>] = []
    for claim in claims where keepsProse || claim.statement.place == .block {
      guard let number = claim.statement.number, let bytes = number.bytes else { continue }
      if claim.isAsked, asked.insert(Place(claim)).inserted || claim.statement.whole != nil {
        blanks.append(Worksheet.blank(claim, bytes, in: source))
      } else if claim.statement.place == .prose {
        // The number stays, and nobody asks for it.
        dropped.append(Worksheet.comment(after: bytes.upperBound, in: source.bytes))
      }
    }
    for bytes in Worksheet.claims(of: outcome.lesson)
    where !dropped.contains(bytes) && !blanks.contains(where: { bytes.contains($0.bytes.lowerBound) }) {
      dropped.append(bytes)
    }
    for question in questions.all where question.holds == nil {
      let place = Place(subject: question.subject, value: question.value)
      guard question.kind != .claims, question.kind != .asks, asked.insert(place).inserted else { continue }
      let line = source.span(ofLine: question.line)
      let indent = source.bytes(in: line).prefix { $0 == 0x20 || $0 == 0x09 }
      let text = "\n" + String(decoding: indent, as: UTF8.self) + "claim \(question.subject) ≈ "
      blanks.append(
        Blanked(bytes: line.end..<line.end, before: text, answer: Worksheet.text(question.value)))
    }
    guard !blanks.isEmpty else { return nil }
    count = blanks.count
    func made(_ text: (Blanked) -> String) -> Source {
      var edits = blanks.map { Edit(bytes: $0.bytes, text: $0.before + text($0)) }
      edits += dropped.map { Edit(bytes: $0, text: "") }
      let sorted = edits.enumerated().sorted {
        ($0.element.bytes.lowerBound, $0.offset) < ($1.element.bytes.lowerBound, $1.offset)
      }.map(\.element)
      return Worksheet.framed(source.replacing(sorted), named: name, keepsProse: keepsProse)
    }
    self.source = made { _ in Blank.text }
    key = made(\.answer)
  }

  /// The claims in blocks, to the end of their lines.
  private static func claims(of lesson: Lesson) -> [Range<Int>] {
    let statements = lesson.items.flatMap { item -> [Statement] in
      guard case .instruction(.statement(let statement)) = item else { return [] }
      if case .compare(_, _, let members) = statement.kind { return members.flatMap(\.body) }
      return [statement]
    }
    return statements.compactMap { statement -> Range<Int>? in
      guard case .claim = statement.kind else { return nil }
      let (start, end) = (statement.span.start, lesson.source.endOfLine(statement.span.end))
      // With the line end before it, and the blanks.
      let before = lesson.source.bytes[..<start].lastIndex { $0 != 0x20 && $0 != 0x09 }
      guard let before, lesson.source.bytes[before] == UInt8(ascii: "\n") else { return start..<end }
      return before..<end
    }
  }

  /// What a number is of: the same is asked once, whether as `s` after step 2 or as `s@2`.
  private struct Place: Hashable {
    let name: Substring
    let value: Double

    init(subject: String, value: Double) {
      name = subject.prefix { $0 != "@" }
      self.value = value
    }

    init(_ claim: Claim) {
      self.init(subject: claim.statement.subject, value: claim.verdict.actual)
    }
  }

  private static func text(_ value: Double) -> String { NumberFormat(digits: 6).text(value) }

  /// A claimed number, with the markup around it in prose, and the relation before it in a block.
  private static func blank(_ claim: Claim, _ bytes: Range<Int>, in source: Source) -> Blanked {
    let answer = text(claim.verdict.actual)
    let text = source.bytes
    if claim.statement.place == .prose {
      var (first, last) = (bytes.lowerBound, bytes.upperBound)
      while first > 0, last < text.count, text[first - 1] == text[last], text[last] == UInt8(ascii: "*") {
        (first, last) = (first - 1, last + 1)
      }
      return Blanked(bytes: first..<last, before: "", answer: answer)
    }
    guard claim.statement.relation == .equal, claim.statement.whole == nil,
      let sign = text[..<bytes.lowerBound].lastIndex(of: UInt8(ascii: "="))
    else { return Blanked(bytes: bytes, before: "", answer: answer) }
    return Blanked(bytes: sign..<bytes.upperBound, before: "≈ ", answer: answer)
  }

  /// The comment that begins after a number and its markup.
  private static func comment(after end: Int, in text: [UInt8]) -> Range<Int> {
    var first = end
    while first < text.count, !text[first...].starts(with: "<!--".utf8) { first += 1 }
    var last = first
    while last < text.count, !text[..<last].suffix(3).elementsEqual("-->".utf8) { last += 1 }
    return first..<last
  }

  // MARK: The sheet around the blanks

  private static let words =
    "Fill in each blank with three digits or more, and have the sheet graded: nntrace check."

  private static func framed(_ source: Source, named name: String, keepsProse: Bool) -> Source {
    let lines = source.text(Span(0, source.bytes.count)).split(
      separator: "\n", omittingEmptySubsequences: false)
    var head: [Substring] = []
    var body = lines[...]
    if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") {
      head = lines[1..<end].filter { !$0.hasPrefix("claims:") }
      body = lines[(end + 1)...]
    }
    if !keepsProse { body = withoutProse(body)[...] }
    let text =
      ["---"] + head.map(String.init) + ["\(mark): \(name)", "---", words, ""] + body.map(String.init)
    return Source(name: source.name, text: text.joined(separator: "\n"))
  }

  /// Blocks of statements alone, each section's below its heading.
  private static func withoutProse(_ lines: ArraySlice<Substring>) -> [Substring] {
    var kept: [Substring] = []
    var heading: [Substring] = []
    var fence: (mark: Substring, block: [Substring]?)?
    for line in lines {
      let text = line.drop { $0 == " " }
      if let open = fence {
        let closes =
          text.hasPrefix(open.mark) && text.drop { $0 == open.mark.first }.allSatisfy(\.isWhitespace)
        fence?.block?.append(line)
        guard closes else { continue }
        fence = nil
        guard let block = open.block, let opening = block.first else { continue }
        let statements = block.dropFirst().drop { $0.allSatisfy(\.isWhitespace) }
        guard !statements.isEmpty else { continue }
        kept += heading + [opening] + statements + [line, ""]
        heading = []
      } else if let sign = text.first, sign == "`" || sign == "~",
        case let mark = text.prefix(while: { $0 == sign }), mark.count >= 3
      {
        let isKept = text.dropFirst(mark.count).drop { $0 == " " }.hasPrefix("nntrace")
        fence = (mark, isKept ? [line] : nil)
      } else if text.hasPrefix("#") {
        heading = [line, ""]
      }
    }
    return kept
  }
}

extension Claim {
  /// Whether a reader can be asked for the number.
  var isAsked: Bool {
    statement.verb == .claim && asStated && statement.relation.statesValue && !statement.statesTolerance
      && verdict.instances == 1 && verdict.actual.isFinite
      && (verdict.doubt == 0 || UncertainNumber.sureDigits(verdict.actual, doubt: verdict.doubt) >= 4)
  }
}
