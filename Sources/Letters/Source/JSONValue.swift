/// A value of JSON, as read; numbers keep their spelling, whose digits may say how precise they are.
package indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// What is wrong with a text, and where.
  package struct Mistake: Error, Equatable {
    package let message: String
    /// The byte, from 0.
    package let place: Int
  }

  /// Arrays and objects may be nested this deep.
  private static let mostDepth = 32

  /// Reads a text that is one value.
  /// - Complexity: linear in its bytes.
  package init(parsing bytes: [UInt8]) throws(Mistake) {
    var reader = Reader(bytes: bytes)
    reader.skipSpaces()
    self = try reader.value(depth: 0)
    reader.skipSpaces()
    if reader.place < bytes.count { throw reader.unexpected("the end") }
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipSpaces() {
      while let next, [0x20, 0x09, 0x0A, 0x0D].contains(next) { place += 1 }
    }

    func unexpected(_ expected: String) -> Mistake {
      Mistake(message: "expected \(expected)" + (next == nil ? " before the end" : ""), place: place)
    }

    mutating func take(_ letter: Character) -> Bool {
      guard next == letter.asciiValue else { return false }
      place += 1
      return true
    }

    mutating func value(depth: Int) throws(Mistake) -> JSONValue {
      guard depth < mostDepth else {
        throw Mistake(message: "values are nested more than \(mostDepth) deep", place: place)
      }
      switch next {
      case UInt8(ascii: "{"): return try object(depth)
      case UInt8(ascii: "["): return try array(depth)
      case UInt8(ascii: "\""): return .string(try string())
      case let letter? where letter.isDigit || letter == UInt8(ascii: "-"): return try number()
      default: break
      }
      for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
      where bytes[place...].starts(with: word.utf8) {
        place += word.utf8.count
        return value
      }
      throw unexpected("a value")
    }

    private mutating func object(_ depth: Int) throws(Mistake) -> JSONValue {
      var members: [String: JSONValue] = [:]
      place += 1
      skipSpaces()
      if take("}") { return .object(members) }
      repeat {
        skipSpaces()
        guard next == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
        let start = place
        let name = try string()
        if members[name] != nil { throw Mistake(message: "'\(name)' is given twice", place: start) }
        skipSpaces()
        guard take(":") else { throw unexpected("':'") }
        skipSpaces()
        members[name] = try value(depth: depth + 1)
        skipSpaces()
      } while take(",")
      guard take("}") else { throw unexpected("',' or '}'") }
      return .object(members)
    }

    private mutating func array(_ depth: Int) throws(Mistake) -> JSONValue {
      var values: [JSONValue] = []
      place += 1
      skipSpaces()
      if take("]") { return .array(values) }
      repeat {
        skipSpaces()
        values.append(try value(depth: depth + 1))
        skipSpaces()
      } while take(",")
      guard take("]") else { throw unexpected("',' or ']'") }
      return .array(values)
    }

    private mutating func number() throws(Mistake) -> JSONValue {
      let start = place
      while let next, next.isDigit || "+-.eE".utf8.contains(next) { place += 1 }
      let text = String(decoding: bytes[start..<place], as: UTF8.self)
      guard WrittenNumber(text) != nil else {
        throw Mistake(message: "'\(text)' is not a number", place: start)
      }
      return .number(text)
    }

    private mutating func string() throws(Mistake) -> String {
      place += 1
      var text: [UInt8] = []
      while let letter = next {
        place += 1
        switch letter {
        case UInt8(ascii: "\""):
          guard let string = String(validating: text, as: UTF8.self) else {
            throw Mistake(message: "this text is not UTF-8", place: place)
          }
          return string
        case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
        case 0..<0x20:
          throw Mistake(message: "a control character in a text is escaped: \\n", place: place - 1)
        default: text.append(letter)
        }
      }
      throw unexpected("'\"'")
    }

    /// The character that an escape means, after its backslash.
    private mutating func escaped() throws(Mistake) -> Character {
      let start = place
      let letter = next
      place += 1
      switch letter {
      case UInt8(ascii: "\""): return "\""
      case UInt8(ascii: "\\"): return "\\"
      case UInt8(ascii: "/"): return "/"
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{C}"
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "u"):
        var units = [try unit()]
        if UTF16.isLeadSurrogate(units[0]), take("\\"), take("u") { units.append(try unit()) }
        if let text = String(validating: units, as: UTF16.self), let first = text.first, text.count == 1 {
          return first
        }
      default: break
      }
      throw Mistake(message: "there is no such escape", place: start)
    }

    private mutating func unit() throws(Mistake) -> UInt16 {
      let digits = bytes[place..<min(place + 4, bytes.count)]
      guard digits.count == 4, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
        let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw unexpected("four hexadecimal digits") }
      place += 4
      return unit
    }
  }
}
