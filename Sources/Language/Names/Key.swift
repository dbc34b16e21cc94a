/// What a name is looked up by: the form under which all its spellings meet.
///
/// Swift compares and hashes strings by canonical equivalence, so the form needs no normalisation of its own; but of
/// Greek letters each hash takes a thousand instructions. A key is hashed once, when its name is read.
package struct Key: Hashable, Sendable {
  package let text: String
  @usableFromInline let hash: Int

  package init(_ text: String) {
    self.text = text
    hash = text.hashValue
  }

  @inlinable
  package static func == (left: Key, right: Key) -> Bool {
    left.hash == right.hash && left.text == right.text
  }

  @inlinable
  package func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

extension Key: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}

extension Key: CustomStringConvertible {
  package var description: String { text }
}

extension Key {
  package static let theta: Key = "θ"
  package static let gradient: Key = "g"
  package static let clock: Key = "t"
  package static let steps: Key = "steps"
  package static let norm: Key = "norm"
  package static let loss: Key = "loss"
  package static let family: Key = "family"
  package static let pi: Key = "π"
}
