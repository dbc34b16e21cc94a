import Letters

/// What happens to the digits of a number that is copied or written down.
enum DigitSlips {
  /// Two different neighbouring digits exchanged.
  static func transposed(_ text: String) -> [String] {
    let (letters, digits) = parts(text)
    return zip(digits, digits.dropFirst()).compactMap { a, b in
      guard letters[a] != letters[b] else { return nil }
      var other = letters
      other.swapAt(a, b)
      return String(decoding: other, as: UTF8.self)
    }
  }

  /// One digit larger or smaller by one.
  static func misread(_ text: String) -> [String] {
    let (letters, digits) = parts(text)
    return digits.flatMap { place in
      [-1, 1].compactMap { step in
        let digit = Int(letters[place]) + step
        guard (0x30...0x39).contains(digit) else { return nil }
        var other = letters
        other[place] = UInt8(digit)
        return String(decoding: other, as: UTF8.self)
      }
    }
  }

  /// The bytes of a number, and the places of its digits from the first on that is not 0.
  private static func parts(_ text: String) -> (letters: [UInt8], digits: [Int]) {
    let letters = Array(text.utf8)
    let mantissa = letters.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? letters.count
    let digits = letters[..<mantissa].indices.filter { letters[$0].isDigit }
    return (letters, Array(digits.drop { letters[$0] == UInt8(ascii: "0") }))
  }
}
