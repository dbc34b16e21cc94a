/// Text in XML.
package enum XML {
  /// Text in an element or an attribute; characters that XML does not allow or a terminal would obey become `�`.
  package static func text(_ text: String) -> String {
    Visible.text(text).escaping { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\u{FFFE}", "\u{FFFF}": "\u{FFFD}"
      default: nil
      }
    }
  }

  /// XML with references to the characters beyond ASCII.
  package static func ascii(_ xml: String) -> String {
    xml.escaping { $0.isASCII ? nil : "&#\($0.value);" }
  }
}
