extension LanguageRuleTests {
  /// Rules 1 to 17: names, scopes, families.
  static let namesAndFamilies = #"""

    § == 1 no word is reserved
    step = 4
    param = 2
    let claim = 3
    show = step(-1) + step
    σ = 0.5
    claim show = 4
    claim σ(0)·σ = 0.25
    claim claim·param = 6
    § !! 1 a macro may not take an operation's name | exp is an operation
    let exp(x) = x²
    § !! 1 a family may not be called like a reduction | a family cannot be called sum
    param sum = [1, 2]
    § !! 1 a family may not be called like a reduction, by definition | a family cannot be called `max`
    max[i=1..2] = i
    § == 2 a line whose first name is followed by = is a definition
    minimize = 3
    claim[1] = 4
    claim minimize = 3
    claim claim[1] = 4
    for = 2
    in = 3
    claim for·in = 6
    § !! 2 otherwise it begins with a statement word | unknown statement `clame`
    x = 2
    clame x = 2
    § == 3 what a name consists of
    x₁ = 2
    _a = 3
    f' = 4
    f′′ = 5
    ŷ = 6
    claim x₁·_a·f'·f′′·ŷ = 720
    let σ2 = 3
    claim σ2² = 9
    § !! 3 superscript letters are refused | write β^t
    let β = 0.9
    a = βᵗ
    § == 4 spellings of one name
    let β₁ = 1
    claim beta1 = 1
    claim β1 = 1
    let theta0 = 2
    claim θ₀ = 2
    let m_hat = 3
    claim m̂ = 3
    let ŷ = 4
    claim y_hat = 4
    let µ = 5
    claim μ + mu = 10
    let beta_1 = 7
    claim β_1 = 7
    claim beta_1 ≠ beta1
    § !! 4 two spellings are one name | already defined
    let theta = 1
    let θ = 2
    § == 5 predefined constants
    claim π ≈ 3.14159
    claim true + false = 1
    let π = 3
    claim π = 3
    e = 2
    claim e^2 = 4
    § !! 5 e is an ordinary name | unknown name e
    a = e^2
    § == 6 pieces with different indices are one definition
    a[1] = 5
    a[k=2..3] = a[k-1] + 1
    claim a[3] = 7
    rule sgd(α = 1)
      θ ← θ - α
    param w = 3
    optimizer sgd
    step with g = 100
    claim w = 2
    § !! 6 a second definition shows the first | first defined here
    a = 1
    a = 2
    § !! 6 pieces may not overlap | a[2] is defined twice
    a[k=1..3] = k
    a[k=2..4] = k
    § == 7 a rule has names of its own
    param g = 2
    let α = 100
    s = 7
    rule mine(α = 0.1)
      s ← s + 1
      s ← 2·s
      θ ← θ - α·g
      θ ← θ - s
    optimizer mine
    step with g[g] = 10
    claim g = 2 - 1 - 2
    claim s = 7
    § !! 7 a rule does not see the lesson | unknown name rate in rule mine
    let rate = 0.5
    rule mine
      θ ← θ - rate·g
    § !! 7 g cannot be assigned | g is given and cannot be changed
    rule mine
      g = 2
      θ ← θ - g
    § !! 7 t cannot be assigned | t is given and cannot be changed
    rule mine
      t ← t + 1
      θ ← θ - g
    § == 8 arguments see the lesson's lets, inputs and macros, t is the step
    let rate = 0.1
    input n = 2
    let half(x) = x/2
    t = 50
    param w = 0
    optimizer sgd(α = half(rate)·n/t)
    step with g = 1
    step with g = 1
    claim w = -0.1 - 0.05
    claim t = 50
    § == 8 arguments are read where the line stands
    param w = 1
    let c = 0.5
    L = w²
    optimizer sgd(α = c)
    minimize L
    claim w = 0
    § !! 8 unknown names in arguments | unknown name rate
    param w = 0
    optimizer sgd(α = rate)
    § == 9 step names after a step
    param w = 1
    param b = 2
    L = (w + b)²
    optimizer momentum(α = 0.1, μ = 0.5)
    minimize L
    claim v[w] = -0.6
    claim g[b] = 6
    claim t = 1
    claim α = 0.1
    § == 9 a lesson's own name hides a step name
    s = 42
    param w = 0
    optimizer rmsprop
    step with g = 1
    claim s = 42
    § == 9 members of families in brackets
    param W = [[1, 2], [3, 4]]
    L = Σ[i,j] W[i,j]²
    optimizer momentum(α = 0.1)
    minimize L
    claim v[W[1,2]] = -0.4
    claim g[W[i,j]] = 2·W[i,j]@0
    § !! 9 bare s of several parameters names the choices | write v[w], v[b]
    param w = 1
    param b = 2
    L = w + b
    optimizer momentum
    minimize L
    claim v = 0
    § !! 9 t needs no subscript | takes no subscript
    param w = 1
    L = w²
    optimizer sgd
    minimize L
    claim t[w] = 1
    § == 10 an index is a number in expressions
    a[k=1..3] = k² + k
    claim a[3] = 12
    b = Σ[k=1..3] k·a[k]
    claim b = 2 + 12 + 36
    § !! 10 an index may not bear a defined name | k cannot be an index: it is input k
    input k = 2
    a = Σ[k=1..3] k
    § == 11 subscripts are integers of indices, numbers and lets
    let n = 2
    input x = [1, 2, 3, 4, 5]
    a = x[2·n+1]
    b[n] = 7
    c[k=1..2] = x[n·k] + x[k+n]
    claim a = 5
    claim b[2] = 7
    claim c[k] = x[2·k] + x[k+2]
    § !! 11 an index free on the right must be free on the left | index i has no range here
    input x = [1, 2]
    a = x[i] + 1
    § !! 11 a subscript is an integer | must be a whole number, found 1.5
    input x = [1, 2]
    a = x[3/2]
    § !! 11 a param is no index | n is param n, not an index and not a constant
    param n = 1
    input x = [1, 2]
    a = x[n]
    § == 12 ranges come from bare subscripts
    input x = [1, 2, 3]
    W[i=0..2] = i
    a = Σ[i] x[i]
    b = Σ[i] W[i]
    c[k=1..2] = x[k+1]
    d[k=2..3] = x[k]
    claim a = 6
    claim b = 3
    claim c[2] = 3
    claim d[k] = k
    § !! 12 ranges that differ show both | index i runs over 1..2 in y, but over 1..3 in x
    input x = [1, 2, 3]
    input y = [1, 2]
    L = Σ[i] x[i]·y[i]
    § !! 12 arithmetic gives no range | the range of index k is not given
    input x = [1, 2, 3]
    a[k] = x[k+1]
    § !! 12 a bound gives no range | the range of index i is not given
    a = Σ[i] Σ[j=1..i] j
    § == 12 a written range wins
    input x = [1, 2, 3]
    input y = [1, 2]
    L = Σ[i=1..2] x[i]·y[i]
    claim L = 5
    § !! 12 outside the range is an error | x[0] is outside x[1..3]
    input x = [1, 2, 3]
    a[k=1..3] = x[k-1]
    § == 13 families in pieces, earlier and later members
    d[4] = 1
    d[k=1..3] = 2·d[k+1]
    claim d[1] = 8
    f[0] = 0
    f[-1] = 1
    f[k=1..10] = f[k-1] + f[k-2]
    claim f[10] = 55
    § !! 13 a circle is named | a[1] → a[3] → a[1]
    a[k=1..3] = a[4-k]
    § == 14 bounds of outer indices, empty ranges
    let n = 3
    T[k=1..n] = Σ[i=1..k] i
    claim T[3] = 6
    claim Σ[i=1..0] i = 0
    claim prod[i=1..0] i = 1
    P[i=1..3, j=1..i] = i·j
    claim P[3,3] = 9
    § !! 14 the mean of nothing | mean over an empty range has no value
    a = mean[i=1..0] i
    § !! 14 the greatest of nothing | max over an empty range has no value
    a = max[i=1..0] i
    § == 15 how far a reduction reaches
    input w = [1, 2]
    input x = [3, 4]
    let b = 10
    claim Σ[i] w[i]·x[i] + b = 21
    claim 6/Σ[i] w[i]·x[i] = 6/11
    claim Σ[i] w[i] - 1 < 3
    claim -Σ[i] w[i]·2 = -6
    claim 2·Σ[i] w[i]/2 = 3
    § == 16 a condition of constants is decided while the graph is built
    input x = [1, 2, 3]
    a[k=1..3] = where(k = 1, 0, x[k-1])
    b = Σ[n] where(n = 2, 0, x[n])
    let deep = 0
    c = where(deep, x[99], 5)
    claim a[3] = 2
    claim a[1] = 0
    claim b = 4
    claim c = 5
    § == 16 and, or, not
    input x = [1, 2, 3]
    param w = 2
    a[k=1..3] = where(k > 1 and x[max(k-1, 1)] > 1, 1, 0)
    claim a = [0, 0, 1]
    b[k=1..3] = where(k = 1 or x[k-1] = 1, 1, 0)
    claim b = [1, 1, 0]
    claim where(not w > 3 and (w < 1 or w > 1), 1, 0) = 1
    claim where(not (w > 1 or w < 1), 1, 0) = 0
    claim where(not w = 2 or w > 1 and w < 2, 1, 0) = 0
    let even(n) = where(mod(n, 2) = 0, 1, 0)
    claim even(4) - even(3) = 1
    f = where(w > 1 and w < 3, w², 0)
    claim ∂f/∂w = 4
    § == 16 other conditions choose at run time, without 0·∞
    param x = 0
    f = where(x > 0, √x, x)
    backward f
    claim f = 0
    claim ∂f/∂x = 1
    h = where(x, 1, 2)
    claim h = 2
    § == 17 a free index in a claim means each value
    input p = [0.2, 0.8]
    param z = [1, 2]
    q[k] = exp(z[k])/Σ[j] exp(z[j])
    H = -Σ[k] p[k]·ln(q[k])
    claim ∂H/∂z[k] = q[k] - p[k]
    let twice[k] = 2·z[k]
    claim twice[2] = 4
    show ∂H/∂z, z
    optimizer sgd(α = 1)
    step with g[z] = [0.1, 0.2]
    claim z[2] = 1.8
    step with g[z[k]] = z[k]
    claim z[k] = 0
    § !! 17 never in arithmetic | W is a family; one of its members is needed here
    param W = [1, 2]
    a = W + 1
    """#
}
