import Language
import Lessons
import Trace

/// A lesson done again from some item on, with one thing changed; nothing of it is recorded.
struct Replay {
  private let script: Script
  /// The run as it stood before each item.
  private let before: [LessonRun]
  /// How many claims had been made before each item; one more than items.
  let claimsBefore: [Int]
  /// The item at which each run of the recording began.
  let runStarts: [Int]
  /// What it costs to go from the start to each item; see `cost(from:to:)`.
  private let costs: [Int]
  /// The lesson as it is, at its end.
  private let end: LessonRun
  /// The claims of the lesson as it is.
  var claims: [Claim] { end.claims }

  /// The recording of the lesson as it is.
  var recording: Recording { end.recording }

  /// The work of the longest run that is repeated.
  static let mostWork = 2_000_000
  /// Nodes of all the states that are kept, and what else they hold: an item adds a claim, a macro or a run to all
  /// states after it, which takes as much memory as some nodes.
  private static let mostKept = 1_000_000
  private static let nodesPerItem = 4

  /// Does the lesson once as it is, and keeps the state before every item.
  /// - Returns: nil if the lesson is too large to be done many times.
  init?(_ script: Script, _ start: LessonRun) {
    var run = start
    run.limits = Replay.limits
    run.rehearse(isSilent: false)
    var before: [LessonRun] = []
    var claimsBefore: [Int] = []
    var starts = [0]
    var costs = [0]
    var kept = 0
    for (index, item) in script.items.enumerated() {
      before.append(run)
      claimsBefore.append(run.claims.count)
      guard run.perform(item) else { return nil }
      while starts.count < run.runCount { starts.append(index) }
      kept += run.nodeCount + Replay.nodesPerItem * index
      guard kept <= Replay.mostKept else { return nil }
      costs.append(run.cost)
    }
    claimsBefore.append(run.claims.count)
    // A carried rule is parsed once, and not again in every replay.
    for index in before.indices { before[index].takeCarriedRules(from: run) }
    end = run
    self.script = script
    self.before = before
    self.claimsBefore = claimsBefore
    self.costs = costs
    runStarts = starts
  }

  /// What one replay may use: a slip may make a family or a run ten times longer.
  private static var limits: LessonLimits {
    var limits = LessonLimits()
    limits.nodes = 100_000
    limits.members = 100_000
    limits.turns = 200_000
    limits.work = mostWork
    return limits
  }

  /// The work of the items from one to another, both included.
  func cost(from first: Int, to last: Int) -> Int {
    costs[last + 1] - costs[first] + 100
  }

  /// What a name of the lesson means.
  func entry(_ key: Key) -> Entry? { end.entry(key) }

  /// The run before an item.
  func run(before item: Int) -> LessonRun { before[item] }

  /// How many steps an item makes in the run that it is part of.
  func steps(of item: Int) -> Int {
    let after = item + 1 < before.count ? before[item + 1] : end
    return after.stepCount - (after.runCount == before[item].runCount ? before[item].stepCount : 0)
  }

  /// Does the lesson again with a slip.
  /// - Parameters:
  ///   - needed: the claims to make again; others that stand by themselves are passed over.
  ///   - isWanted: called with the index and the new version of each claim; false ends the replay.
  /// - Returns: whether everything could be done.
  func repeatWith(
    _ candidate: Candidate, to last: Int, needed: Set<Int>, _ isWanted: (Int, Claim) -> Bool
  ) -> Bool {
    var run = before[candidate.start]
    run.rehearse(isSilent: true)
    var changes = candidate.changes[...]
    for index in candidate.start...last {
      let edits = changes.prefix { $0.item == index }
      changes = changes.dropFirst(edits.count)
      if index == candidate.start, let rule = exchangedRule(edits.map(\.edit), at: index) {
        run = index + 1 < before.count ? before[index + 1] : end
        run.rehearse(isSilent: true)
        guard run.exchangeLines(for: rule) else { return false }
        continue
      }
      let claim = claimsBefore[index]
      if edits.isEmpty, script.items[index].claim != nil, !needed.contains(claim) { continue }
      run.claims = []
      guard Replay.perform(script.items[index], edits: edits.map(\.edit), in: &run) else { return false }
      let made = run.claims
      guard claim + made.count == claimsBefore[index + 1] else { return false }
      for (offset, made) in made.enumerated() where !isWanted(claim + offset, made) { return true }
    }
    return true
  }

  /// The other rule of an `optimizer` that is changed in nothing else: its hyperparameters need not be read again.
  private func exchangedRule(_ edits: [Edit], at item: Int) -> RuleDefinition? {
    guard edits.count == 1, case .rule(let rule, let call) = edits[0],
      case .optimizer(let chosen)? = script.items[item].statement?.kind, chosen.span == call
    else { return nil }
    return rule
  }

  /// Does one instruction with the edits that are made to it; false if it cannot be done.
  private static func perform(_ item: Script.Item, edits: [Edit], in run: inout LessonRun) -> Bool {
    var item = item
    let rounding = run.rounding
    for edit in edits {
      switch edit {
      case .after: break
      case .item(let other): item = other
      case .rule(let rule, let call): run.exchange(rule, for: call)
      case .before(let statement): guard run.perform(.statement(statement)) else { return false }
      case .rounded(let kept): run.rounding = .decimals(kept)
      }
    }
    guard run.perform(item) else { return false }
    for edit in edits {
      switch edit {
      case .rounded: run.rounding = rounding
      case .after(let name, let value): guard run.set(name, to: value) else { return false }
      case .item, .rule, .before: break
      }
    }
    return true
  }
}
