import Letters

/// Did-you-mean for names.
package enum Spelling {
  /// The candidate that is nearest to what was written; Greek letters count as their words, so `thta` finds θ.
  package static func suggestion(for written: String, among candidates: [String]) -> String? {
    NearestWord.suggestion(for: written, among: candidates, comparedAs: Name.spelledOut)
  }
}
