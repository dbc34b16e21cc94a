import Autodiff
import Language
import Lessons
import Letters
import Trace

/// The slips that may have been made at one item of a script.
struct ScriptEdits {
  let replay: Replay
  let script: Script
  /// Whether the lesson forms gradients.
  let isDifferentiated: Bool
  /// The names that are used more than once by what the lesson defines.
  let shared: Set<Key>

  /// The most digits that a number asked about has.
  let digits: Int

  /// The parameters that slopes are asked by.
  let variables: [Reference]
  /// The number of the step after which the numbers were claimed; nil if there were several.
  let lastStep: Int?

  init(replay: Replay, script: Script, digits: Int, variables: [Reference], lastStep: Int?) {
    self.lastStep = lastStep
    self.variables = variables
    self.digits = digits
    self.replay = replay
    self.script = script
    isDifferentiated = script.items.contains { $0.formsGradients }
    shared = isDifferentiated ? script.sharedNames : []
  }

  func candidates(at index: Int) -> [Candidate] {
    candidates(at: index, as: script.items[index], withRules: true)
  }

  /// The slips that may have been made in what a candidate has left.
  func further(after candidate: Candidate) -> [Candidate] {
    guard let change = candidate.changes.last else { return [] }
    switch change.edit {
    case .item(let edited): return candidates(at: change.item, as: edited, withRules: false)
    case .rule(let rule, let call): return edits(of: rule, call, at: change.item)
    case .before, .rounded, .after: return []
    }
  }

  /// - Parameters:
  ///   - item: the item there, which may have been edited.
  ///   - withRules: whether the rules of optimizers are edited, too.
  private func candidates(at index: Int, as item: Script.Item, withRules: Bool) -> [Candidate] {
    guard let statement = item.statement else { return [] }
    switch statement.kind {
    case .definition(let target, let value):
      let fixed = withRanges(target, at: index)
      return formula(value, of: target.name, at: index) { .definition(fixed, $0) }
    case .macro(let name, let parameters, let body):
      return formula(body, of: name, at: index) { .macro(name, parameters: parameters, $0) }
    case .leaf(let keyword, let target, let value):
      if case .expression(let expression) = value, WrittenNumber(expression) == nil {
        return formula(expression, of: target.name, at: index) { .leaf(keyword, target, .expression($0)) }
      }
      return data(value, of: target.name, at: index) { .leaf(keyword, target, $0) }
    case .optimizer(let call): return optimizer(call, at: index, withRules: withRules) { .optimizer($0) }
    case .minimize(let loss, let training): return startGradient(loss, training, at: index)
    case .step(let feeds, let training):
      return otherFeeds(feeds, training, at: index)
        + feeds.indices.flatMap { place -> [Candidate] in
          let feed = feeds[place]
          let name = feed.parameter.map { "g[" + ExpressionPrinter.text($0) + "]" } ?? "g"
          return data(feed.value, of: Name(text: name, key: "g", span: feed.span), at: index) { value in
            var changed = feeds
            changed[place].value = value
            return .step(changed, training)
          }
        }
    case .compare(let objective, let training, let members):
      return members.indices.flatMap { place in
        optimizer(members[place].call, at: index, withRules: withRules) { call in
          var changed = members
          changed[place].call = call
          return .compare(objective, training, changed)
        }
      }
    case .rule, .forward, .backward, .reset, .show, .plot, .graph, .carry, .claim, .ask, .broken:
      return []
    }
  }

  /// A family's target with its ranges written out: an edit may take away the array that gave them.
  private func withRanges(_ target: Target, at index: Int) -> Target {
    guard let places = target.places, let entry = replay.entry(target.name.key),
      let piece = entry.pieces.first(where: { $0.span == target.span })
    else { return target }
    let ranged = places.enumerated().map { position, place -> Target.Place in
      guard case .name(let range) = place, range.bounds == nil, piece.indices[position] != nil else {
        return place
      }
      let values = piece.members.map { $0[position] }
      guard let lower = values.min(), let upper = values.max() else { return place }
      let bounds = (
        lower: Expression.number(Double(lower), String(lower)),
        upper: Expression.number(Double(upper), String(upper))
      )
      var bounded = range
      bounded.bounds = bounds
      return .name(bounded)
    }
    var written = target
    written.places = ranged
    return written
  }

  /// The gradient of the start used in every step; every parameter's gradient formed when those before are updated.
  private func startGradient(_ loss: Reference, _ training: Training, at index: Int) -> [Candidate] {
    let names = script.parameters.filter { replay.entry($0.key)?.rank == 0 }
    guard digits >= SlipKind.startValue.row.digits, let lastStep, names.count == script.parameters.count,
      (1...4).contains(names.count)
    else { return [] }
    let span = script.items[index].statement?.span ?? .made
    func slope(_ name: Name) -> Expression {
      let by = Reference(name: name, span: .made)
      return Expression(.derivative(Expression(.reference(loss), at: .made), by), at: .made)
    }
    func feed(_ name: Name, _ value: Expression) -> Feed {
      Feed(parameter: Reference(name: name, span: .made), value: .expression(value), span: .made)
    }
    var found: [Candidate] = []
    if lastStep > 1 {
      let first = Double(lastStep - replay.steps(of: index))
      let feeds = names.map { name in
        feed(name, Expression(.history(slope(name), at: .number(first, String(Int(first)))), at: .made))
      }
      found.append(
        Candidate(
          item: index, edit: .item(.statement(Statement(.step(feeds, training), at: span))),
          kind: .startValue,
          mistake: Mistake(.startGradient)))
    }
    let steps = replay.steps(of: index)
    if names.count > 1, (1...3).contains(steps) {
      for order in [names, names.reversed()] {
        let one = order.map { name in
          Statement(.step([feed(name, slope(name))], Training.once), at: span)
        }
        let all = (0..<steps).flatMap { _ in one }
        let changes =
          all.dropLast().map { Change(item: index, edit: .before($0)) }
          + [Change(item: index, edit: .item(.statement(all[all.count - 1])))]
        found.append(
          Candidate(
            changes: changes, kind: .startValue, mistakes: [Mistake(.alreadyUpdated(order[0].text))],
            isFinal: true))
      }
    }
    return found
  }

  /// The gradient of another step.
  private func otherFeeds(_ feeds: [Feed], _ training: Training, at index: Int) -> [Candidate] {
    guard digits >= SlipKind.startValue.row.digits, feeds.count == 1, feeds[0].parameter == nil else {
      return []
    }
    return script.items[..<index].compactMap { item -> Candidate? in
      guard case .step(let others, _)? = item.statement?.kind, others.count == 1, others[0].parameter == nil,
        case .expression(let value) = others[0].value, case .expression(let own) = feeds[0].value
      else { return nil }
      let texts = (ExpressionPrinter.text(value), ExpressionPrinter.text(own))
      if texts.0 == texts.1 { return nil }
      return Candidate(
        item: index, edit: statement(.step(others, training), at: index), kind: .startValue,
        mistake: Mistake(.number(of: "g", [], texts.0, insteadOf: texts.1)))
    }
  }

  private func statement(_ kind: Statement.Kind, at index: Int) -> Edit {
    let item = script.items[index]
    return .item(item.statement.map { .statement(Statement(kind, at: $0.span)) } ?? item)
  }

  private func formula(
    _ value: Expression, of name: Name, at index: Int, _ kind: (Expression) -> Statement.Kind
  ) -> [Candidate] {
    var edits = TreeEdits(
      exchangeable: exchangeable(at: index), isDifferentiated: isDifferentiated, digits: digits,
      shared: shared, variables: variables)
    let replay = replay
    let target: Target? =
      if case .definition(let target, _)? = script.items[index].statement?.kind { target } else { nil }
    edits.indices = target?.indexNames ?? []
    edits.rangeOf = { key, place in
      guard let ranges = replay.entry(key)?.ranges, ranges.indices.contains(place) else { return nil }
      return ranges[place]
    }
    var found = edits.of(value)
    if let target { found += memberEdits(found, edits, target, value) }
    return found.map { edit in
      Candidate(
        item: index, edit: statement(kind(edit.formula), at: index), kind: edit.kind,
        mistake: Mistake(edit.mistake, in: .formula(of: name.text)),
        formula: edit.isOfSlope
          ? nil
          : Slip.Formula(
            left: name.text + " =", right: ExpressionPrinter.text(value),
            slipped: ExpressionPrinter.text(edit.formula)),
        isFinal: edit.isOfSlope)
    }
  }

  /// A slip in one member of a small family alone.
  private func memberEdits(
    _ found: [TreeEdit], _ edits: TreeEdits, _ target: Target, _ value: Expression
  ) -> [TreeEdit] {
    guard digits >= SlipKind.oneMember.row.digits, target.indexNames.count == 1, target.places?.count == 1,
      let range = edits.rangeOf(target.name.key, 0), range.count <= ScriptEdits.mostMembers
    else { return [] }
    let index = target.indexNames[0]
    return found.filter { $0.kind.likelihood <= .common }.flatMap { edit in
      range.map { member in
        TreeEdit(
          formula: Expression(
            .conditional(edits.condition(index, is: member), edit.formula, value), at: .made),
          about: edit.about, isName: edit.isName,
          mistake: .onlyAt("\(index.text) = \(member)", edit.mistake), kind: .oneMember,
          isOfSlope: edit.isOfSlope)
      }
    }
  }

  /// Families with more members than this are edited as a whole only.
  private static let mostMembers = 4

  /// The names above an item that may be mistaken for each other: those with equally many indices.
  private func exchangeable(at index: Int) -> [[Name]] {
    var groups: [Int: [Name]] = [:]
    for item in script.items[..<index] {
      guard let name = item.statement?.definedValue, let entry = replay.entry(name.key) else { continue }
      if groups[entry.rank]?.contains(where: { $0.key == name.key }) != true {
        groups[entry.rank, default: []].append(name)
      }
    }
    return groups.values.map { $0.suffix(ScriptEdits.mostExchanged) }
  }

  /// Names of one kind that are exchanged, the nearest above.
  private static let mostExchanged = 6

  private func data(
    _ value: LeafValue, of name: Name, at index: Int, _ kind: (LeafValue) -> Statement.Kind
  ) -> [Candidate] {
    DataEdits(name: name, value: value).all.map { edit in
      Candidate(
        item: index, edit: statement(kind(edit.value), at: index), kind: edit.kind,
        mistake: edit.mistake)
    }
  }

  private func optimizer(
    _ call: OptimizerCall, at index: Int, withRules: Bool, _ kind: (OptimizerCall) -> Statement.Kind
  ) -> [Candidate] {
    var before = replay.run(before: index)
    guard let rule = try? before.rule(call) else { return [] }
    let edits = CallEdits(call: call, rule: rule, settled: changedNames(in: call, at: index)).all
    let found = edits.map { edit in
      Candidate(
        item: index, edit: statement(kind(edit.call), at: index), kind: edit.kind,
        mistake: edit.mistake)
    }
    return withRules ? found + self.edits(of: rule, call.span, at: index) : found
  }

  /// The hyperparameters of an edited call that are not those of the lesson: a number is not misread twice.
  private func changedNames(in call: OptimizerCall, at index: Int) -> Set<Key> {
    guard let original = script.items[index].calls.first(where: { $0.span == call.span }) else { return [] }
    let written = original.arguments.map { [ExpressionPrinter.text($0.value), $0.name.key.text] }
    return call.arguments.reduce(into: []) { names, argument in
      if !written.contains([ExpressionPrinter.text(argument.value), argument.name.key.text]) {
        names.insert(argument.name.key)
      }
    }
  }

  private func edits(of rule: RuleDefinition, _ call: Span, at index: Int) -> [Candidate] {
    RuleEdits(rule: rule, digits: digits, lastStep: lastStep).all.map { edit in
      Candidate(
        item: index, edit: .rule(edit.rule, call: call), kind: edit.kind, mistake: edit.mistake,
        formula: edit.formula)
    }
  }
}

extension Statement {
  /// The name of the leaf or the formula that it defines.
  fileprivate var definedValue: Name? {
    switch kind {
    case .definition(let target, _), .leaf(_, let target, _): target.name
    case .macro, .rule, .optimizer, .forward, .backward, .minimize, .step, .compare, .reset, .show, .plot,
      .graph, .carry, .claim, .ask, .broken:
      nil
    }
  }
}

extension Target {
  /// The indices that its places bind.
  fileprivate var indexNames: [Name] {
    (places ?? []).compactMap { if case .name(let range) = $0 { range.name } else { nil } }
  }
}
