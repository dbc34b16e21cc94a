/// The lessons that the language was designed on, whole; they must parse without a diagnostic.
let sketches: [(name: String, text: String)] = [
  (
    "01-rmsprop-basics.md",
    #"""
    ---
    title: RMSprop, step by step
    ---
    One parameter starts at 0. The rate is α = 0.1, the decay β = 0.9.

    ```nntrace
    param θ = 0
    optimizer rmsprop(α = 0.1, β = 0.9, ε = 1e-8)
    step with g = 1
    claim s = 0.1                from "article 002 §4.3"
    refute θ ≈ -0.0316           from "article 002 §4.3"
    claim θ ≈ -0.3162277502
    step with g = -1
    claim s = 0.19               from "article 002 §4.3"
    refute θ ≈ 0.0395            from "article 002 §4.3"
    claim θ ≈ -0.08681202237
    # the article's own right-hand side, from its own -0.0316:
    claim -0.0316 - α/√(s + ε)·g ≈ 0.1978
    refute -0.0316 - α/√(s + ε)·g ≈ 0.0395
    # history, intermediate, hyperparameter
    claim θ@0 = 0
    claim θ@1 ≈ -0.3162
    claim s@1 = 0.1
    claim g@1 = 1
    ```
    The first step moves θ to **-0.3162**<!-- claim θ@1 -->, the second leaves s at 0.19<!-- claim s -->.
    """#
  ),
  (
    "04-backprop-2-2-1.md",
    #"""
    ---
    title: Two hidden units, one output, with biases
    ---
    ```nntrace
    input x = [0.5, -1]
    input y = 1
    param W = [[0.1, 0.2], [-0.3, 0.4]]
    param b = [0.1, -0.1]
    param V = [0.5, -0.6]
    param c = 0.2
    h[j] = σ(Σ[i] W[j,i]·x[i] + b[j])
    o = σ(Σ[j] V[j]·h[j] + c)
    L = ½·(y - o)²
    backward L
    claim ∂L/∂V[j] = ∂L/∂c·h[j]
    claim ∂L/∂W[j,i] = ∂L/∂b[j]·x[i]
    let before = L
    optimizer sgd(α = 0.5)
    minimize L for 100 steps, showing 1, 2, 100
    claim L < before
    claim L@0 = before
    claim L@100 < L@1
    ```
    """#
  ),
  (
    "05-xor.md",
    #"""
    ---
    title: XOR with RMSprop
    ---
    ```nntrace
    input x = [[0, 0], [0, 1], [1, 0], [1, 1]]
    input y = [0, 1, 1, 0]
    param W = [[0.0976270078546495, 0.43037873274483895], [0.20552675214328775, 0.08976636599379373],
               [-0.15269040132219058, 0.29178822613331223], [-0.12482557747461498, 0.7835460015641595]]
    param b[j=1..4] = 0
    param V = [0.9273255210020586, -0.2331169623484446, 0.5834500761653292, 0.05778983950580896]
    param c = 0
    h[n,j] = σ(Σ[i] W[j,i]·x[n,i] + b[j])
    o[n] = σ(Σ[j] V[j]·h[n,j] + c)
    L = mean[n] (o[n] - y[n])²
    optimizer rmsprop(α = 0.01, β = 0.9, ε = 1e-8)
    minimize L for 1000 steps, showing 1, 2, every 500
    claim L < 0.01
    claim |o[n] - y[n]| < 0.2
    accuracy = mean[n] where(|o[n] - y[n]| < ½, 1, 0)
    claim accuracy = 1
    plot L
    ```
    """#
  ),
  (
    "10-batch-norm.md",
    #"""
    ---
    title: Batch normalisation
    ---
    ```nntrace
    input x = [1, 2, 3, 4]
    param γ = 1
    param β = 0
    let ε = 1e-5
    μ = mean[n] x[n]
    v = mean[n] (x[n] - μ)²
    ```
    Written `σ²` in the books; a name cannot end in a superscript, so it is v here.

    ```nntrace
    x̂[n] = (x[n] - μ)/√(v + ε)
    y[n] = γ·x̂[n] + β
    backward y[1]
    claim μ = 2.5
    claim v = 1.25
    claim y[1] ≈ -1.341635420
    claim y[2] ≈ -0.4472118067
    claim ∂y[1]/∂x[1] ≈ 0.2683303039
    claim ∂y[1]/∂x[2] ≈ -0.3577683720
    claim ∂y[1]/∂x[3] ≈ -0.08944343463
    claim ∂y[1]/∂x[4] ≈ 0.1788815028
    claim Σ[n] ∂y[1]/∂x[n] = 0
    let plain = y[1]
    reset with x = [11, 12, 13, 14]
    claim y[1] = plain
    ```
    """#
  ),
  (
    "12-convolution.md",
    #"""
    ---
    title: One-dimensional convolution, stride and padding
    ---
    ```nntrace
    input x = [1, 2, 3, 4, 5]
    param κ = [1, 0, -1]
    c[p=1..3] = Σ[k] κ[k]·x[p+k-1]
    claim c[p] = -2
    C = Σ[p] c[p]
    claim ∂C/∂κ[1] = 6
    claim ∂C/∂κ[3] = 12
    claim ∂C/∂x[5] = -1
    # stride 2
    d[p=1..2] = Σ[k] κ[k]·x[2·p+k-2]
    claim d[p] = -2
    # padding 1: a frame of zeros is three lines
    f[0] = 0
    f[i=1..5] = x[i]
    f[6] = 0
    e[p=1..5] = Σ[k] κ[k]·f[p+k-2]
    claim e[5] = 4
    claim e[1] = -2
    # stride 2 and padding 1
    s[p=1..3] = Σ[k] κ[k]·f[2·p+k-3]
    claim s[1] = -2
    claim s[3] = 4
    # padding 1 in one line: a condition on indices alone is decided while expanding, so x[0] is never read
    q[p=1..5] = Σ[k] where(p+k-2 < 1, 0, where(p+k-2 > 5, 0, κ[k]·x[p+k-2]))
    claim q[p] = e[p]
    ```
    """#
  ),
  (
    "16-grid-search.md",
    #"""
    ---
    title: A grid of rates
    ---
    ```nntrace
    param θ = 1
    L = θ²
    compare L for 10 steps
      sgd(α = 0.01)
        claim L ≈ 0.6676079718
      sgd(α = 0.1)
        claim L ≈ 0.01152921505
        let third = L
      sgd(α = 0.5)
        claim L = 0
      sgd(α = 0.9)
        claim L = third
      sgd(α = 1.1)
        claim L ≈ 38.33759992
    claim θ = 1                     # compare leaves the lesson where it was
    ```
    """#
  ),
  (
    "17-momenta.md",
    #"""
    ---
    title: Momentum, Nesterov, AdamW, Nadam as rules
    ---
    ```nntrace
    rule momentum(α = 0.1, μ = 0.9)
      v ← μ·v - α·g
      θ ← θ + v

    rule nesterov(α = 0.1, μ = 0.9)
      v ← μ·v + g
      θ ← θ - α·(g + μ·v)

    rule torch.sgd(lr = 0.001, momentum = 0, dampening = 0, weight_decay = 0, nesterov = false)
      d = g + weight_decay·θ
      u ← where(t = 1, d, momentum·u + (1 - dampening)·d)   if momentum > 0
      θ ← θ - lr·d                                          if momentum = 0
      θ ← θ - lr·where(nesterov, d + momentum·u, u)         if momentum > 0

    rule adamw(α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0.01)
      θ ← θ - α·λ·θ
      m ← β₁·m + (1 - β₁)·g
      v ← β₂·v + (1 - β₂)·g²
      m̂ = m/(1 - β₁^t)
      v̂ = v/(1 - β₂^t)
      θ ← θ - α·m̂/(√v̂ + ε)

    rule nadam(α = 0.001, β₁ = 0.9, β₂ = 0.999, ε = 1e-8)
      m ← β₁·m + (1 - β₁)·g
      v ← β₂·v + (1 - β₂)·g²
      n = β₁·m/(1 - β₁^(t+1)) + (1 - β₁)·g/(1 - β₁^t)
      θ ← θ - α·n/(√(v/(1 - β₂^t)) + ε)

    rule keras.nadam(learning_rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-7)
      start p = 1
      u = beta_1·(1 - ½·0.96^t)
      w = beta_1·(1 - ½·0.96^(t+1))
      p ← p·u
      m ← beta_1·m + (1 - beta_1)·g
      v ← beta_2·v + (1 - beta_2)·g²
      m̂ = w·m/(1 - p·w) + (1 - u)·g/(1 - p)
      v̂ = v/(1 - beta_2^t)
      θ ← θ - learning_rate·m̂/(√v̂ + epsilon)

    param θ = 1
    L = θ²
    optimizer momentum
    minimize L for 10 steps
    claim θ@1 = 0.8
    claim θ@2 = 0.46
    claim θ@3 = 0.062
    claim θ ≈ 0.0043998706
    param φ = 0
    optimizer nadam(α = 0.1)
    step with g[φ] = 1
    claim φ ≈ -0.1473684196
    step with g[φ] = -1
    claim φ ≈ -0.09141580798
    claim θ ≈ 0.0043998706          # a parameter without a gradient is left alone
    reset
    optimizer keras.nadam(learning_rate = 0.1, epsilon = 1e-8)
    step with g[φ] = 1
    step with g[φ] = -1
    claim φ ≈ -0.03911546078
    claim θ = 1
    reset
    optimizer adamw(α = 0.1, λ = 0.5)
    step with g[φ] = 2, g[θ] = 0
    claim θ = 0.95
    claim m̂[φ] = 2
    ```
    """#
  ),
  (
    "18-centered-rmsprop.md",
    #"""
    ---
    title: Centered RMSprop with momentum, an optional flag
    ---
    ```nntrace
    rule centered_rmsprop(α = 0.01, β = 0.9, ε = 1e-8, μ = 0, centered = false)
      s ← β·s + (1 - β)·g²
      m ← β·m + (1 - β)·g          if centered
      r = √(s - m² + ε)            if centered
      r = √(s + ε)                 if centered = false
      u ← μ·u + α·g/r              if μ > 0
      θ ← θ - u                    if μ > 0
      θ ← θ - α·g/r                if μ = 0

    param θ = 0
    optimizer centered_rmsprop(α = 0.1, ε = 1e-8, centered = true)
    step with g = 1
    claim m = 0.1
    claim s = 0.1
    claim θ ≈ -0.33333 ± 1e-5
    reset
    optimizer centered_rmsprop(α = 0.1)
    step with g = 1
    claim θ ≈ -0.3162277502
    ```
    """#
  ),
  (
    "21-variants.md",
    #"""
    ---
    title: RMSprop in four frameworks
    ---
    ```nntrace
    rule torch.rmsprop(lr = 0.01, alpha = 0.99, eps = 1e-8, weight_decay = 0, momentum = 0, centered = false)
      d = g + weight_decay·θ
      s ← alpha·s + (1 - alpha)·d²
      m ← alpha·m + (1 - alpha)·d                if centered
      r = √(s - m²) + eps                        if centered
      r = √s + eps                               if centered = false
      u ← momentum·u + d/r                       if momentum > 0
      θ ← θ - lr·u                               if momentum > 0
      θ ← θ - lr·d/r                             if momentum = 0

    rule keras.rmsprop(learning_rate = 0.001, rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false)
      s ← rho·s + (1 - rho)·g²
      m ← rho·m + (1 - rho)·g                    if centered
      d = s - m² + epsilon                       if centered
      d = s + epsilon                            if centered = false
      u ← momentum·u + learning_rate·g/√d        if momentum > 0
      θ ← θ - u                                  if momentum > 0
      θ ← θ - learning_rate·g/√d                 if momentum = 0

    param θ = 0
    # a loss whose gradient in sample n is exactly G[n]
    input G = [1, -1]
    L = Σ[n] G[n]·θ
    compare L for 1 epoch in batches of 1 over n
      rmsprop(α = 0.1, β = 0.9, ε = 1e-8)
        claim θ@1 ≈ -0.3162277502
        claim θ ≈ -0.08681202237
        let inside = θ
      torch.rmsprop(lr = 0.1, alpha = 0.9)
        claim θ@1 ≈ -0.3162277560
        claim θ ≈ -0.08681202741
        let outside = θ
      keras.rmsprop(learning_rate = 0.1)
        claim θ ≈ -0.08681193441
      torch.rmsprop
        claim θ ≈ -0.02911187452
    claim |inside - outside| < 1e-8

    compare with g = 1e-4
      rmsprop(α = 0.1, β = 0.9, ε = 1e-8)
        claim θ ≈ -0.0953
      torch.rmsprop(lr = 0.1, alpha = 0.9)
        claim θ ≈ -0.3161
    ```
    """#
  ),
  (
    "26-as-printed.md",
    #"""
    ---
    title: A gradient written down wrong (article 000, 4.1)
    ---
    ```nntrace
    input x = [[0, 0], [0, 1], [1, 0], [1, 1]]
    input y = [0, 1, 1, 0]
    param W = [[0.0976270078546495, 0.43037873274483895], [0.20552675214328775, 0.08976636599379373]]
    param b = [0, 0]
    o[n,k] = σ(Σ[i] x[n,i]·W[i,k] + b[k])
    L = mean[n,k] (y[n] - o[n,k])²
    claim L ≈ 0.2543994126
    dz[n,k] = 2·(y[n] - o[n,k])
    dW[i,k] = Σ[n] x[n,i]·dz[n,k]
    db[k] = mean[n] dz[n,k]
    refute dW[1,1] = ∂L/∂W[1,1]
    claim sign(dW[i,k]) = -sign(∂L/∂W[i,k])
    optimizer sgd(α = 0.01)
    step with g[W[i,k]] = dW[i,k], g[b[k]] = db[k] for 1000 steps, showing 1
    claim L > 0.49
    claim min[k=1..1000] (L@k - L@(k-1)) > 0
    ```
    """#
  ),
  (
    "31-carry.md",
    #"""
    ---
    title: Four decimals, as with a pencil
    ---
    ```nntrace
    carry 4 decimals
    param θ = 0
    optimizer rmsprop(α = 0.1, β = 0.9, ε = 1e-8)
    step with g = 1
    claim θ = -0.3162
    step with g = -1
    claim θ = -0.0868
    carry exact
    reset
    step with g = 1
    claim θ ≈ -0.3162277502
    ```
    """#
  ),
  (
    "34-lexical.md",
    #"""
    ---
    title: Spellings and traps
    ---
    ```nntrace
    param θ₁ = 2
    param e = 3
    claim theta1 = 2
    ```
    ```nntrace
    a = 1e-8 + e-8
    claim a = -5 + 1e-8
    claim -e² = -9
    claim 2^3^2 = 512
    claim 2^-1 = ½
    claim e/2·4 = 6
    claim √4·e = 6
    claim ||e - 5| - 4| = 2
    claim |e|·|-e| = 9
    claim e <-1+9
    claim 1/2*e = 1.5
    step = 4
    claim step = 4
    show = step(-1)
    claim show = 0
    σ = 0.5
    claim σ(0)·σ = 0.25
    ŷ = 7
    ŷ' = 8
    claim ŷ' - y_hat = 1
    claim (0.1 + 0.2) + 0.3 - (0.1 + (0.2 + 0.3)) ≈ 1.11e-16
    claim Σ[i=1..3] i² + 1 = 15
    claim -Σ[i=1..3] i·2 = -12
    claim 6/Σ[i=1..3] i = 1
    ```
    """#
  ),
]
