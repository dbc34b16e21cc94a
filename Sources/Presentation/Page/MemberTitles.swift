import Trace

/// What the members of a comparison are called where there is little room.
enum MemberTitles {
  /// Each member with its rule, and only those hyperparameters that not all members of the rule share; the members
  /// themselves if two of these would be the same.
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
