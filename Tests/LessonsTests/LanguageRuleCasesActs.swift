extension LanguageRuleTests {
  /// Rules 18 to 34: what a name is worth, acts, rules.
  static let actsAndRules = #"""

    § == 18 a definition follows the leaves, a let keeps
    param w = 3
    L = w²
    let before = L
    optimizer sgd(α = 0.1)
    minimize L
    claim before = 9
    claim L = w²
    claim L ≈ 5.76
    K = before·w
    claim ∂K/∂w = 9
    let f(x) = x³ + w
    claim f(2) = 8 + w
    § == 18 a macro takes families by name
    input x = [1, 2]
    input y = [3, 4]
    param w = [1, 1]
    let dot(u, v) = Σ[i] u[i]·v[i]
    let length(u) = √dot(u, u)
    claim dot(x, y) = 11
    claim length(y) = 5
    L = dot(w, x)²
    claim ∂L/∂w = [6, 12]
    E = mean[n] (dot(w, x) - y[n])² + dot(y, y)
    optimizer sgd(α = 0)
    minimize E for 1 epoch in batches of 1 over n
    § !! 18 macros are not recursive | macro f cannot use itself
    let f(x) = f(x - 1)
    § !! 18 macro arguments are counted | f takes 2 arguments, found 1
    let f(x, y) = x·y
    a = f(1)
    § == 19 derivatives are expressions
    param x = 2
    input c = 5
    f = x³
    claim ∂f/∂x = 12
    claim grad(f, x) = 12
    d = ∂f/∂x
    claim ∂d/∂x = 12
    claim ∂(∂f/∂x)/∂x = 12
    claim ∂f/∂c = 0
    claim ∂f/∂f = 1
    n = f² + 1
    claim ∂n/∂f = 2·f
    claim ∂(x² + f)/∂x = 16
    § !! 19 not with respect to a macro | f is a macro
    let f(x) = x²
    param w = 1
    L = f(w)
    claim ∂L/∂f = 1
    § == 21 what is declared between steps was there before them
    param a = 1
    L = a²
    optimizer sgd(α = 0.1)
    minimize L
    claim L@0 = 1
    claim L@1 = 0.64
    param b = 5
    M = L + b
    minimize M
    claim M@0 = 6
    claim M@1 = 5.64
    claim b@1 = 5
    claim M@2 = 5.3096
    § == 20 g is the gradient the last step used
    param w = 3
    L = w²
    optimizer sgd(α = 0.1)
    minimize L for 3 steps
    claim g@1 = 6
    claim g@2 = ∂L/∂w@1
    claim g = ∂L/∂w@2
    claim ∂L/∂w = 2·w
    refute g = ∂L/∂w
    § == 21 X@k is X after step k
    param θ = 1
    L = θ²
    optimizer sgd(α = 0.1)
    minimize L for 2 steps
    minimize L for 3 steps
    claim L@0 = 1
    claim θ@5 = θ
    claim θ@0² = 1
    claim min[k=0..5] L@k = L@5
    claim Σ[k=1..5] (L@k - L@(k-1)) < 0
    claim θ@(2+1) ≈ 0.512
    M = θ·2
    claim M@1 = 1.6
    param late = 7
    claim late@1 = 7
    reset
    claim θ@0 = 1
    § !! 21 beyond the run | @6 is beyond this run, which has made 5 steps
    param θ = 1
    L = θ²
    optimizer sgd
    minimize L for 5 steps
    claim L@6 < 1
    § !! 21 after reset a run begins | @1 is beyond this run, which has made 0 steps
    param θ = 1
    L = θ²
    optimizer sgd
    minimize L for 5 steps
    reset
    claim L@1 < 1
    § == 22 optimizer starts a rule afresh, the run goes on
    param θ = 1
    L = θ²
    optimizer momentum(α = 0.1)
    minimize L for 2 steps
    optimizer momentum(α = 0.1)
    minimize L
    claim t = 1
    claim θ@3 = θ
    claim v = -0.1·g
    let here = θ
    optimizer sgd
    claim θ = here
    § !! 22 arguments are given by name | rmsprop has no argument lr
    param θ = 0
    optimizer rmsprop(lr = 0.1)
    § == 23 reset puts the leaves back
    param θ = 1
    input mask = [1, 1]
    L = θ²·mask[1]
    let kept = 5
    optimizer momentum(α = 0.1)
    minimize L for 4 steps
    reset
    claim θ = 1
    minimize L
    claim t = 1
    claim v = -0.2
    reset with θ = -2, mask = [0, 1]
    claim θ = -2
    claim L = 0
    claim kept = 5
    reset
    claim L = 1
    § !! 23 only params and inputs | L is not a param or input
    param θ = 1
    L = θ²
    reset with L = 0
    § == 24 minimize updates the parameters of its loss
    param a = 1
    param b = 1
    input x = [1, 2]
    La = a²
    Lb = Σ[n] b·x[n]
    optimizer sgd(α = 0.25)
    minimize La
    claim a = 0.5
    claim b = 1
    minimize Lb in batches of 1 over n
    claim b = 0.75
    § == 24 until is judged after each step
    param θ = 1
    L = θ²
    optimizer sgd(α = 0.25)
    claim steps = 0
    minimize L until L < 1e-6, at most 1000 steps
    claim steps = 10
    claim L = 0.25^10
    claim L@(steps - 1) = 0.25^9
    claim Σ[k=1..steps] θ@k ≈ 1 ± 0.001
    let needed = steps
    minimize L until θ < 1e-4 and L > 0 at most 2 steps
    claim steps = 12
    minimize L until |∂L/∂θ| < 1e-6 or not θ < 1, at most 10·needed steps, showing 13, every 5
    claim steps = 21
    claim needed = 10
    reset
    claim steps = 0
    minimize L until L < 5 at most 7 steps
    claim steps = 1
    step with g = ∂L/∂θ until θ < 0.1·θ@0 at most 10 steps
    claim steps = 4
    compare L until L < 1e-3, at most 9 steps
      sgd(α = 0.25)
        claim steps = 1
        let fast = steps
      sgd(α = 0.05)
        claim steps = 7
      sgd(α = 0.04)
        claim steps = 9
    claim steps = 4
    claim fast = 1
    § == 24 until in batches sees the whole loss
    param θ = 0
    input x = [1, 2, 3]
    L = mean[n] ½·(θ - x[n])²
    optimizer sgd(α = 1)
    minimize L until L < 0.8, at most 2 epochs in batches of 2 over n
    claim steps = 1
    claim L ≈ 0.458
    minimize L until L < 0.1, at most 2 epochs in batches of 2 over n
    claim steps = 5
    § !! 24 until needs a bound | expected `, at most`
    param θ = 1
    L = θ²
    optimizer sgd
    minimize L until L < 1
    § !! 24 until reads no names of steps | g belongs to a step
    param θ = 1
    L = θ²
    optimizer sgd
    minimize L
    minimize L until |g| < 1, at most 10 steps
    § !! 24 until waits for what changes | nothing in this condition changes
    param θ = 1
    param w = 1
    L = θ²
    optimizer sgd
    minimize L until w < 1, at most 10 steps
    § !! 9 steps in a definition | a definition has only present values
    y = 2·steps
    § !! 9 steps takes no @ | takes no @
    param θ = 1
    L = θ²
    optimizer sgd
    minimize L for 3 steps
    claim steps@1 = 1
    § !! 24 a loss is a name | minimize takes a name
    param a = 1
    optimizer sgd
    minimize a² for 2 steps
    § == 25 step with feeds gradients
    param w = 1
    param W = [[1, 2], [3, 4]]
    param other = 9
    rule decay
      θ ← θ - g - 0.1·θ
    optimizer decay
    dW[i=1..2, k=1..2] = i·k
    step with g[w] = w for 2 steps, showing 1, 2
    claim w ≈ 0.01
    claim other = 9
    step with g[W] = [[1, 1], [1, 1]]
    claim W[2,2] = 2.6
    step with g[W[i,k]] = dW[i,k], g[w] = 0
    claim W[1,1] = -0.1 - 1 + 0.01
    claim other = 9
    § !! 25 a missing member is a shape error | W[2,1] is missing
    param W = [[1, 2], [3, 4]]
    optimizer sgd
    step with g[W] = [[1, 2]]
    § !! 25 g alone needs one parameter | g could be the gradient of any of 2 parameters
    param a = 1
    param b = 2
    optimizer sgd
    step with g = 1
    § == 26 batches
    param θ = 0
    input x = [1, 2, 3]
    L = mean[n] ½·(θ - x[n])²
    optimizer sgd(α = 1)
    minimize L for 1 epoch in batches of 2 over n
    claim θ@1 = 1.5
    claim θ@2 = 3
    claim L = mean[n] ½·(3 - x[n])²
    minimize L for 3 steps in batches of 2 over n
    claim θ@5 = 1.5
    minimize L for 2 epochs
    claim θ@7 = 2
    § == 26 everything below the loss takes part
    param w = 1
    input x = [1, 2, 3, 4]
    m = mean[n] w·x[n]
    c[n] = w·x[n] - m
    L = Σ[n] c[n]² + m
    optimizer sgd(α = 1)
    minimize L in batches of 1 over n
    claim g = 1
    minimize L in batches of 2 over n
    claim g = w@1·2·(0.25 + 0.25) + 1.5
    § !! 26 ranges below the loss agree | n runs over 1..3 here
    param θ = 0
    input x = [1, 2, 3]
    L = Σ[n] θ·x[n] + Σ[n=1..2] θ
    optimizer sgd
    minimize L in batches of 1 over n
    § !! 26 the index is called | L has no reduction over m
    param θ = 0
    input x = [1, 2, 3]
    L = Σ[n] θ·x[n]
    optimizer sgd
    minimize L in batches of 1 over m
    § == 27 compare
    param θ = 1
    L = θ²
    optimizer momentum(α = 0.1)
    minimize L for 2 steps
    let start = θ
    compare L for 5 steps
      sgd(α = 0.1)
        claim θ@0 = start
        let inside = L
      sgd(α = 0.2)
        let outside = L
        claim t = 5
    claim outside < inside
    claim θ = start
    claim θ@2 = θ
    compare with g = 1 for 2 steps
      sgd(α = 0.5)
        claim θ = start - 1
    § !! 27 no acts under a member | `minimize` cannot stand under a member of compare
    param θ = 1
    L = θ²
    compare L for 5 steps
      sgd
        minimize L
    § == 28 a sequence of gradients is a linear loss
    param θ = 0
    input G = [1, -1, 3]
    L = Σ[n] G[n]·θ
    optimizer sgd(α = 1)
    minimize L for 1 epoch in batches of 1 over n
    claim θ = -3
    claim g@2 = -1
    § == 29 showing, show, plot, graph
    param θ = 1
    L = θ²
    optimizer sgd(α = 0.1)
    minimize L for 10 steps, showing 1, every 4
    minimize L for 3 steps showing 11..12
    minimize L for 3 steps, showing none
    show L, θ + 1, ∂L/∂θ
    plot L, √L
    graph L, θ
    claim L < 1
    § !! 29 step numbers count within the run | step 2 is not made: this act makes steps 4 to 6 of the run
    param θ = 1
    L = θ²
    optimizer sgd
    minimize L for 3 steps
    minimize L for 3 steps, showing 2
    § !! 29 only updates of the act can be shown | step 4 is not made: this act makes 3 steps
    param θ = 1
    L = θ²
    optimizer sgd
    minimize L for 3 steps, showing 4
    § == 30 tables
    input x from "points.csv" columns x1, x2
    input y from "points.csv" column "the y"
    input numbers from "named.csv" column x
    input all from "bare.csv"
    input one from "column.csv"
    input swapped from "points.csv" columns "the y", x1
    claim numbers[1] = 1
    claim numbers[2] = 2
    claim x[2,1] = 4
    claim y[2] = 6
    claim all[2,2] = 4
    claim Σ[i] one[i] = 24
    claim swapped[1,1] = 3
    § !! 30 no such column | its columns are x1, x2, the y
    input x from "points.csv" column height
    § !! 30 no such file | nowhere.csv: no such file
    input x from "nowhere.csv"
    § == 31 lines with conditions
    rule mine(α = 1, μ = 0)
      v ← μ·v + g     if μ > 0
      d = v           if μ > 0
      d = g           if μ = 0
      θ ← θ - α·d·where(t = 1, 1, 0)
    param w = 0
    optimizer mine(α = 0.5)
    step with g = 2
    step with g = 2
    claim w = -1
    optimizer mine(μ = 0.9)
    step with g = 2
    claim w = -3
    § !! 31 a name left without a line | its line is left out by this condition
    rule mine(μ = 0)
      d = g  if μ > 0
      θ ← θ - d
    param w = 0
    optimizer mine
    § !! 31 not over t | a condition reads hyperparameters only
    rule mine
      θ ← θ - g if t = 1
    § == 32 state and intermediates
    rule mine(α = 2)
      start s = 10·α
      start u = θ
      before = s
      s ← s + 1
      s ← 2·s
      u ← u + 1
      θ ← θ - before
    param w = 3
    optimizer mine
    step with g = 0
    claim w = 3 - 20
    claim s = 42
    claim s@0 = 20
    claim u = 4
    § !! 32 either = or ← | s has both = and ← lines
    rule mine
      s = g
      s ← s + 1
      θ ← θ - s
    § !! 32 = names are assigned once | d is assigned twice
    rule mine
      d = g
      d = 2·g
      θ ← θ - d
    param w = 0
    optimizer mine
    § == 33 norm is the only crossing
    rule clipped(α = 1, most = 5)
      n = norm(g)
      θ ← θ - α·g·min(1, most/n)
    param a = 0
    param b = 0
    optimizer clipped
    step with g[a] = 6, g[b] = 8
    claim a = -3
    claim b = -4
    claim n = 10
    claim n@1 = n[a]
    § !! 33 norm takes one argument | norm takes 1 argument, found 2
    rule wrong
      θ ← θ - norm(g, g)
    § !! 33 norm is known in rules only | norm is known in rules only
    param a = 1
    b = norm(a)
    § == 34 defaults may use t and hyperparameters to the left
    rule mine(α = 1, β = α/2, γ = β/t)
      θ ← θ - γ·g
    param w = 0
    optimizer mine
    step with g = 1
    step with g = 1
    claim w = -0.5 - 0.25
    claim γ = 0.25
    optimizer mine(α = 4)
    step with g = 1
    claim w = -0.75 - 2
    § !! 34 not to the right | a default may use t and the hyperparameters to its left
    rule mine(α = β, β = 1)
      θ ← θ - α·g
    § !! 34 a rule assigns θ | rule mine never changes θ
    rule mine(α = 1)
      s ← s + g
    """#
}
