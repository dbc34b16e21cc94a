extension Statement {
  /// The name of the leaf, formula or macro that it defines.
  package var defined: Name? {
    switch kind {
    case .definition(let target, _), .leaf(_, let target, _): target.name
    case .macro(let name, _, _): name
    case .rule, .optimizer, .forward, .backward, .minimize, .step, .compare, .reset, .show, .plot, .graph,
      .carry, .claim, .ask, .broken:
      nil
    }
  }

  /// How many claims it makes in a lesson without errors.
  package var claimCount: Int {
    switch kind {
    case .claim: 1
    case .compare(_, _, let members): members.flatMap(\.body).reduce(0) { $0 + $1.claimCount }
    case .definition, .leaf, .macro, .rule, .optimizer, .forward, .backward, .minimize, .step, .reset, .show,
      .plot, .graph, .carry, .ask, .broken:
      0
    }
  }

  /// Whether a reader sees results of it.
  package var showsResults: Bool {
    switch kind {
    case .forward, .backward, .minimize, .step, .compare, .show, .plot, .graph, .claim: true
    case .definition, .leaf, .macro, .rule, .optimizer, .reset, .carry, .ask, .broken: false
    }
  }

  /// Whether it makes steps of the lesson's run.
  package var makesSteps: Bool {
    switch kind {
    case .minimize, .step: true
    default: false
    }
  }

  /// Whether it only shows what is there.
  package var onlyShows: Bool {
    switch kind {
    case .forward, .backward, .show, .plot, .graph: true
    case .definition, .leaf, .macro, .rule, .optimizer, .minimize, .step, .compare, .reset, .carry, .claim,
      .ask, .broken:
      false
    }
  }
}
