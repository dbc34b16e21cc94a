extension UInt8 {
  package var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// A letter of ASCII or `_`.
  package var isNameStart: Bool {
    (self >= 0x61 && self <= 0x7A) || (self >= 0x41 && self <= 0x5A) || self == UInt8(ascii: "_")
  }
}

extension Unicode.Scalar {
  /// Whether a name may begin with it.
  package var isNameStart: Bool {
    if value < 0x80 { return UInt8(value).isNameStart }
    if value == 0x2206 { return true }  // the increment sign, which looks like Delta
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return plainLetterOfSuperscript == nil
    default: return false
    }
  }

  /// Whether a name may go on with it.
  package var isNamePart: Bool {
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

  /// `t` for `ᵗ`: superscripts that are not digits, and what to write instead after `^`.
  package var plainLetterOfSuperscript: Character? {
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
  package var isSpace: Bool {
    value == 0x20 || value == 0x09 || (value >= 0x80 && properties.generalCategory == .spaceSeparator)
  }

  /// A character that a terminal would obey, or that cannot be seen.
  package var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: (0xFE00...0xFE0F).contains(value)
    }
  }

  /// `U+200B`
  package var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
  }
}
