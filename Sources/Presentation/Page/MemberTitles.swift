import Trace

/// What the members of a comparison are called where there is little room.
enum MemberTitles {
  /// Members without what does not tell them apart: the rule alone where no other member has it, else with the
  /// hyperparameters that are not those of all members of the rule. The members themselves if that does not tell them
  /// apart.
  static func short(_ members: [RuleCall]) -> [RuleCall] {
    let titles = members.map { member in
      let twins = members.filter { $0.rule == member.rule }
      let own = member.hyperparameters.filter { one in
        !twins.allSatisfy { $0.hyperparameters.contains(one) }
      }
      return RuleCall(rule: member.rule, hyperparameters: own)
    }
    return Set(titles).count == titles.count ? titles : members
  }
}
