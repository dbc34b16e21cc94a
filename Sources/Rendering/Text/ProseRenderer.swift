import Letters
import Trace

/// Prints a lesson's prose for a terminal or a text file.
struct ProseRenderer {
  /// Columns to wrap at.
  var width = 80
  /// Whether bold, italics and colors may be used; without them emphasis is plain text.
  var color = false
  var ascii = false
  /// What follows the number of the claim with an index, as ` ✗`; nothing for a number that is right, which is bold.
  var verdict: (Int) -> String? = { _ in nil }

  /// Writes the blocks with a blank line between them, each line ended.
  func write(_ blocks: [Block], to stream: inout some TextOutputStream) {
    for line in lines(blocks, width: width, isTight: false) {
      stream.write(line.text)
      stream.write("\n")
    }
  }

  // MARK: Blocks

  private func lines(_ blocks: [Block], width: Int, isTight: Bool) -> [ProseLine] {
    var result: [ProseLine] = []
    for block in blocks {
      let next = lines(block, width: max(width, 8))
      if !result.isEmpty && !isTight && !next.isEmpty { result.append(ProseLine()) }
      result += next
    }
    return result
  }

  private func lines(_ block: Block, width: Int) -> [ProseLine] {
    switch block {
    case .heading(let level, let text): return heading(level, text, width)
    case .paragraph(let text): return wrapped(text, width, [])
    case .list(let items, let ordered, let start): return list(items, ordered, start, width)
    case .table(let header, let alignments, let rows): return table(header, alignments, rows, width)
    case .code(let text, _): return codeLines(text)
    case .quote(let blocks):
      let bar = ProseLine(spelled("│"))
      return lines(blocks, width: width - 2, isTight: false).map { line in
        var result = bar
        if line.width > 0 {
          result.append(ProseLine(" "))
          result.append(line)
        }
        return result
      }
    case .line: return [ProseLine(String(repeating: spelled("─"), count: width))]
    }
  }

  private func heading(_ level: Int, _ text: [Inline], _ width: Int) -> [ProseLine] {
    var result = wrapped(text, width, .bold)
    guard level <= 2, let widest = result.map(\.width).max() else { return result }
    result.append(ProseLine(String(repeating: level == 1 ? "=" : "-", count: widest)))
    return result
  }

  private func codeLines(_ text: String) -> [ProseLine] {
    var rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    if rows.count > 1, rows.last == "" { rows.removeLast() }
    return rows.map { ProseLine($0.isEmpty ? "" : "    " + spelled(String($0))) }
  }

  private func list(
    _ items: [[Block]], _ ordered: Bool, _ start: Int, _ width: Int
  ) -> [ProseLine] {
    // Items of one paragraph, perhaps with a list below it, stand close together.
    let isTight = items.allSatisfy { item in
      item.count <= 2
        && item.enumerated().allSatisfy { index, block in
          switch block {
          case .paragraph: index == 0
          case .list: true
          default: false
          }
        }
    }
    let indent = ordered ? String(start + max(items.count - 1, 0)).utf8.count + 2 : 2
    var result: [ProseLine] = []
    for (index, item) in items.enumerated() {
      if index > 0 && !isTight { result.append(ProseLine()) }
      let mark = ordered ? "\(start + index)." : spelled("•")
      let inside = lines(item, width: width - indent, isTight: isTight)
      for (row, line) in (inside.isEmpty ? [ProseLine()] : inside).enumerated() {
        var whole = ProseLine(row == 0 ? mark : "")
        if line.width > 0 {
          whole.pad(to: indent)
          whole.append(line)
        }
        result.append(whole)
      }
    }
    return result
  }

  // MARK: Running text

  private func wrapped(_ text: [Inline], _ width: Int, _ style: ANSI) -> [ProseLine] {
    var wrapper = ProseWrapper(width: width, color: color)
    add(text, style, to: &wrapper)
    return wrapper.finish()
  }

  private func add(_ text: [Inline], _ style: ANSI, to wrapper: inout ProseWrapper) {
    for inline in text {
      switch inline {
      case .text(let text): wrapper.add(spelled(text), style)
      case .code(let text): wrapper.add(spelled(text), style.union(.code))
      case .emphasis(let inside): add(inside, style.union(.italic), to: &wrapper)
      case .strong(let inside): add(inside, style.union(.bold), to: &wrapper)
      case .link(let inside, let address):
        add(inside, style.union(.underlined), to: &wrapper)
        let text = plain(inside)
        // The text already says where a bare address, a mail address or a lesson beside this one is.
        if ![text, "mailto:" + text, text + ".md"].contains(address) {
          wrapper.add(" (" + spelled(address) + ")", style.union(.faint))
        }
      case .lineBreak: wrapper.breakLine()
      case .mark(let index):
        guard let mark = verdict(index) else { break }
        if mark.isEmpty { wrapper.embolden() } else { wrapper.add(mark, style) }
      }
    }
  }

  private func plain(_ text: [Inline]) -> String {
    text.reduce(into: "") { result, inline in
      switch inline {
      case .text(let text), .code(let text): result += text
      default: break
      }
    }
  }

  private func spelled(_ text: String) -> String { Visible.text(text, ascii: ascii) }

  // MARK: Tables

  private static let gap = 2
  private static let narrowest = 4

  private func table(
    _ header: [[Inline]], _ alignments: [Block.Alignment], _ rows: [[[Inline]]], _ width: Int
  ) -> [ProseLine] {
    let all = [header] + rows
    var widths = header.indices.map { column in
      all.map { wrapped($0[column], Int.max / 2, []).map(\.width).max() ?? 0 }.max() ?? 0
    }
    let available = width - ProseRenderer.gap * (widths.count - 1)
    guard available >= ProseRenderer.narrowest * widths.count else {
      return cards(header, rows, width)
    }
    ProseRenderer.shrink(&widths, to: available)
    var result = row(header, widths, alignments, .bold)
    var rule = ProseLine()
    for (column, width) in widths.enumerated() {
      if column > 0 { rule.pad(to: rule.width + ProseRenderer.gap) }
      rule.append(ProseLine(String(repeating: spelled("─"), count: width)))
    }
    result.append(rule)
    for cells in rows { result += row(cells, widths, alignments, []) }
    return result
  }

  /// Takes columns off the widest until all fit.
  private static func shrink(_ widths: inout [Int], to available: Int) {
    var total = widths.reduce(0, +)
    guard total > available else { return }
    // The common limit above which columns are cut; at most one step per column of the screen.
    var limit = available
    while total > available, limit > narrowest {
      limit -= 1
      total = widths.reduce(0) { $0 + min($1, limit) }
    }
    widths = widths.map { min($0, limit) }
  }

  private func row(
    _ cells: [[Inline]], _ widths: [Int], _ alignments: [Block.Alignment], _ style: ANSI
  ) -> [ProseLine] {
    let columns = zip(cells, widths).map { wrapped($0, $1, style) }
    return (0..<max(1, columns.map(\.count).max() ?? 1)).map { index in
      var line = ProseLine()
      var pending = 0
      for (column, lines) in columns.enumerated() {
        let cell = index < lines.count ? lines[index] : ProseLine()
        let free = max(0, widths[column] - cell.width)
        let before: Int
        switch alignments[column] {
        case .right: before = free
        case .center: before = free / 2
        case .left, .unset: before = 0
        }
        // Blanks are written only before text, so that no line ends in one.
        pending += (column > 0 ? ProseRenderer.gap : 0) + before
        if cell.width > 0 {
          line.pad(to: line.width + pending)
          line.append(cell)
          pending = free - before
        } else {
          pending += free - before
        }
      }
      return line
    }
  }

  /// A table too wide for the screen: each row as lines `header: cell`.
  private func cards(
    _ header: [[Inline]], _ rows: [[[Inline]]], _ width: Int
  ) -> [ProseLine] {
    var result: [ProseLine] = []
    for (index, cells) in rows.enumerated() {
      if index > 0 { result.append(ProseLine()) }
      for (name, cell) in zip(header, cells) {
        result += wrapped([.strong(name), .text(": ")] + cell, width, [])
      }
    }
    return result
  }
}
