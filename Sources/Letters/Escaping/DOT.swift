/// Text in DOT, the language of Graphviz.
package enum DOT {
  /// A quoted string; `&` would begin an entity, a backslash an escape.
  package static func quoted(_ text: String) -> String {
    let inside = Visible.text(text).escaping {
      switch $0 {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "&": "&amp;"
      case "\n", "\t": " "
      default: nil
      }
    }
    return "\"" + inside + "\""
  }

  /// DOT with entities for the characters beyond ASCII, which are in its strings only.
  package static func ascii(_ dot: String) -> String { XML.ascii(dot) }

  /// A record whose fields are side by side although the graph runs from left to right.
  package static func record(_ fields: [String]) -> String {
    "\"{ " + fields.map(field).joined(separator: " | ") + " }\""
  }

  /// One field of a record, without the quotes around the record.
  ///
  /// Single blanks stay; those that a record would drop are escaped. Graphviz drops a blank after a letter beyond
  /// ASCII even so, and gets one that it does not take for a blank.
  static func field(_ text: String) -> String {
    var isAfterBlank = true
    var isAfterASCII = true
    let field = Visible.text(text).escaping { scalar in
      let isBlank = scalar.properties.isWhitespace
      defer { (isAfterASCII, isAfterBlank) = (scalar.isASCII, isBlank) }
      switch scalar {
      case "{", "}", "|", "<", ">", "\"", "\\": return "\\" + String(scalar)
      case "&": return "&amp;"
      case _ where isBlank: return isAfterBlank ? "\\ " : isAfterASCII ? " " : "\u{A0}"
      default: return nil
      }
    }
    return field.isEmpty ? "\\ " : field
  }
}
