import Presentation
import Trace

extension JSONWriter {
  /// The slips behind a false number, as structure and words.
  package mutating func slips(_ key: String, of claim: Claim) {
    array(key) { json in
      for slip in claim.explanation.slips {
        json.object { json in
          json.member("words", SlipWords.text(slip))
          json.member("kinds", slip.mistakes.map(\.kind.name))
          json.array("mistakes") { json in
            for mistake in slip.mistakes { json.object { $0.members(of: mistake) } }
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
    let number = claim.statement.number?.spelling ?? ""
    member("notes", claim.explanation.notes.map { SlipWords.text($0, number: number) })
  }

  /// What was done: to `from` there, of which came `to` here.
  private mutating func members(of mistake: Mistake) {
    member("kind", mistake.kind.name)
    if let from = mistake.kind.from { member("from", from) }
    if let to = mistake.kind.to { member("to", to) }
    switch mistake.place {
    case .formula(let name), .line(let name, _): member("in", name)
    case nil: break
    }
    if case .onlyAt(let instance, let kind) = mistake.kind {
      member("at", instance)
      object("mistake") { $0.members(of: Mistake(kind)) }
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
        json.member(key, [range.lowerBound, range.upperBound])
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

extension Mistake.Kind {
  /// What is right, as the language writes it.
  fileprivate var from: String? {
    switch self {
    case .number(_, _, _, let old), .replaced(_, let old), .sign(_, let old), .quantity(_, let old): old
    case .swapped(let one, _): one
    case .complemented(let name), .derivative(let name, _), .fromStart(let name), .alreadyUpdated(let name),
      .shortened(let name, _), .printed(let name, _), .rounded(let name, _):
      name
    case .omitted(_, let whole), .multiplied(let whole), .divided(let whole), .averaged(let whole),
      .summed(let whole), .onlyTerm(_, _, let whole), .slope(_, let whole), .dividedBy(_, _, let whole),
      .degrees(let whole), .negated(let whole), .earlier(let whole), .stale(let whole), .path(let whole, _),
      .digits(_, let whole):
      whole
    case .onlyAt, .startGradient, .allRounded: nil
    }
  }

  /// What was taken instead, where that has a spelling.
  fileprivate var to: String? {
    switch self {
    case .number(_, _, let new, _), .replaced(let new, _), .sign(let new, _), .quantity(let new, _),
      .derivative(_, let new), .shortened(_, let new), .printed(_, let new), .swapped(_, let new):
      new
    default: nil
    }
  }
}
