import Language
import Trace

/// Looks for the one slip that would make a false claim true: for what is claimed wrongly, and for what is refuted.
///
/// Every single edit of the formulas, rules and numbers that a claim rests on is tried by doing the lesson again with
/// it. It explains the claim if the claimed digits come out, and what was claimed before and held still holds.
struct SlipSearch {
  /// The work of a whole search, in evaluations of one node.
  private static let budget = 6_000_000
  private static let mostCandidates = 1_500
  /// How many slips are kept for a claim.
  private static let mostSlips = 12

  /// A false claim, and what the slips tried so far make of it.
  private struct Question {
    let claim: Int
    let item: Int
    let items: Set<Int>
    /// Earlier claims of the same run that held, and have to hold with a slip.
    let held: Set<Int>
    /// Earlier numbers of the same run that are refuted.
    let refuted: Set<Int>
    var answers: [Answer] = []
  }

  /// What a slip makes of a false claim.
  private struct Answer {
    let candidate: Int
    let value: Double
    /// Whether the claimed digits come out.
    let fits: Bool
    /// How many of the refuted numbers before come out, too.
    let others: Int
    /// Whether every claim that held still holds.
    let isConsistent: Bool
  }

  private let script: Script
  private let replay: Replay
  private var questions: [Question] = []
  private var candidates: [Candidate] = []
  private var slipsOf: [Int: (slips: [Slip], tried: Int, note: String?)] = [:]

  /// Adds slips to the claims of a lesson.
  /// - Parameters:
  ///   - start: the lesson before its first item.
  ///   - claims: as the lesson made them.
  ///   - work: what the whole lesson cost.
  static func explain(
    _ claims: [Claim], of script: @autoclosure () -> Script, from start: LessonRun, work: Int
  )
    -> [Claim]
  {
    guard claims.contains(where: isQuestion), work <= Replay.mostWork else { return claims }
    let script = script()
    guard let replay = Replay(script, start),
      replay.claims.count == claims.count
    else { return claims }
    var search = SlipSearch(script: script, replay: replay)
    search.ask(claims)
    search.collect()
    search.limit()
    search.tryAll()
    return claims.enumerated().map { search.explained($1, $0) }
  }

  private init(script: Script, replay: Replay) {
    self.script = script
    self.replay = replay
  }

  /// Whether a claim is one number that is not so.
  private static func isQuestion(_ claim: Claim) -> Bool {
    guard claim.outcome == .fails, claim.relation == "=" || claim.relation == "≈", claim.spelling != nil,
      claim.actual.isFinite
    else { return false }
    return claim.notes.isEmpty && (claim.verb == .claim || claim.instances == 1)
  }

  // MARK: Questions

  private mutating func ask(_ claims: [Claim]) {
    let relevance = Relevance(script)
    let subjects = claimSubjects(claims)
    for (index, claim) in claims.enumerated() where SlipSearch.isQuestion(claim) {
      guard let item = script.items.indices.first(where: { replay.claimsBefore[$0 + 1] > index }) else {
        continue
      }
      // A claim inside a compare belongs to a member; the compare itself is then the item.
      guard let syntax = script.items[item].claim ?? memberClaim(item, index) else { continue }
      let items = relevance.items(
        for: syntax, at: item, runStart: replay.runStarts[claim.moment.run], steps: claim.moment.step)
      var held = Set<Int>()
      var refuted = Set<Int>()
      for earlier in 0..<index where claims[earlier].moment.run == claim.moment.run {
        if claims[earlier].holds {
          if !isCorrection(earlier, of: claims, subjects) { held.insert(earlier) }
        } else if SlipSearch.isQuestion(claims[earlier]) {
          refuted.insert(earlier)
        }
      }
      questions.append(Question(claim: index, item: item, items: items, held: held, refuted: refuted))
    }
  }

  private func memberClaim(_ item: Int, _ index: Int) -> ClaimSyntax? {
    guard case .statement(let statement) = script.items[item],
      case .compare(_, _, let members) = statement.kind
    else { return nil }
    let claims = members.flatMap(\.body).compactMap { inner -> ClaimSyntax? in
      if case .claim(let claim) = inner.kind { claim } else { nil }
    }
    let place = index - replay.claimsBefore[item]
    return claims.indices.contains(place) ? claims[place] : nil
  }

  /// The printed expressions each claim is about.
  private func claimSubjects(_ claims: [Claim]) -> [(left: String, all: Set<String>)] {
    var result = [(left: String, all: Set<String>)](repeating: ("", []), count: claims.count)
    for item in script.items.indices {
      for index in replay.claimsBefore[item]..<replay.claimsBefore[item + 1] {
        guard let syntax = script.items[item].claim ?? memberClaim(item, index) else { continue }
        var all = Set<String>()
        for side in [syntax.left, syntax.right] {
          side.visit { if case .number = $0.kind {} else { all.insert(ExpressionPrinter.text($0)) } }
        }
        result[index] = (ExpressionPrinter.text(syntax.left), all)
      }
    }
    return result
  }

  /// Whether a claim says what a refuted number really is: whoever made the slip cannot have known it.
  private func isCorrection(
    _ claim: Int, of claims: [Claim], _ subjects: [(left: String, all: Set<String>)]
  ) -> Bool {
    claims.indices.contains { other in
      SlipSearch.isQuestion(claims[other]) && claims[other].moment == claims[claim].moment
        && subjects[claim].all.contains(subjects[other].left)
    }
  }

  // MARK: Candidates

  private mutating func collect() {
    let edits = ScriptEdits(replay: replay, script: script)
    let rounding = RoundingEdits(replay: replay, script: script)
    let items = questions.reduce(into: Set<Int>()) { $0.formUnion($1.items) }
    var printed: [String: Int] = [:]
    for item in script.items {
      if let claim = item.claim, let name = claim.left.bareName, let number = WrittenNumber(claim.right) {
        if let decimals = decimals(of: number) { printed[name.key] = decimals }
      }
    }
    for item in items.sorted() {
      candidates += edits.candidates(at: item)
      if let candidate = rounding.definition(item, printed: printed) { candidates.append(candidate) }
    }
    for question in questions {
      if let syntax = script.items[question.item].claim {
        let claim = replay.claims[question.claim]
        candidates += ClaimEdits(syntax: syntax, claim: claim, item: question.item, script: script).all
      }
    }
    carryOn(rounding)
    candidates = candidates.enumerated().sorted {
      ($0.element.simplicity, $0.offset) < ($1.element.simplicity, $1.offset)
    }.map(\.element)
  }

  /// Numbers carried on as printed, and runs with every result rounded.
  private mutating func carryOn(_ rounding: RoundingEdits) {
    var seen = Set<Int>()
    var rounded = Set<[Int]>()
    for question in questions {
      for earlier in question.held.union(question.refuted).sorted() where seen.insert(earlier).inserted {
        guard let item = script.items.indices.first(where: { replay.claimsBefore[$0 + 1] > earlier }),
          script.items[item].claim != nil
        else { continue }
        if let candidate = rounding.afterClaim(item, replay.claims[earlier]) { candidates.append(candidate) }
      }
      let claim = replay.claims[question.claim]
      let start = replay.runStarts[claim.moment.run]
      guard start < question.item, let syntax = script.items[question.item].claim,
        let number = WrittenNumber(syntax.right), let decimals = decimals(of: number)
      else { continue }
      let from = start == 0 ? 0 : start + 1
      if rounded.insert([from, decimals]).inserted {
        candidates.append(rounding.everything(from: from, decimals: decimals))
      }
    }
  }

  /// Decimals of a number written without an exponent; nil for none and for many.
  private func decimals(of number: WrittenNumber) -> Int? {
    guard !number.spelling.contains(where: { $0 == "e" || $0 == "E" }),
      let point = number.spelling.firstIndex(of: ".")
    else { return nil }
    let count = number.spelling[point...].count - 1
    return (1...8).contains(count) ? count : nil
  }

  // MARK: Trying

  /// Gives up the questions that would cost too much, the latest first. A question is answered by all candidates or
  /// by none: "no slip explains it" must not depend on how many there was time for.
  private mutating func limit() {
    var work = [Int](repeating: 0, count: questions.count)
    var total = 0
    for candidate in candidates {
      var before = 0
      for (place, question) in questions.enumerated() where isRelevant(candidate, to: question) {
        let cost = replay.cost(from: candidate.item, to: question.item)
        work[place] += max(cost - before, 0)
        before = max(cost, before)
      }
    }
    let places = questions.indices.prefix { place in
      total += work[place]
      return total <= SlipSearch.budget
    }
    if candidates.count > SlipSearch.mostCandidates {
      questions = []
    } else {
      questions = Array(questions[places])
    }
  }

  private mutating func tryAll() {
    for index in candidates.indices {
      let concerned = questions.indices.filter { isRelevant(candidates[index], to: questions[$0]) }
      guard let last = concerned.map({ questions[$0].item }).max() else { continue }
      attempt(index, concerned, to: last)
    }
  }

  private func isRelevant(_ candidate: Candidate, to question: Question) -> Bool {
    guard candidate.item <= question.item else { return false }
    switch candidate.edit {
    case .item where script.items[candidate.item].claim != nil: return candidate.item == question.item
    case .item, .rule, .rounded: return question.items.contains(candidate.item)
    case .before: return true
    case .after:
      let printed = replay.claimsBefore[candidate.item]
      let claim = replay.claims[question.claim]
      let isSame =
        replay.claims[printed].moment == claim.moment && replay.claims[printed].subject == claim.subject
      return !isSame && (question.held.contains(printed) || question.refuted.contains(printed))
    }
  }

  private mutating func attempt(_ index: Int, _ concerned: [Int], to last: Int) {
    var alive = concerned
    var explained = Set<Int>()
    var broken = Set<Int>()
    var answers: [(question: Int, answer: Answer)] = []
    let isWhole = replay.repeatWith(candidates[index], to: last) { claim, made in
      if made.holds { explained.insert(claim) } else { broken.insert(claim) }
      for place in alive where questions[place].claim == claim {
        let question = questions[place]
        let answer = Answer(
          candidate: index, value: made.actual, fits: made.holds,
          others: question.refuted.intersection(explained).count,
          isConsistent: question.held.isDisjoint(with: broken))
        answers.append((place, answer))
      }
      alive.removeAll { questions[$0].claim == claim || !questions[$0].held.isDisjoint(with: broken) }
      return !alive.isEmpty
    }
    if isWhole { for (place, answer) in answers { questions[place].answers.append(answer) } }
    for place in concerned where isWhole && !answers.contains(where: { $0.question == place }) {
      // It broke a claim that held; it has been tried all the same.
      questions[place].answers.append(
        Answer(candidate: index, value: .nan, fits: false, others: 0, isConsistent: false))
    }
  }

  // MARK: Answers

  private func explained(_ claim: Claim, _ index: Int) -> Claim {
    guard let question = questions.first(where: { $0.claim == index }), !question.answers.isEmpty,
      let unit = claim.spelling.flatMap(unit)
    else { return claim }
    var result = claim
    let answers = question.answers.filter { $0.isConsistent && $0.value.isFinite }
    let coincidence = Coincidence(
      claimed: claim.expected, actual: claim.actual, unit: max(unit, 2 * claim.tolerance))
    var believed: [Answer] = []
    var doubted = 0
    for simplicity in Simplicity.allCases {
      let upTo = answers.filter { candidates[$0.candidate].simplicity <= simplicity }
      let fitting = upTo.filter { $0.fits && candidates[$0.candidate].simplicity == simplicity }
      if coincidence.expected(upTo.map(\.value)) <= Coincidence.limit {
        believed += fitting
      } else {
        doubted += fitting.count
      }
    }
    if believed.isEmpty, doubted > 0 {
      let many = doubted == 1 ? "one slip" : "\(doubted) slips"
      result.notes.append("\(many) would give \(claim.spelling ?? ""), but it has too few digits to tell")
      return result
    }
    believed.sort {
      ($1.others, candidates[$0.candidate].simplicity, $0.candidate)
        < ($0.others, candidates[$1.candidate].simplicity, $1.candidate)
    }
    result.slips = believed.prefix(SlipSearch.mostSlips).map {
      Slip(text: candidates[$0.candidate].text, value: $0.value)
    }
    result.slipsTried = question.answers.count
    return result
  }

  private func unit(of spelling: String) -> Double? {
    let digits = spelling.hasPrefix("-") ? String(spelling.dropFirst()) : spelling
    guard let value = Double(digits) else { return nil }
    return WrittenNumber(.number(value, digits))?.unit
  }
}
