import Letters

/// Logical lines: statements one below the other, and the lines indented below a header (rule 47).
extension Parser {
  /// The statements of one fence.
  mutating func fence() -> [Statement] {
    var statements: [Statement] = []
    var base = lines.first?.indentation ?? 0
    var isIndented = false
    while line < lines.count {
      let current = lines[line]
      if current.indentation <= base {
        base = current.indentation
        isIndented = false
      } else if !isIndented {
        isIndented = true
        if !current.isBroken { report(unexpectedIndentation(current)) }
      }
      line += 1
      guard !current.isBroken else {
        statements.append(broken(current))
        skipBody(below: current)
        continue
      }
      begin(current)
      do throws(Diagnostic) {
        statements += try self.statements(on: current)
      } catch {
        report(error)
        statements.append(broken(current))
        skipBody(below: current)
      }
    }
    return statements
  }

  /// Parses the lines that are indented deeper than a header (rule 47), each with `parseLine`, which may use up
  /// lines of its own.
  /// - Returns: whether all lines could be parsed.
  mutating func body(
    below header: LogicalLine, _ parseLine: (inout Parser, LogicalLine) throws(Diagnostic) -> Void
  ) -> Bool {
    guard line < lines.count, lines[line].indentation > header.indentation else { return true }
    var isWhole = true
    let indentation = lines[line].indentation
    while line < lines.count, lines[line].indentation > header.indentation {
      let current = lines[line]
      line += 1
      if current.isBroken {
        isWhole = false
        skipBody(below: current)
        continue
      }
      if current.indentation > indentation {
        isWhole = false
        report(unexpectedIndentation(current))
        while line < lines.count, lines[line].indentation > indentation { line += 1 }
        continue
      }
      if current.indentation < indentation {
        isWhole = false
        report(
          Diagnostic(
            "this line is indented less than the first line of its block", at: tokens[current.first].span))
        skipBody(below: current)
        continue
      }
      begin(current)
      do throws(Diagnostic) {
        try parseLine(&self, current)
      } catch {
        isWhole = false
        report(error)
        skipBody(below: current)
      }
    }
    return isWhole
  }

  /// A line with a mistake: what it began as, and the name it would have defined, whose uses are not reported.
  func broken(_ line: LogicalLine) -> Statement {
    let first = tokens[line.first]
    let span = first.span.joined(tokens[line.last].span)
    guard first.kind == .name, line.first < line.last else {
      return Statement(.broken(.other, nil), at: span)
    }
    let second = tokens[line.first + 1]
    switch second.kind {
    case .equal, .leftBracket, .arrow:
      return Statement(.broken(.definition, Name(source.text(first.span), at: first.span)), at: span)
    default: break
    }
    let name = second.kind == .name ? Name(source.text(second.span), at: second.span) : nil
    switch StatementWord(rawValue: source.text(first.span)) {
    case .rule: return Statement(.broken(.rule, pathName(at: line.first + 1)), at: span)
    case .optimizer, .minimize, .step, .compare, .reset: return Statement(.broken(.act, nil), at: span)
    case .forward, .backward, .show, .plot, .graph, .carry, .claim, .refute, .ask:
      return Statement(.broken(.other, nil), at: span)
    case .param, .input, .let, nil: return Statement(.broken(.definition, name), at: span)
    }
  }

  /// Leaves out the lines that belong to a broken one.
  private mutating func skipBody(below header: LogicalLine) {
    while line < lines.count, lines[line].indentation > header.indentation { line += 1 }
  }

  private func unexpectedIndentation(_ line: LogicalLine) -> Diagnostic {
    Diagnostic(
      "unexpected indentation", at: tokens[line.first].span,
      help: "only rule, compare and the members of compare have indented lines")
  }

  private mutating func begin(_ line: LogicalLine) {
    position = line.first
    depth = 0
  }
}
