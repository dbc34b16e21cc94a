/// How much the parser accepts, so that no lesson can exhaust the stack or the memory; each limit has a diagnostic.
package enum Limits {
  /// Bytes in one lesson (4 MiB). A parsed lesson takes up to a hundred times as much memory.
  package static let sourceBytes = 4 << 20
  /// Bytes in one line (1 MiB).
  static let lineBytes = 1 << 20
  // Both limits keep the parser and the printer below 512 KB of stack in a release build and below 4 MB in a debug
  // build (`HostileTests`).

  /// Brackets, bars, roots, exponents and reductions inside one another.
  package static let nesting = 100
  /// Height of an expression tree: `a + a + … + a` is as high as it has signs.
  static let treeHeight = 1_000
  /// Tokens of one expression. Array literals may be longer: each of their numbers is an expression.
  static let expressionTokens = 100_000
  /// Characters of one number.
  package static let numberBytes = 1_000
  /// Characters of one name.
  static let nameBytes = 1_000
  /// Decimals and digits of `carry`; a number in double precision has hardly more.
  static let carriedDecimals = 0...15
  static let carriedDigits = 1...15
}
