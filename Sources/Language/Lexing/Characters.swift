/// Reads one Unicode scalar of UTF-8; nil where the bytes are not valid UTF-8.
/// - Returns: the scalar and its length in bytes.
func scalar(in bytes: [UInt8], at position: Int, end: Int) -> (scalar: Unicode.Scalar, length: Int)? {
  let first = bytes[position]
  if first < 0x80 { return (Unicode.Scalar(first), 1) }
  let length: Int
  var value: UInt32
  switch first {
  case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
  case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
  case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
  default: return nil
  }
  guard position + length <= end else { return nil }
  for offset in 1..<length {
    let byte = bytes[position + offset]
    guard byte & 0xC0 == 0x80 else { return nil }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
  guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
  return (scalar, length)
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// A letter of ASCII or `_`.
  var isNameStart: Bool {
    (self >= 0x61 && self <= 0x7A) || (self >= 0x41 && self <= 0x5A) || self == UInt8(ascii: "_")
  }
}

extension Unicode.Scalar {
  /// Whether a name may begin with it.
  var isNameStart: Bool {
    if value < 0x80 { return UInt8(value).isNameStart }
    if value == 0x2206 { return true }  // the increment sign, which looks like Delta
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return plainLetterOfSuperscript == nil
    default: return false
    }
  }

  /// Whether a name may go on with it.
  var isNamePart: Bool {
    switch value {
    case 0x27, 0x2019, 0x2032...0x2034, 0x2080...0x2089: return true
    case 0..<0x80: return UInt8(value).isDigit || UInt8(value).isNameStart
    case 0xFE00...0xFE0F: return false  // variation selectors are invisible
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark: return true
    default: return isNameStart
    }
  }

  /// 2 for `²`.
  var superscriptDigit: Int? {
    switch value {
    case 0xB2: 2
    case 0xB3: 3
    case 0xB9: 1
    case 0x2070: 0
    case 0x2074...0x2079: Int(value) - 0x2070
    default: nil
    }
  }

  /// `t` for `ᵗ`: superscripts that are not digits, and what to write instead after `^`.
  var plainLetterOfSuperscript: Character? {
    switch value {
    case 0xAA: "a"
    case 0xBA: "o"
    case 0x207A: "+"
    case 0x207C: "="
    case 0x207D: "("
    case 0x207E: ")"
    default: Unicode.Scalar.superscripts[self]
    }
  }

  private static let superscripts: [Unicode.Scalar: Character] = {
    let raised = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ"
    let plain = "abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ"
    return Dictionary(uniqueKeysWithValues: zip(raised.unicodeScalars, plain))
  }()

  /// White space within a line.
  var isSpace: Bool {
    value == 0x20 || value == 0x09 || (value >= 0x80 && properties.generalCategory == .spaceSeparator)
  }

  /// A character that a terminal would obey, or that nobody sees.
  var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: (0xFE00...0xFE0F).contains(value)
    }
  }

  /// `U+200B`
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
  }
}

/// The text with every character that a terminal would obey, or that nobody sees, written as `\u{7}`.
package func escaped(_ text: String) -> String {
  // Joiners within an emoji or an Indic word stay: they are part of what is seen.
  func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isInvisible && scalar.value != 0x200D && scalar.value != 0x200C
      && !(0xFE00...0xFE0F).contains(scalar.value)
  }
  guard text.unicodeScalars.contains(where: mustEscape) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if mustEscape(scalar) {
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension String {
  /// The text with `-` for each `−`, as numbers and formulas are printed.
  package var withASCIIMinus: String {
    guard utf8.contains(0xE2) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\u{2212}" ? "-" : $0 }))
  }
}
