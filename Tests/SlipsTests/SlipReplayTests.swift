import Testing

/// Replays in which another edit has renumbered the nodes.
@Suite struct SlipReplayTests {
  /// Two edits at once, one of them "going on from the printed number": the leaf is found again by its name.
  @Test(arguments: [
    "param a = 3\nlet p = 2·a\nclaim p ≈ 7.12345\nclaim a·1000 + p·100 ≈ 30712.345",
    "param y = -8\nclaim y + 1 ≠ 9\nlet p = 2·y\nclaim p ≈ 1\nclaim y ≈ 162",
    "param y'=-8\nparam q_hat=[7]\nclaim y'≠9\nlet θ_hat=prod[i]q_hat[i]·q_hat[1]/prod[i]q_hat[i]·y'\nrefute θ_hat≈1 from\"\"\nclaim y'≈162",
    "param θ=1\nL=θ²\ncompare L for 4 step\n sgd(α=1)\n  let crept=L\nclaim crept≈5\nclaim L≈661",
  ])
  func anotherEditRenumbersTheNodes(_ block: String) {
    #expect(claims(of: block).count(where: { !$0.asStated }) >= 1)
  }
}
