/// A line of the lesson as written.
package struct SourceLine: Sendable {
  /// In the lesson's file, from 1.
  package let number: Int
  package let text: String
  /// The numbers in it that the lesson gives to names: where they are, in bytes, and which of the recording's fields.
  package let fields: [(place: Range<Int>, index: Int)]
}
