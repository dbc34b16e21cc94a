extension String {
  /// The text with other spellings for some scalars; those without one stay.
  ///
  /// By scalars and not by characters: a quote with a combining mark after it still ends a string.
  /// - Complexity: O(*n*)
  package func escaping(_ spelling: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let spelling = spelling(scalar) {
        result.append(contentsOf: spelling.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
