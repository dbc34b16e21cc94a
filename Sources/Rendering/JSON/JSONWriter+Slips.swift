import Presentation
import Trace

extension JSONWriter {
  /// The slips behind a false number, as structure and words.
  package mutating func slips(_ key: String, of claim: Claim) {
    array(key) { json in
      for slip in claim.explanation.slips {
        json.object { json in
          json.member("words", SlipWords.text(slip))
          json.array("kinds") { json in
            for mistake in slip.mistakes { json.element(mistake.kind.name) }
          }
          json.member("value", slip.value)
          if let formula = slip.formula { json.member(formula) }
        }
      }
    }
  }

  /// How many slips were tried, and why there are none: none was found of those, there is another reason, or none was
  /// looked for.
  package mutating func searchMembers(of claim: Claim) {
    member("slipsTried", claim.explanation.singles.tried)
    array("notes") { json in
      for note in claim.explanation.notes {
        json.element(SlipWords.text(note, number: claim.statement.number?.spelling ?? ""))
      }
    }
  }

  /// The formula as it is and as slipped, and which characters of each the other has not.
  private mutating func member(_ formula: Slip.Formula) {
    let view = FormulaPair(formula)
    object("formula") { json in
      json.member("left", formula.left)
      json.member("right", formula.right)
      json.member("slipped", formula.slipped)
      for (key, range) in [("rightDiffers", view.rightMark), ("slippedDiffers", view.slippedMark)] {
        json.array(key) { json in
          json.element(range.lowerBound)
          json.element(range.upperBound)
        }
      }
    }
  }
}

extension Mistake.Kind {
  /// A word for programs, which stays as it is.
  package var name: String {
    switch self {
    case .number: "otherNumber"
    case .swapped: "swapped"
    case .complemented: "complemented"
    case .omitted: "omitted"
    case .replaced: "replaced"
    case .sign: "sign"
    case .multiplied: "multiplied"
    case .divided: "divided"
    case .averaged: "mean"
    case .summed: "sum"
    case .onlyTerm: "onlyTerm"
    case .slope: "chainRule"
    case .path: "path"
    case .derivative: "derivative"
    case .degrees: "degrees"
    case .dividedBy: "divisor"
    case .onlyAt: "onlyAt"
    case .quantity: "otherQuantity"
    case .digits: "digits"
    case .fromStart, .startGradient: "startValue"
    case .alreadyUpdated: "alreadyUpdated"
    case .shortened, .rounded, .allRounded: "rounded"
    case .negated: "negated"
    case .earlier: "earlier"
    case .stale: "stale"
    case .printed: "printed"
    }
  }
}
