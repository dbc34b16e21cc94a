import Letters
import TestSupport

@testable import Language

/// The grammar of `lessons/grammar.md`, read from its page.
struct Grammar: Sendable {
  indirect enum Part: Sendable {
    case literal(String)
    case symbol(String)
    case sequence([Part])
    case choice([Part])
    case option(Part)
    case repetition(Part)
  }

  private(set) var productions: [String: Part] = [:]
  private var words: [Substring]
  private var position = 0

  /// Reads the text of a block marked `ebnf`.
  init(_ text: Substring) {
    words = text.matches(of: /"[^"]*"|[A-Za-z]+|[=|;(){}\[\]]/).map(\.output)
    while position < words.count {
      let name = String(words[position])
      position += 2
      productions[name] = choice()
      position += 1
    }
  }

  private mutating func choice() -> Part {
    var alternatives = [sequence()]
    while words[position] == "|" {
      position += 1
      alternatives.append(sequence())
    }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence() -> Part {
    var parts: [Part] = []
    while !["|", ";", ")", "]", "}"].contains(words[position]) {
      let word = words[position]
      position += 1
      switch word {
      case "(", "[", "{":
        let inner = choice()
        position += 1
        parts.append(word == "(" ? inner : word == "[" ? .option(inner) : .repetition(inner))
      default:
        let text = String(word)
        parts.append(text.hasPrefix("\"") ? .literal(String(text.dropFirst().dropLast())) : .symbol(text))
      }
    }
    return .sequence(parts)
  }

  /// Every quoted text, and every name of a production or a class of tokens that is used.
  var used: (literals: Set<String>, symbols: Set<String>) {
    var used: (literals: Set<String>, symbols: Set<String>) = ([], [])
    func visit(_ part: Part) {
      switch part {
      case .literal(let text): used.literals.insert(text)
      case .symbol(let name): used.symbols.insert(name)
      case .sequence(let parts), .choice(let parts): parts.forEach(visit)
      case .option(let part), .repetition(let part): visit(part)
      }
    }
    productions.values.forEach(visit)
    return used
  }
}

// MARK: Sentences

/// Writes sentences of a grammar at random.
struct SentenceWriter {
  let grammar: Grammar
  var draws: Draws
  private var heights: [String: Int] = [:]
  private var names = 0

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    draws = Draws(seed: seed)
    // The least height of a sentence of each production, by iteration.
    for _ in grammar.productions {
      for (name, part) in grammar.productions { heights[name] = height(part).map { $0 + 1 } }
    }
  }

  /// The words of a sentence: literals as they are, classes of tokens by one of their members.
  mutating func sentence(_ name: String, room: Int = 12) -> [String] { words(.symbol(name), room) }

  private func height(_ part: Grammar.Part) -> Int? {
    switch part {
    case .literal, .option, .repetition: return 0
    case .symbol(let name): return grammar.productions[name] == nil ? 0 : heights[name]
    case .choice(let parts): return parts.compactMap(height).min()
    case .sequence(let parts):
      let known = parts.map(height)
      return known.contains { $0 == nil } ? nil : known.compactMap(\.self).max() ?? 0
    }
  }

  private mutating func words(_ part: Grammar.Part, _ room: Int) -> [String] {
    switch part {
    case .literal(let text): return [text]
    case .symbol(let name):
      guard let production = grammar.productions[name] else { return [token(name)] }
      return words(production, room - 1)
    case .sequence(let parts): return parts.flatMap { words($0, room) }
    case .choice(let parts):
      let fitting = parts.filter { height($0) ?? .max < room }
      if let lowest = height(part), fitting.isEmpty {
        return words(draws.pick(parts.filter { height($0) == lowest }), room)
      }
      return words(draws.pick(fitting), room)
    case .option(let part):
      return height(part) ?? .max < room && draws.below(2) == 0 ? words(part, room) : []
    case .repetition(let part):
      return (0..<(height(part) ?? .max < room ? draws.below(3) : 0)).flatMap { _ in words(part, room) }
    }
  }

  private mutating func token(_ kind: String) -> String {
    switch kind {
    case "NAME":
      // Names that differ: nothing is given twice.
      names += 1
      return draws.pick(["x", "θ", "ŷ", "w₁_"]) + String(names)
    case "INTEGER": return draws.pick(["0", "2", "12"])
    case "DIGITS": return draws.pick(["0.25", "3", "1e-8"])
    case "NUMBER": return draws.pick(["2", "0.5", "1e-8", "½"])
    case "SUPERSCRIPT": return draws.pick(["²", "³", "⁻¹"])
    case "STRING": return "\"a text\""
    default: return kind
    }
  }

  /// A sentence as a text: each statement on a line of its own, bodies indented.
  static func text(_ words: [String]) -> String {
    var text = ""
    var depth = 0
    var isFirst = true
    for word in words {
      switch word {
      case "NL":
        text += "\n"
        isFirst = true
      case "INDENT": depth += 1
      case "DEDENT": depth -= 1
      default:
        text += isFirst ? String(repeating: "  ", count: depth) : " "
        text += word
        isFirst = false
      }
    }
    return text
  }
}

// MARK: Recognition

/// Decides whether a block is a sentence of the grammar, by the text of its tokens alone.
struct Recognizer {
  /// A token in the spelling of the grammar, and its class.
  private struct Word {
    let text: String
    let kind: String
  }

  private let grammar: Grammar
  private let tokens: [Word]
  private var known: [String: [Int: Set<Int>]] = [:]

  init(_ grammar: Grammar, _ source: Source, in fence: Span) {
    self.grammar = grammar
    let lexer = Lexer(source, in: fence)
    var tokens: [Word] = []
    var indents = [lexer.lines.first?.indentation ?? 0]
    func dedent(to indentation: Int) {
      while let last = indents.last, last > indentation, indents.count > 1 {
        indents.removeLast()
        tokens.append(Word(text: "", kind: "DEDENT"))
        if indents.count == 1 { tokens.append(Word(text: "", kind: "NL")) }
      }
    }
    for line in lexer.lines {
      dedent(to: line.indentation)
      if line.indentation > indents[indents.count - 1] {
        indents.append(line.indentation)
        tokens.append(Word(text: "", kind: "INDENT"))
      }
      for token in lexer.tokens[line.first..<line.last] { tokens.append(Self.word(token, source)) }
      tokens.append(Word(text: "", kind: "NL"))
    }
    dedent(to: indents[0])
    self.tokens = tokens
  }

  private static func word(_ token: Token, _ source: Source) -> Word {
    let text = source.text(token.span)
    switch token.kind {
    case .name:
      let reduction = Parser.reductions[Name.key(of: text)]
      return Word(text: reduction.map { $0 == .sum ? "Σ" : $0.rawValue } ?? text, kind: "NAME")
    case .number: return Word(text: text, kind: "NUMBER")
    case .superscript: return Word(text: text, kind: "SUPERSCRIPT")
    case .string: return Word(text: "", kind: "STRING")
    case .times: return Word(text: "·", kind: "")
    case .minus: return Word(text: "-", kind: "")
    case .arrow: return Word(text: "←", kind: "")
    case .notEqual: return Word(text: "≠", kind: "")
    case .lessEqual: return Word(text: "≤", kind: "")
    case .greaterEqual: return Word(text: "≥", kind: "")
    case .approximately: return Word(text: "≈", kind: "")
    case .plusMinus: return Word(text: "±", kind: "")
    default: return Word(text: text, kind: "")
    }
  }

  mutating func accepts(_ name: String) -> Bool { ends(.symbol(name), 0).contains(tokens.count) }

  /// Where a part that begins at a token may end.
  private mutating func ends(_ part: Grammar.Part, _ start: Int) -> Set<Int> {
    switch part {
    case .literal(let text): return start < tokens.count && tokens[start].text == text ? [start + 1] : []
    case .symbol(let name):
      guard let production = grammar.productions[name] else { return token(name, start) ? [start + 1] : [] }
      if let ends = known[name]?[start] { return ends }
      let ends = ends(production, start)
      known[name, default: [:]][start] = ends
      return ends
    case .sequence(let parts):
      var starts: Set = [start]
      for part in parts where !starts.isEmpty {
        starts = starts.reduce(into: Set()) { $0.formUnion(ends(part, $1)) }
      }
      return starts
    case .choice(let parts): return parts.reduce(into: Set()) { $0.formUnion(ends($1, start)) }
    case .option(let part): return ends(part, start).union([start])
    case .repetition(let part):
      var all: Set<Int> = [start]
      var newest = all
      while !newest.isEmpty {
        newest = newest.reduce(into: Set()) { $0.formUnion(ends(part, $1)) }.subtracting(all)
        all.formUnion(newest)
      }
      return all
    }
  }

  private func token(_ kind: String, _ place: Int) -> Bool {
    guard place < tokens.count else { return false }
    let token = tokens[place]
    switch kind {
    case "INTEGER": return token.kind == "NUMBER" && token.text.allSatisfy(\.isNumber)
    case "DIGITS": return token.kind == "NUMBER" && token.text.first?.isASCII == true
    default: return token.kind == kind
    }
  }
}
