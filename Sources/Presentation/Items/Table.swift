/// Rows of names and numbers below their heads.
package struct Table: Sendable {
  package enum Row: Sendable {
    case cells([Phrase])
    case omitted(Omission)
  }

  package let heads: [Phrase]
  package var rows: [Row] = []
  /// Whether it is all that is said under its heading.
  package var standsAlone = false

  init(_ heads: [Phrase]) { self.heads = heads }
}

/// The members of a comparison side by side: groups of rows of one name, a row for each member that has it.
package struct ComparisonTable: Sendable {
  package struct Member: Sendable {
    package let run: Int
    /// Its optimizer call, and what tells it from the others where there is little room.
    package let title: String
    package let short: String
  }

  package struct Row: Sendable {
    /// Nil for all rows of a group but the first.
    package let name: Name?
    package let member: Member
    /// A number for each step; nil after the member's last.
    package let cells: [Quantity?]
  }

  package let steps: [Int]
  package var rows: [Row]
  /// Whether steps between the first ones and the last may be left out where there is little room.
  package let mayLeaveOutSteps: Bool
}
