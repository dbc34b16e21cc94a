import Letters

/// Brackets, which keep a logical line open.
extension Lexer {
  /// Takes an opening bracket.
  mutating func open(_ kind: Token.Kind) {
    brackets.append(Bracket(kind: kind, offset: position))
    if brackets.count > Limits.nesting {
      report(
        "brackets are nested more than \(Limits.nesting) deep", Span(position, position + 1),
        help: "give the inner parts names of their own")
    }
    emit(kind, length: 1)
  }

  /// Takes a closing bracket, whatever it closes.
  mutating func close(_ kind: Token.Kind, of opening: Token.Kind) {
    let sign = kind == .rightParenthesis ? ")" : "]"
    if let open = brackets.popLast() {
      if open.kind != opening {
        let other = open.kind == .leftParenthesis ? "(" : "["
        let note = Diagnostic.Note("opened here", at: Span(open.offset, open.offset + 1))
        report(
          "`\(sign)` cannot close `\(other)`", Span(position, position + 1),
          help: "write \(other == "(" ? ")" : "]")", notes: [note])
      }
    } else {
      report("`\(sign)` closes nothing", Span(position, position + 1))
    }
    emit(kind, length: 1)
  }
}
