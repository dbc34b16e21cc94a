import Letters

/// How DOT spells text.
enum DOT {
  /// A quoted string; `&` would begin an entity, and a backslash an escape of DOT's own.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for character in Visible.text(text, ascii: false) {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      case "\n", "\r", "\r\n", "\t": result += " "
      default: result.append(character)
      }
    }
    return result + "\""
  }

  /// One field of a record, without the quotes around the record.
  ///
  /// Single blanks stay as they are; those that a record would drop are escaped. Graphviz drops a blank behind a
  /// letter beyond ASCII even so, and gets one that it does not know for a blank.
  static func field(_ text: String) -> String {
    var result = ""
    var isAfterBlank = true
    var isAfterASCII = true
    for character in Visible.text(text, ascii: false) {
      let isBlank = character.isWhitespace
      switch character {
      case "{", "}", "|", "<", ">", "\"", "\\": result += "\\\(character)"
      case "&": result += "&amp;"
      case _ where isBlank: result += isAfterBlank ? "\\ " : isAfterASCII ? " " : "\u{A0}"
      default: result.append(character)
      }
      isAfterASCII = character.isASCII
      isAfterBlank = isBlank
    }
    return result.isEmpty ? "\\ " : result
  }

  /// A record whose fields stand side by side although the graph runs from left to right.
  static func record(_ fields: [String]) -> String {
    "\"{ " + fields.map(field).joined(separator: " | ") + " }\""
  }
}
