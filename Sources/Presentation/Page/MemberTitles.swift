/// What the members of a comparison are called where there is little room.
enum MemberTitles {
  /// Optimizer calls without what does not tell them apart: the rule alone where no other member has it, else with the
  /// arguments that are not those of all members of the rule. The calls themselves if that does not tell them apart.
  static func short(_ calls: [String]) -> [String] {
    let parts = calls.map(parts)
    let titles = parts.map { rule, arguments in
      let twins = parts.filter { $0.rule == rule }
      let own = arguments.filter { argument in !twins.allSatisfy { $0.arguments.contains(argument) } }
      return own.isEmpty ? rule : rule + "(" + own.joined(separator: ", ") + ")"
    }
    return Set(titles).count == titles.count ? titles : calls
  }

  /// `rmsprop(α = 0.1, β = max(0, 1))` is the rule `rmsprop` with the arguments `α = 0.1` and `β = max(0, 1)`.
  private static func parts(_ call: String) -> (rule: String, arguments: [String]) {
    guard let open = call.firstIndex(of: "("), call.last == ")" else { return (call, []) }
    var arguments = [""]
    var depth = 0
    for character in call[call.index(after: open)...].dropLast() {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if character == ",", depth == 0 {
        arguments.append("")
      } else if character != " " || arguments.last?.isEmpty == false {
        arguments[arguments.count - 1].append(character)
      }
    }
    return (String(call[..<open].filter { $0 != " " }), arguments.filter { !$0.isEmpty })
  }
}
