extension LanguageRuleTests {
  /// Rules 35 to 51: claims, arithmetic and spelling, layout and prose.
  static let claimsAndSpelling = #"""

    § == 35 the digits are the precision
    let x = 0.03162
    claim x ≈ 0.0316
    refute x ≈ 0.0317
    claim 3.4999e-5 ≈ 3.50e-5
    refute 3.44e-5 ≈ 3.50e-5
    claim 100.4 ≈ 100
    refute 100.6 ≈ 100
    claim x ≈ 1/30 ± 0.01
    claim -x ≈ -0.0316
    § !! 35 a tolerance is a distance | a tolerance is a distance, and this one is -0.01
    let x = 0.03162
    claim x ≈ 1/30 ± -0.01
    § !! 35 ≈ needs a plain number | expected a plain number after `≈`
    let x = 1
    claim x ≈ 1/2
    § !! 35 ± goes with ≈ only | ± goes with ≈ only
    let x = 1
    claim x = 1 ± 0.1
    § == 36 equal but for rounding error
    claim 0.1 + 0.2 = 0.3
    claim (0.1 + 0.2) - 0.3 = 0
    refute 1 = 1 + 1e-9
    claim 1e20 = 1e20 + 1
    refute 1e-14 = 0
    refute 4e-18 = 0
    refute 1e-16 = 2e-16
    claim 1 + 1e-16 - 1 = 1e-16
    claim 1/0 = 2/0
    refute 1/0 = 5
    refute 5 = -1/0
    refute 1/0 = -1/0
    claim 1/0 ≠ 5
    refute 1/0 ≈ 5
    refute 1/0 ≈ 5 ± 1e308
    § == 37 one comparison, ≠ is exact
    claim 1 ≠ 2
    claim 1 != 1.1
    refute 1 ≠ 1 + 1e-15
    claim 2 ≤ 2
    claim 2 >= 2
    § == 37 an array is one claim for each number
    input u = [1, 2, 3]
    param W = [[1, 2], [3, 4]]
    L = Σ[i,j] W[i,j]²
    d[0] = 1
    d[k=1..2] = 2·d[k-1]
    claim u = [1, 2, 3]
    claim d = [1, 2, 4]
    claim ∂L/∂W = [[2, 4], [6, 8]]
    claim u[k]/3 ≈ [0.33, 0.67, 1]
    claim W ≈ [[1, 2], [3, 4.05]] ± 0.1
    refute u = [2, 3, 4]
    optimizer sgd(α = 0.5)
    minimize L
    claim W = [[0, 0], [0, 0]]
    claim W@0 = [[1, 2], [3, 4]]
    claim g[W] = [[2, 4], [6, 8]]
    § !! 37 the shapes agree | this array does not have the shape of u, which is 3
    input u = [1, 2, 3]
    claim u = [1, 2]
    § !! 37 one comparison | a claim has one comparison; write two claims
    claim 1 < 2 < 3
    § !! 37 an undefined value is an error | s has no value yet
    param θ = 0
    optimizer rmsprop
    refute s = 1
    § == 38 precedence
    param x = 3
    claim 6/2·3 = 9
    claim 2 - 3 - 4 = -5
    claim -x² = -9
    claim x·-x = -9
    claim 2^3^2 = 512
    claim 2^−x² = 1/512
    claim x⁻¹ = 1/3
    claim x^-1·3 = 1
    claim 2·x^2/3 = 6
    L = x²
    claim ∂L/∂x/2 = 3
    claim -2^2 = -4
    claim x²^2 = 81
    § == 39 how far √ reaches
    let v̂ = 4
    let x = 9
    claim √v̂ + 1 = 3
    claim √x·x = 27
    claim √(x²) = 9
    claim √√16 = 2
    claim (√x)² = 9
    claim √16/2 = 2
    § !! 39 √x² can be read two ways | write √(x²) or (√x)²
    let x = 9
    claim √x² = 9
    § == 40 bars, fractions, quotients of literals
    let x = -7
    claim ||x| - 4| = 3
    claim |x|·|x| = 49
    claim |x - 1| + |x + 1| = 14
    claim ½ + ¼ + ¾ + ⅓ + ⅔ = 2.5
    claim 1/3·3 = 1
    § == 41 the arrow
    param x = 2
    claim x <-1+9
    claim x<-1·-3
    rule mine
      θ <- θ - g
    optimizer mine
    step with g = 1
    claim x = 1
    § !! 41 ← outside a rule | `←` belongs in a rule
    param x = 2
    x ← x - 1
    § == 42 numbers
    param e = 3
    claim 1e-8·1e8 = 1
    claim e-8 = -5
    claim Σ[i=1..3] i = 6
    claim 1.5E+2 = 150
    claim 007 = 7
    § !! 42 no implicit multiplication | no implicit multiplication: 2·x
    param x = 1
    a = 2x
    § !! 42 nor before a fraction | no implicit multiplication
    a = 2½
    § !! 42 digits on both sides | write 0.5
    a = .5
    § !! 42 digits behind the point | write 5 or 5.0
    a = 5.
    § == 43 constants are kept as typed
    let ε = 1e-8
    let c = 0.10
    claim ε·1e8 = 1
    claim c = 0.1
    § == 44 carry
    param θ = 1
    carry 2 decimals
    a = θ/3
    carry exact
    b = θ/3
    claim a = 0.33
    claim b ≈ 0.333333
    carry 1 decimals
    c = θ·0.25
    d = -θ·0.25
    claim c = 0.3
    claim d = -0.3
    let e = θ/3
    claim e ≈ 0.333333
    optimizer sgd(α = 0.333)
    step with g = 1
    claim θ = 0.7
    § !! 44 so many decimals | whole number from 0 to 15
    carry 16 decimals
    § == 45 floor, and slopes at kinks
    param x = 0
    claim floor(2.7) + floor(-2.7) = -1
    f = |x| + relu(x) + sign(x) + step(x)
    claim ∂f/∂x = 0
    m = max(x, 2·x)
    claim ∂m/∂x = 1
    n = min(2·x, x)
    claim ∂n/∂x = 2
    G = gelu(1)
    claim G ≈ 0.8413447461
    h = floor(x + 0.5) + round(x, 1)
    claim ∂h/∂x = 0
    § == 46 a logical line goes on
    param w = 2
    L = (w
      + 1
      )²
    K = w +
      1
    M = w
      + 1
      · 3   # behind the sign of the line above
    N = max(w,

      # a remark

      3)
    claim L = 9
    claim K = 3
    claim M = 5
    claim N = 3
    claim w =
      2
    § !! 46 an indented line that does not continue | unexpected indentation
    param w = 2
      input x = 3
    § == 47 bodies are indented, blocks end with their fence
    ```nntrace
    rule mine(α = 1)

        s ← s + g
        # a remark
        θ ← θ - α·s
    param w = 1
    compare with g = 1
      mine
          claim w = 0
          show s
      mine(α = 2)
    claim w = 1
    ```
    Prose between.
    ```nntrace
    optimizer mine
    step with g = 1
    claim w = 0
    ```
    § !! 47 an open bracket at the end of a fence | never closed
    ```nntrace
    param w = (1 +
    ```
    ```nntrace
    param v = 2
    ```
    § !! 47 an indented line elsewhere | unexpected indentation
    param w = 1
        claim w = 1
    § == 48 white space is free
    param  w=1
    input h = [ 1 , 2 ]
    let f (x) = x·2
    L=f (w)+h [ 2 ]
    claim ∂ L/∂ w=2
    claim L  = 4
    § == 49 names of rules may have dots
    rule my.own.sgd(α = 1)
      θ ← θ - α·g
    param w = 1
    optimizer my.own.sgd(α = 0.5)
    step with g = 1
    claim w = 0.5
    § !! 49 no other names may | expected
    param my.w = 1
    § == 50 prose claims run in document order
    ```nntrace
    param w = 1
    ```
    First w is 1<!-- claim w -->, not 2<!-- refute w from "a book" -->. <!-- any other comment -->
    ```nntrace
    optimizer sgd(α = 0.5)
    step with g = 1
    ```
    Then it is **0.50**<!-- claim w -->, and `1<!-- claim w -->` is code.
    § !! 50 names must be known where the comment stands | w is used before it is defined
    At first 1<!-- claim w -->.
    ```nntrace
    param w = 1
    ```
    § == 51 the number before the comment
    ```nntrace
    let s = 0.19
    ```
    Here **s ≈ 0.19**<!-- claim s -->, `0.190` <!-- claim s -->, (0.2)<!-- claim s -->, $s = 0.19$<!-- claim s -->,
    and s=1.9e-1<!-- claim s -->, _0.19_<!-- claim s -->, −0.19<!-- claim -s -->.
    § !! 51 one number | found '10^-5'
    ```nntrace
    let s = 1e-5
    ```
    Here 10^-5<!-- claim s -->.
    § == 51 a share, thousands, a power of ten and a fraction
    ```nntrace
    let s = 0.97
    ```
    Here 97 %<!-- claim s -->, 1,000<!-- claim 1000·s + 30 -->, 9.7·10⁻¹<!-- claim s -->, 1/2<!-- claim s - 0.47 -->.
    § !! 51 a decimal comma | found '0,97'
    ```nntrace
    let s = 0.97
    ```
    Here 0,97<!-- claim s -->.
    """#
}
