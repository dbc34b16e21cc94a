import Language
import Letters
import Testing
import Trace

@testable import Lessons

/// The rules that the carried lessons hold, and what is known of each.
@Suite struct RuleLibraryTests {
  /// The rules under names of frameworks.
  static let variants = RuleLibrary.carried.rules.filter { $0.name.contains(".") }

  @Test(arguments: RuleLibrary.lessons) func everyRuleOfTheLessonsIsListed(_ name: String) throws {
    let source = try #require(LessonLibrary.lesson(named: name))
    let written = source.text(Span(0, source.bytes.count)).split(separator: "\n")
      .filter { $0.hasPrefix("rule ") }
      .map { String($0.dropFirst("rule ".count).prefix { $0 != "(" }) }
    #expect(!written.isEmpty)
    #expect(RuleLibrary.carried.rules.filter { $0.origin == name }.map(\.name) == written)
  }

  @Test func namesAreThereOnce() {
    let names = RuleLibrary.carried.names
    #expect(Set(names).count == names.count)
    for name in names { #expect(RuleLibrary.carried.rule(named: name)?.name == name) }
  }

  @Test func familiesHoldEveryRuleOnce() {
    let families = RuleLibrary.carried.families
    #expect(
      families.map(\.name) == [
        "Gradient descent and momentum", "A rate for each parameter", "Adam and its kin", "Weight decay",
        "Gradient clipping", "torch", "keras", "tf1", "optax",
      ])
    #expect(families.flatMap(\.rules).map(\.name).sorted() == RuleLibrary.carried.names.sorted())
  }

  @Test(arguments: RuleLibrary.carried.names) func everyRuleIsExplained(_ name: String) throws {
    let rule = try #require(RuleLibrary.carried.rule(named: name))
    #expect(try #require(rule.about.first).count > 20)
    if name.contains(".") {
      #expect(rule.about.joined(separator: " ").contains(".py)"), "names no file of the framework")
    }
  }

  @Test func theProseAboveARuleIsItsExplanation() {
    let text = "```nntrace\nrule a(α = 0.1)\n  θ ← θ - α·g\n```\n"
    let lesson =
      "## Ways\n\nNot this.\n\n### `a`\n\nStep by *0.1*, as in [x.y](z.md).  Then\nagain.\n\nMore.\n\n"
    let library = RuleLibrary([Source(name: "here", text: lesson + text + text.replacing("a(", with: "b.c("))]
    )
    #expect(library.rules.map(\.name) == ["a", "b.c"])
    #expect(library.rules[0].family == "Ways")
    #expect(library.rules[0].about == ["Step by 0.1, as in x.y. Then again.", "More."])
    #expect(library.rules[0].origin == "here")
    #expect(library.rules[1].family == "b")
    #expect(library.rules[1].about.isEmpty)
  }

  /// Every rule runs without arguments: two steps from a nonzero parameter go downhill.
  @Test(arguments: RuleLibrary.carried.names) func everyRuleRunsByDefault(_ name: String) throws {
    let outcome = run(
      lesson("param θ = 0.5\nL = 2·θ\noptimizer \(name)\nminimize L for 2 steps\nclaim θ < 0.5"))
    #expect(outcome.diagnostics.isEmpty)
    for claim in outcome.recording.claims { #expect(claim.asStated) }
    let rule = try #require(RuleLibrary.carried.rule(named: name)).definition
    let lines = try rule.linesByDefault()
    #expect(lines.contains { $0.hasPrefix("θ ←") })
  }

  @Test func linesByDefaultLeaveConditionsOut() throws {
    let text = """
      ```nntrace
      rule a(μ = 0, k = 0.5 + 0.5)
        start s = k
        s ← s + g       if k > 0
        u ← μ·u + s     if μ > 0
        θ ← θ - u       if μ > 0
        θ ← θ - s       if μ = 0
      ```
      """
    let rule = try #require(RuleLibrary([Source(name: "here", text: text)]).rule(named: "a")).definition
    let lines = try rule.linesByDefault()
    #expect(lines == ["start s = k", "s ← s + g", "θ ← θ - s"])
    #expect(rule.hasConditions)
    #expect(rule.head == "a(μ = 0, k = 0.5 + 0.5)")
  }

  /// The arguments and defaults as the frameworks' constructors have them.
  static let heads = [
    "torch.sgd(lr = 0.001, momentum = 0, dampening = 0, weight_decay = 0, nesterov = false)",
    "torch.adagrad(lr = 0.01, lr_decay = 0, weight_decay = 0, initial_accumulator_value = 0, eps = 1e-10)",
    "torch.rmsprop(lr = 0.01, alpha = 0.99, eps = 1e-8, weight_decay = 0, momentum = 0, centered = false)",
    "torch.adadelta(lr = 1, rho = 0.9, eps = 1e-6, weight_decay = 0)",
    "torch.adam(lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0, amsgrad = false, decoupled_weight_decay = false)",
    "torch.adamw(lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0.01, amsgrad = false)",
    "torch.adamax(lr = 0.002, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0)",
    "torch.nadam(lr = 0.002, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0, momentum_decay = 0.004, decoupled_weight_decay = false)",
    "torch.radam(lr = 0.001, beta1 = 0.9, beta2 = 0.999, eps = 1e-8, weight_decay = 0, decoupled_weight_decay = false)",
    "keras.sgd(learning_rate = 0.01, momentum = 0, nesterov = false, weight_decay = 0)",
    "keras.adagrad(learning_rate = 0.001, initial_accumulator_value = 0.1, epsilon = 1e-7, weight_decay = 0)",
    "keras.rmsprop(learning_rate = 0.001, rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false, weight_decay = 0)",
    "keras.adadelta(learning_rate = 0.001, rho = 0.95, epsilon = 1e-7, weight_decay = 0)",
    "keras.adam(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-7, amsgrad = false, weight_decay = 0)",
    "keras.adamw(learning_rate = 0.001, weight_decay = 0.004, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-7, amsgrad = false)",
    "keras.adamax(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-7, weight_decay = 0)",
    "keras.nadam(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-7, weight_decay = 0)",
    "keras.lion(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.99, weight_decay = 0)",
    "tf1.momentum(learning_rate = 0.001, momentum = 0.9, use_nesterov = false)",
    "tf1.adagrad(learning_rate = 0.001, initial_accumulator_value = 0.1)",
    "tf1.rmsprop(learning_rate = 0.001, decay = 0.9, momentum = 0, epsilon = 1e-10, centered = false)",
    "tf1.adadelta(learning_rate = 0.001, rho = 0.95, epsilon = 1e-8)",
    "tf1.adam(learning_rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8)",
    "optax.sgd(learning_rate = 0.001, momentum = 0, nesterov = false)",
    "optax.adagrad(learning_rate = 0.001, initial_accumulator_value = 0.1, eps = 1e-7)",
    "optax.rmsprop(learning_rate = 0.001, decay = 0.9, eps = 1e-8, initial_scale = 0, eps_in_sqrt = true, centered = false, momentum = 0, nesterov = false, bias_correction = false)",
    "optax.adadelta(learning_rate = 0.001, rho = 0.9, eps = 1e-6, weight_decay = 0)",
    "optax.adam(learning_rate = 0.001, b1 = 0.9, b2 = 0.999, eps = 1e-8, eps_root = 0, nesterov = false)",
    "optax.adamw(learning_rate = 0.001, b1 = 0.9, b2 = 0.999, eps = 1e-8, eps_root = 0, weight_decay = 0.0001, nesterov = false)",
    "optax.nadam(learning_rate = 0.001, b1 = 0.9, b2 = 0.999, eps = 1e-8, eps_root = 0)",
    "optax.adamax(learning_rate = 0.001, b1 = 0.9, b2 = 0.999, eps = 1e-8)",
    "optax.amsgrad(learning_rate = 0.001, b1 = 0.9, b2 = 0.999, eps = 1e-8, eps_root = 0)",
    "optax.radam(learning_rate = 0.001, b1 = 0.9, b2 = 0.999, eps = 1e-8, eps_root = 0, threshold = 5, nesterov = false)",
    "optax.lion(learning_rate = 0.001, b1 = 0.9, b2 = 0.99, weight_decay = 0.001)",
    "optax.adabelief(learning_rate = 0.001, b1 = 0.9, b2 = 0.999, eps = 1e-16, eps_root = 1e-16, nesterov = false)",
    "optax.yogi(learning_rate = 0.001, b1 = 0.9, b2 = 0.999, eps = 0.001)",
    "optax.rprop(learning_rate = 0.001, eta_minus = 0.5, eta_plus = 1.2, min_step_size = 1e-6, max_step_size = 50)",
    "optax.lars(learning_rate = 0.001, weight_decay = 0, trust_coefficient = 0.001, eps = 0, momentum = 0.9, nesterov = false)",
    "optax.lamb(learning_rate = 0.001, b1 = 0.9, b2 = 0.999, eps = 1e-6, eps_root = 0, weight_decay = 0)",
    "optax.polyak_sgd(max_learning_rate = 1, scaling = 1, f_min = 0, eps = 0)",
  ]

  @Test func defaultsAreTheFrameworks() {
    #expect(RuleLibraryTests.variants.map(\.definition.head) == RuleLibraryTests.heads)
  }

  /// A call with an argument that the rule does not have, and the mend.
  static let mistaken = [
    ("keras.rmsprop(alpha = 0.9)", "keras.rmsprop calls it rho"),
    ("keras.rmsprop(α = 0.1)", "keras.rmsprop calls it learning_rate"),
    ("tf1.rmsprop(rho = 0.9)", "tf1.rmsprop calls it decay"),
    ("optax.rmsprop(alpha = 0.9)", "optax.rmsprop calls it decay"),
    ("torch.rmsprop(rho = 0.9)", "torch.rmsprop calls it alpha"),
    ("torch.rmsprop(β = 0.9)", "torch.rmsprop calls it alpha"),
    ("torch.rmsprop(learning_rate = 0.1)", "torch.rmsprop calls it lr"),
    ("torch.rmsprop(epsilon = 1)", "torch.rmsprop calls it eps"),
    ("rmsprop(rho = 0.9)", "rmsprop calls it β"),
    ("rmsprop(lr = 0.9)", "rmsprop calls it α"),
    ("keras.adam(b1 = 0.9)", "keras.adam calls it beta_1"),
    ("keras.adam(alpha = 0.1)", "keras.adam calls it learning_rate"),
    ("torch.adam(beta_2 = 0.9)", "torch.adam calls it beta2"),
    ("adam(momentum = 0.9)", "adam calls it β₁"),
    ("adam(rho = 0.9)", "adam calls it β₂"),
    ("momentum(momentum = 0.9)", "momentum calls it μ"),
    ("momentum(β₁ = 0.9)", "momentum calls it μ"),
    ("adamw(weight_decay = 0.1)", "adamw calls it λ"),
    ("torch.sgd(λ = 0.1)", "torch.sgd calls it weight_decay"),
    ("tf1.momentum(nesterov = true)", "tf1.momentum calls it use_nesterov"),
    ("sgd_clip_norm(max_norm = 1)", "sgd_clip_norm calls it limit"),
    ("torch.rmsprop(momentun = 0.9)", "did you mean momentum?"),
    ("sgd(centered = true)", "its arguments are α"),
  ]

  @Test(arguments: mistaken) func anUnknownArgumentIsMended(_ call: String, _ help: String) throws {
    let outcome = run(lesson("param θ = 0\noptimizer \(call)"))
    let diagnostic = try #require(outcome.diagnostics.first)
    #expect(diagnostic.message.contains("has no argument"))
    #expect(diagnostic.help?.hasPrefix(help) == true, "\(diagnostic.help ?? "no help")")
  }

  @Test func anUnknownRuleIsMended() throws {
    let outcome = run(lesson("param θ = 0\noptimizer keras.rmsporp"))
    #expect(outcome.diagnostics.first?.help?.contains("keras.rmsprop") == true)
  }
}
