import Letters

/// Text kept as written: code, formulas, escaped characters, line ends.
extension InlineParser {
  /// Finds the runs of backticks and the dollars that may close, once.
  mutating func indexRuns() {
    var at = 0
    while at < bytes.count {
      if bytes[at] == Byte.backtick {
        let start = at
        while at < bytes.count, bytes[at] == Byte.backtick { at += 1 }
        backticks[at - start, default: ([], 0)].starts.append(start)
      } else {
        if bytes[at] == Byte.dollar, closesMath(at) { dollars.starts.append(at) }
        at += 1
      }
    }
  }

  mutating func escape() {
    let next = at + 1
    if next < bytes.count, bytes[next] == Byte.newline {
      emit(.lineBreak, to: next + 1)
    } else if next < bytes.count, Byte.isPunctuation(bytes[next]) {
      pending.append(bytes[next])
      at += 2
    } else {
      keep(1)
    }
  }

  mutating func codeSpan() {
    var open = at
    while open < bytes.count, bytes[open] == Byte.backtick { open += 1 }
    let length = open - at
    guard let close = nextRun(of: length, from: open) else { return keep(length) }
    var content = bytes[open..<close].map { $0 == Byte.newline ? Byte.space : $0 }
    if isCell { content = InlineParser.withBars(content) }
    if content.count > 2, content.first == Byte.space, content.last == Byte.space,
      content.contains(where: { $0 != Byte.space })
    {
      content = Array(content[1..<(content.count - 1)])
    }
    emit(.code(String(decoding: content, as: UTF8.self)), to: close + length)
  }

  /// Code of a table's cell, in which bars had to be escaped.
  private static func withBars(_ code: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in code {
      if byte == Byte.pipe, result.last == Byte.backslash { result.removeLast() }
      result.append(byte)
    }
    return result
  }

  private mutating func nextRun(of length: Int, from start: Int) -> Int? {
    guard var runs = backticks.removeValue(forKey: length) else { return nil }
    while runs.passed < runs.starts.count, runs.starts[runs.passed] < start { runs.passed += 1 }
    let next = runs.passed < runs.starts.count ? runs.starts[runs.passed] : nil
    backticks[length] = runs
    return next
  }

  /// `$…$` and `$$…$$`: kept as written. A dollar opens before text and closes after it, so that prices stay prices.
  mutating func math() {
    let isDisplay = at + 1 < bytes.count && bytes[at + 1] == Byte.dollar
    let open = at + (isDisplay ? 2 : 1)
    guard open < bytes.count, isDisplay || !Byte.isBlank(bytes[open]) else { return keep(isDisplay ? 2 : 1) }
    while dollars.passed < dollars.starts.count, dollars.starts[dollars.passed] <= open {
      dollars.passed += 1
    }
    guard dollars.passed < dollars.starts.count else { return keep(isDisplay ? 2 : 1) }
    let close = dollars.starts[dollars.passed]
    let hasSecond = close + 1 < bytes.count && bytes[close + 1] == Byte.dollar
    guard isDisplay == hasSecond else { return keep(isDisplay ? 2 : 1) }
    let end = close + (isDisplay ? 2 : 1)
    let content = bytes[at..<end].map { $0 == Byte.newline ? Byte.space : $0 }
    emit(.code(String(decoding: content, as: UTF8.self)), to: end)
  }

  private func closesMath(_ at: Int) -> Bool {
    guard at > 0, bytes[at - 1] != Byte.backslash, bytes[at - 1] != Byte.dollar else { return false }
    if at + 1 < bytes.count, bytes[at + 1] == Byte.dollar { return true }
    guard !Byte.isBlank(bytes[at - 1]) else { return false }
    return at + 1 == bytes.count || !Byte.isDigit(bytes[at + 1])
  }

  mutating func entity() {
    guard let (text, end) = Entities.read(bytes, at: at) else { return keep(1) }
    pending += Array(text.utf8)
    at = end
  }

  /// A soft line end is a blank; two blanks before it make it hard.
  mutating func lineEnd() {
    var blanks = 0
    while let last = pending.last, last == Byte.space || last == Byte.tab {
      pending.removeLast()
      blanks += 1
    }
    if blanks >= 2 {
      emit(.lineBreak, to: at + 1)
    } else {
      pending.append(Byte.space)
      at += 1
    }
  }
}
