/// Text in a workflow command of GitHub: `::error file=…,line=3::…`.
package enum WorkflowCommand {
  /// The text after the second `::`.
  package static func message(_ text: String) -> String { escaped(text, isProperty: false) }

  /// The value of a property.
  package static func property(_ text: String) -> String { escaped(text, isProperty: true) }

  private static func escaped(_ text: String, isProperty: Bool) -> String {
    Visible.text(text).escaping { scalar in
      switch scalar {
      case "%": "%25"
      case "\n": "%0A"
      case ":" where isProperty: "%3A"
      case "," where isProperty: "%2C"
      default: nil
      }
    }
  }
}
