import Autodiff

/// One line of an update, worked out for one parameter: `s ← β·s + (1 − β)·g²` or `m̂ = m/(1 − β₁^t)`.
package struct Line: Sendable {
  /// The left-hand side.
  package let label: Label
  /// The node that holds the result; its formula is the right-hand side.
  package let node: NodeID
  /// `←`: the node whose value the result takes the place of; nil for `=`.
  package let replaces: NodeID?

  package init(label: Label, node: NodeID, replaces: NodeID?) {
    self.label = label
    self.node = node
    self.replaces = replaces
  }
}

/// A leaf that a step gives a new value, and the node that holds that value.
package struct Carried: Sendable {
  package let leaf: NodeID
  package let next: NodeID

  package init(leaf: NodeID, next: NodeID) {
    self.leaf = leaf
    self.next = next
  }
}

/// What one step does to one parameter.
package struct Update: Sendable {
  package let parameter: NodeID
  /// The node `g` of the rule.
  package let gradient: NodeID
  package let lines: [Line]
  /// The optimizer's state for this parameter, in the order of the rule's text.
  package let state: [(name: String, carried: Carried)]
  /// The parameter after the step.
  package let next: NodeID

  package init(
    parameter: NodeID, gradient: NodeID, lines: [Line], state: [(name: String, carried: Carried)],
    next: NodeID
  ) {
    self.parameter = parameter
    self.gradient = gradient
    self.lines = lines
    self.state = state
    self.next = next
  }
}

/// One kind of training step: forward pass, adjoints and updates as nodes of the lesson's graph.
package struct Program: Sendable {
  /// The node that is minimised (of the batch, where there are batches); nil where gradients are fed.
  package let loss: NodeID?
  /// The optimizer with all its hyperparameters, in the rule's order; with none where nobody reads them.
  package let optimizer: RuleCall
  /// Lines that are the same for every parameter: schedules (`α = 0.1/√t`).
  package let common: [Line]
  package let updates: [Update]
  /// The step number `t`, if the rule reads it.
  package let clock: NodeID?
  /// The members of the batch, `n = 1..2`; empty where the whole data is used.
  package let batch: String
  /// Every leaf the step changes, parameters first.
  package let carried: [Carried]
  /// What else a reader sees of a step: the loss, and the results of lines that no leaf takes over.
  package let watched: [NodeID]
  /// Made when the program is to run often.
  package internal(set) var schedule: Schedule?

  package init(
    loss: NodeID?, optimizer: RuleCall, common: [Line], updates: [Update], clock: NodeID?, batch: String
  ) {
    self.loss = loss
    self.optimizer = optimizer
    self.common = common
    self.updates = updates
    self.clock = clock
    self.batch = batch
    carried =
      updates.map { Carried(leaf: $0.parameter, next: $0.next) } + updates.flatMap { $0.state.map(\.carried) }
    let next = Set(carried.map(\.next))
    let results = (common + updates.flatMap(\.lines)).map(\.node)
    watched = [loss].compactMap(\.self) + results.filter { !next.contains($0) }
  }
}
