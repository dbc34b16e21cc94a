#!/usr/bin/env python3
"""The true values of the numbers that the lessons in chaotic/ and calm/ print.

    python3 reference.py        # writes reference.json beside this file; needs mpmath; half a minute

Each function below says over again what the lesson of its name says, without nntrace: the same constants (a decimal
such as 0.1 is the double nearest to it, ½ and ¼ are exact), but sums, products, powers, roots, exp and σ of real
numbers. Gradients are written by hand, and rules as `nntrace rules NAME` prints them, each ε where it stands there.

All is computed with 80 digits, and again with twice as many, until 30 digits of every value agree: a chaotic run of
some hundred steps may need more than 80. The tests do not run this program. They read reference.json:

    {lesson: {"kind": "chaotic" | "calm",
              "values": [{"name": …, "text": …, "value": thirty digits}, …],
              "twins": [[name, name], …]}}

`text` is the name as `show` prints it, or as in "After step 300   L". A number in the table of a `compare` has
"member" and "step" besides. Twins are numbers that are equal by symmetry, so that they must be printed alike.
Chaotic is a lesson of whose numbers at least one came out wrong at six digits when each was printed as computed.
"""

import json
import pathlib

from mpmath import cos, exp, fsum, log, mp, mpf, sin, sqrt

HERE = pathlib.Path(__file__).parent
LESSONS = {}


def lesson(kind, name, twins=()):
    """Registers a function that returns the values of a lesson: {text: value}, or {(text, member, step): value}."""

    def register(function):
        LESSONS[name] = (kind, function, twins)
        return function

    return register


def d(number):
    """The double nearest to a written decimal. (Arithmetic on Python's own floats would be rounded.)"""
    return [d(each) for each in number] if isinstance(number, list) else mpf(number)


def σ(z):
    return 1 / (1 + exp(-z))


def σ_slope(z):
    """σ(z)·(1 - σ(z)), without cancelling where σ is nearly 1."""
    return σ(z) * σ(-z)


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers)


def sign(x):
    return (x > 0) - (x < 0)


# Rules. Each makes `step(θ, g, s, t)`, the new θ; `s` is the parameter's own state.


def sgd(α):
    def step(θ, g, s, t):
        return θ - (α(t) if callable(α) else d(α)) * g

    return step


def momentum(α=0.01, μ=0.9):
    def step(θ, g, s, t):
        s["v"] = d(μ) * s.get("v", 0) - d(α) * g
        return θ + s["v"]

    return step


def adagrad(α=0.01, ε=1e-8):
    def step(θ, g, s, t):
        s["s"] = s.get("s", 0) + g**2
        return θ - d(α) / sqrt(s["s"] + d(ε)) * g

    return step


def rmsprop(α=0.01, β=0.9, ε=1e-8):
    def step(θ, g, s, t):
        s["s"] = d(β) * s.get("s", 0) + (1 - d(β)) * g**2
        return θ - d(α) / sqrt(s["s"] + d(ε)) * g

    return step


def centered_rmsprop(α=0.01, β=0.9, ε=1e-8):
    def step(θ, g, s, t):
        s["s"] = d(β) * s.get("s", 0) + (1 - d(β)) * g**2
        s["m"] = d(β) * s.get("m", 0) + (1 - d(β)) * g
        return θ - d(α) / sqrt(s["s"] - s["m"] ** 2 + d(ε)) * g

    return step


def adamw(α=0.001, β1=0.9, β2=0.999, ε=1e-8, λ=0.01):
    def step(θ, g, s, t):
        θ = θ - d(α) * d(λ) * θ
        s["m"] = d(β1) * s.get("m", 0) + (1 - d(β1)) * g
        s["v"] = d(β2) * s.get("v", 0) + (1 - d(β2)) * g**2
        m = s["m"] / (1 - d(β1) ** t)
        v = s["v"] / (1 - d(β2) ** t)
        return θ - d(α) * m / (sqrt(v) + d(ε))

    return step


def adam(α=0.001, β1=0.9, β2=0.999, ε=1e-8):
    return adamw(α, β1, β2, ε, λ=0)


def signs(α):
    def step(θ, g, s, t):
        return θ - d(α) * sign(g)

    return step


def rprop(α=0.1, up=1.2, down=0.5):
    def step(θ, g, s, t):
        agreement = s.get("p", 0) * g
        factor = d(up) if agreement > 0 else d(down) if agreement < 0 else 1
        s["d"] = s.get("d", d(α)) * factor
        s["p"] = g
        return θ - s["d"] * sign(g)

    return step


class Run:
    """A run of `steps` steps. `path[k]` are the parameters after step k, `state[i]` is that of parameter i."""

    def __init__(self, rule, gradient, start, steps, batches=None):
        self.path = [list(start)]
        self.state = [{} for _ in start]
        for t in range(1, steps + 1):
            θ = self.path[-1]
            g = gradient(θ) if batches is None else gradient(θ, batches[(t - 1) % len(batches)])
            self.path.append([rule(θ[i], g[i], self.state[i], t) for i in range(len(θ))])
        self.end = self.path[-1]


# Lessons on functions of one or two parameters.


def bowl():
    """L = (a - 1)² + 3·(b - 0.3)² + a·b"""
    return (
        lambda p: (p[0] - 1) ** 2 + 3 * (p[1] - d(0.3)) ** 2 + p[0] * p[1],
        lambda p: [2 * (p[0] - 1) + p[1], 6 * (p[1] - d(0.3)) + p[0]],
    )


def valley(steepness):
    """L = (1 - a)² + steepness·(b - a²)²"""
    return (
        lambda p: (1 - p[0]) ** 2 + steepness * (p[1] - p[0] ** 2) ** 2,
        lambda p: [
            -2 * (1 - p[0]) - 4 * steepness * p[0] * (p[1] - p[0] ** 2),
            2 * steepness * (p[1] - p[0] ** 2),
        ],
    )


def in_valley(rule, state):
    L, gradient = valley(3)
    run = Run(rule, gradient, [d(-1), d(0.5)], 300)
    values = {"L": L(run.end), "After step 300   L": L(run.end), "a": run.end[0], "b": run.end[1]}
    for name, parameter in state:
        values[f"{name}[{'ab'[parameter]}]"] = run.state[parameter][name]
    return values | {"L@5": L(run.path[5]), "L@150": L(run.path[150])}, run


@lesson("chaotic", "rmsprop-valley")
def _():
    values, run = in_valley(rmsprop(0.02), [("s", 0)])
    return values | {"a@150": run.path[150][0]}


@lesson("calm", "adam-valley")
def _():
    return in_valley(adam(0.02), [("m", 0), ("v", 1)])[0]


@lesson("calm", "adagrad-valley")
def _():
    return in_valley(adagrad(0.3), [("s", 0)])[0]


@lesson("calm", "momentum-valley")
def _():
    return in_valley(momentum(0.01, 0.8), [("v", 0)])[0]


@lesson("chaotic", "rmsprop-quadratic")
def _():
    L, gradient = bowl()
    run = Run(rmsprop(0.05), gradient, [d(2), d(-1)], 400)
    (a, b), (a10, b10), b300 = run.end, run.path[10], run.path[300][1]
    return {"L": L(run.end), "After step 400   L": L(run.end), "a": a, "b": b, "a@10": a10, "b@10": b10, "b@300": b300}


@lesson("calm", "descent-quadratic")
def _():
    L, gradient = bowl()
    run = Run(sgd(0.05), gradient, [d(2), d(-1)], 200)
    (a, b), (a10, b10) = run.end, run.path[10]
    return {"L": L(run.end), "a": a, "b": b, "a@10": a10, "b@10": b10, "L@50": L(run.path[50])}


@lesson("calm", "rmsprop-start")
def _():
    L, gradient = bowl()
    run = Run(rmsprop(0.02), gradient, [d(5), d(-4)], 60)
    values = {"L": L(run.end), "After step 60   L": L(run.end), "a": run.end[0], "b": run.end[1]}
    values |= {"s[a]": run.state[0]["s"], "s[b]": run.state[1]["s"]}
    return values | {"a@10": run.path[10][0], "L@30": L(run.path[30])}


@lesson("chaotic", "adam-settled")
def _():
    run = Run(adam(0.1, β2=0.99, ε=1e-16), lambda p: [2 * (p[0] - d(0.3))], [d(1)], 2000)
    L = lambda k: (run.path[k][0] - d(0.3)) ** 2
    values = {"L": L(2000), "After step 2000   L": L(2000), "w": run.end[0]}
    values |= {"m": run.state[0]["m"], "v": run.state[0]["v"]}
    return values | {"L@100": L(100), "w@100": run.path[100][0]}


@lesson("chaotic", "adagrad-settled")
def _():
    L = lambda p: (p[0] - d(0.3)) ** 2 + 2 * (p[1] - d(0.7)) ** 2
    gradient = lambda p: [2 * (p[0] - d(0.3)), 4 * (p[1] - d(0.7))]
    run = Run(adagrad(0.8), gradient, [d(1), d(-0.4)], 300)
    values = {"L": L(run.end), "After step 300   L": L(run.end), "a": run.end[0], "b": run.end[1]}
    values |= {"L@5": L(run.path[5]), "a@5": run.path[5][0], "L@200": L(run.path[200])}
    return values | {"∂L/∂a": gradient(run.end)[0]}


@lesson("chaotic", "unstable-minimum")
def _():
    L = lambda p: (d(0.3) * p[0] - d(0.09)) ** 2
    run = Run(sgd(20), lambda p: [2 * (d(0.3) * p[0] - d(0.09)) * d(0.3)], [d(0.3)], 60)
    values = {"L": L(run.end), "After step 60   L": L(run.end), "w": run.end[0]}
    return values | {f"w@{k}": run.path[k][0] for k in (1, 20, 40)} | {"L@50": L(run.path[50])}


def wells():
    """L = ¼·(w² - 1)²"""
    return lambda p: (p[0] ** 2 - 1) ** 2 / 4, lambda p: [(p[0] ** 2 - 1) * p[0]]


@lesson("chaotic", "descent-double-well")
def _():
    L, gradient = wells()
    run = Run(sgd(1.8), gradient, [d(0.2)], 200)
    values = {"L": L(run.end), "After step 200   L": L(run.end), "w": run.end[0]}
    return values | {f"w@{k}": run.path[k][0] for k in (1, 5, 100)} | {"L@150": L(run.path[150])}


@lesson("chaotic", "momentum-double-well")
def _():
    L, gradient = wells()
    run = Run(momentum(1.5, 0.1), gradient, [d(0.2)], 300)
    values = {"L": L(run.end), "After step 300   L": L(run.end), "w": run.end[0], "v": run.state[0]["v"]}
    return values | {f"w@{k}": run.path[k][0] for k in (5, 200)} | {"L@250": L(run.path[250])}


@lesson("chaotic", "sign-steps")
def _():
    L = lambda p: p[0] ** 2 + (p[0] - p[1]) ** 2
    gradient = lambda p: [2 * p[0] + 2 * (p[0] - p[1]), -2 * (p[0] - p[1])]
    run = Run(signs(0.1), gradient, [d(1), d(-0.7)], 41)
    values = {"L": L(run.end), "a": run.end[0], "b": run.end[1], "a@3": run.path[3][0], "b@3": run.path[3][1]}
    return values | {"a@10": run.path[10][0], "a@20": run.path[20][0]}


@lesson("calm", "integers")
def _():
    L = lambda p: p[0] ** 2 + 2 * p[1] ** 2
    run = Run(signs(0.125), lambda p: [2 * p[0], 4 * p[1]], [d(1), d(-0.75)], 20)
    fibonacci = [mpf(0), mpf(1)]
    for k in range(2, 51):
        fibonacci.append(fibonacci[k - 1] + fibonacci[k - 2])
    values = {"L": L(run.end), "After step 20   L": L(run.end), "a": run.end[0], "b": run.end[1]}
    values |= {"a@3": run.path[3][0], "b@3": run.path[3][1], "L@5": L(run.path[5])}
    return values | {"f[20]": fibonacci[20], "f[50]": fibonacci[50]}


@lesson("chaotic", "rprop")
def _():
    A, B = d(0.3), d(0.6)
    L = lambda p: (p[0] - A) ** 2 + 2 * (p[1] - B) ** 2 + (p[0] - A) * (p[1] - B) / 2
    gradient = lambda p: [2 * (p[0] - A) + (p[1] - B) / 2, 4 * (p[1] - B) + (p[0] - A) / 2]
    run = Run(rprop(), gradient, [d(1), d(-0.7)], 400)
    values = {"L": L(run.end), "After step 400   L": L(run.end), "a": run.end[0], "b": run.end[1]}
    values |= {"d[a]": run.state[0]["d"], "d[b]": run.state[1]["d"]}
    return values | {"L@5": L(run.path[5]), "a@5": run.path[5][0]}


@lesson("chaotic", "deep-product")
def _():
    L = lambda p: (p[0] ** 10 - 1) ** 2 / 2
    run = Run(rmsprop(0.01), lambda p: [(p[0] ** 10 - 1) * 10 * p[0] ** 9], [d(1.5)], 400)
    values = {"L": L(run.end), "After step 400   L": L(run.end), "w": run.end[0], "y": run.end[0] ** 10}
    return values | {"L@10": L(run.path[10]), "w@10": run.path[10][0], "L@300": L(run.path[300])}


def compared(members):
    """A comparison over 200 steps in the valley L = (1 - a)² + 4·(b - a²)²."""
    L, gradient = valley(4)
    values = {}
    for member, (letter, rule) in members.items():
        run = Run(rule, gradient, [d(-1), d(1)], 200)
        values[letter] = L(run.end)
        for step in (1, 100, 200):
            values["L", member, step] = L(run.path[step])
            values["a", member, step], values["b", member, step] = run.path[step]
    return values


@lesson("chaotic", "race")
def _():
    return compared(
        {
            "sgd": ("S", sgd(0.02)),
            "adam": ("A", adam(0.02)),
            "centered_rmsprop": ("C", centered_rmsprop(0.02)),
            "rmsprop": ("R", rmsprop(0.02)),
        }
    )


@lesson("calm", "race-sober")
def _():
    return compared(
        {
            "sgd": ("S", sgd(0.02)),
            "adam": ("A", adam(0.02)),
            "adagrad": ("G", adagrad(0.2)),
            "momentum": ("M", momentum(0.005)),
        }
    )


@lesson("calm", "edge")
def _():
    gradient = lambda p: [2 * p[0]]
    edge = Run(sgd(1), gradient, [d(0.7)], 501)
    half = Run(sgd(0.5), gradient, [d(0.7)], 100)
    values = {"wandering": edge.end[0], "same": edge.end[0] ** 2, "w@500": edge.path[500][0]}
    values |= {"After step 501   L": edge.end[0] ** 2, "After step 100   L": half.end[0] ** 2}
    return values | {"rest": half.end[0], "nothing": half.end[0] ** 2, "w@1": half.path[1][0]}


@lesson("calm", "exploding")
def _():
    def end(w):
        """a[10], a[400] and the slope of a[400] in w."""
        a, slope, tenth = d(1.1), mpf(0), None
        for k in range(1, 401):
            a, slope = w * a + d(0.01), a + w * slope
            tenth = a if k == 10 else tenth
        return tenth, a, slope

    def gradient(p):
        _, a, slope = end(p[0])
        return [(a - 1) * slope]

    def clipped(θ, g, s, t):
        return θ - d(0.01) * g / max(1, abs(g))

    L = lambda p: (end(p[0])[1] - 1) ** 2 / 2
    run = Run(clipped, gradient, [d(1.3)], 20)
    tenth, last, _ = end(run.end[0])
    values = {"∂L/∂w": gradient(run.path[0])[0], "L": L(run.end), "w": run.end[0], "a[400]": last, "a[10]": tenth}
    return values | {"L@5": L(run.path[5])}


# Lessons with data.


def line(rule, steps, batches=None):
    """A line through six points by its mean square error: the loss, its gradient, the run."""
    x, y = d([0, 0.5, 1, 1.5, 2, 2.5]), d([1.1, 1.9, 3.2, 3.9, 5.1, 5.8])
    everything = range(6)
    L = lambda p: mean((p[0] * x[i] + p[1] - y[i]) ** 2 for i in everything)
    gradient = lambda p, batch=everything: [
        mean(2 * (p[0] * x[i] + p[1] - y[i]) * x[i] for i in batch),
        mean(2 * (p[0] * x[i] + p[1] - y[i]) for i in batch),
    ]
    return L, gradient, Run(rule, gradient, [mpf(0), mpf(0)], steps, batches)


HALVES = [[0, 1, 2], [3, 4, 5]]


def line_by_rmsprop(steps, batches=None):
    L, _, run = line(rmsprop(0.05), steps, batches)
    values = {"L": L(run.end), f"After step {steps}   L": L(run.end), "w": run.end[0], "b": run.end[1]}
    values |= {"w@10": run.path[10][0], "L@10": L(run.path[10])}
    return values | {f"w@{steps - 1}": run.path[-2][0], f"b@{steps - 1}": run.path[-2][1]}


@lesson("chaotic", "rmsprop-line")
def _():
    return line_by_rmsprop(500)


@lesson("calm", "rmsprop-line-batches")
def _():
    return line_by_rmsprop(300, HALVES)


@lesson("calm", "descent-line")
def _():
    L, gradient, run = line(sgd(0.05), 200, HALVES)
    values = {"L": L(run.end), "w": run.end[0], "b": run.end[1], "w@10": run.path[10][0], "L@10": L(run.path[10])}
    return values | {"∂L/∂w": gradient(run.end)[0]}


@lesson("calm", "schedule")
def _():
    u = d([1, 2.5, 3.1, 4.7, 5.2])
    L = lambda p: mean((p[0] - each) ** 2 for each in u)
    gradient = lambda p, batch: [mean(2 * (p[0] - u[i]) for i in batch)]
    run = Run(sgd(lambda t: d(0.3) / t), gradient, [mpf(0)], 180, [[0, 1], [2, 3], [4]])
    values = {"L": L(run.end), "After step 180   L": L(run.end), "c": run.end[0]}
    return values | {f"c@{k}": run.path[k][0] for k in (1, 2, 100)} | {"L@100": L(run.path[100])}


@lesson("calm", "adamw-logistic")
def _():
    x, y = d([-2, -1, 0, 1, 2, 3]), d([0, 0, 1, 0, 1, 1])
    p = lambda θ: [σ(θ[0] * each + θ[1]) for each in x]
    L = lambda θ: -mean(y[i] * log(q) + (1 - y[i]) * log(1 - q) for i, q in enumerate(p(θ)))
    gradient = lambda θ: [
        mean((q - y[i]) * x[i] for i, q in enumerate(p(θ))),
        mean(q - y[i] for i, q in enumerate(p(θ))),
    ]
    run = Run(adamw(0.05, λ=0.1), gradient, [mpf(0), d(0.1)], 150)
    values = {"L": L(run.end), "w": run.end[0], "b": run.end[1], "L@10": L(run.path[10]), "m[w]": run.state[0]["m"]}
    return values | {f"p[{i + 1}]": q for i, q in enumerate(p(run.end))}


@lesson("calm", "dead-units")
def _():
    x = d([1, 2, 3])
    relu = lambda z: max(z, mpf(0))
    answer = lambda p, each: relu(p[0] * each) + relu(p[1] * each)
    L = lambda p: mean((answer(p, each) - d(0.8) * each) ** 2 for each in x)
    slope = lambda p, k: mean(2 * (answer(p, each) - d(0.8) * each) * (each if p[k] * each > 0 else 0) for each in x)
    gradient = lambda p: [slope(p, 0), slope(p, 1)]
    run = Run(momentum(0.01), gradient, [d(-0.5), d(0.5)], 60)
    values = {"L": L(run.end), "u": run.end[0], "v": run.end[1], "∂L/∂u": gradient(run.end)[0]}
    return values | {"L@10": L(run.path[10]), "v@10": run.path[10][1]}


class Network:
    """Exclusive or by sigmoid units in two layers. Parameters in one list: U (2 by `hidden`), c, V, f."""

    rows = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]

    def __init__(self, U, c, V, f):
        self.hidden = len(c)
        self.start = d(U[0] + U[1] + c + V + [f])
        names = [f"U[{i},{j}]" for i in (1, 2) for j in range(1, self.hidden + 1)]
        self.names = names + [f"{letter}[{j}]" for letter in "cV" for j in range(1, self.hidden + 1)] + ["f"]

    def sums(self, p, x):
        """The weighted sums of the hidden units, and that of the output."""
        H = self.hidden
        z = [x[0] * p[j] + x[1] * p[H + j] + p[2 * H + j] for j in range(H)]
        return z, sum(σ(z[j]) * p[3 * H + j] for j in range(H)) + p[4 * H]

    def answer(self, p, x):
        return σ(self.sums(p, x)[1])

    def loss(self, p):
        return mean((y - self.answer(p, x)) ** 2 for x, y in self.rows)

    def gradient(self, p, batch=range(4)):
        H = self.hidden
        total = [mpf(0)] * len(p)
        for x, y in (self.rows[n] for n in batch):
            z, output = self.sums(p, x)
            slope = -2 * (y - σ(output)) / len(batch) * σ_slope(output)
            total[4 * H] += slope
            for j in range(H):
                total[3 * H + j] += slope * σ(z[j])
                below = slope * p[3 * H + j] * σ_slope(z[j])
                total[2 * H + j] += below
                total[j] += below * x[0]
                total[H + j] += below * x[1]
        return total

    def values(self, rule, steps, shown, batches=None):
        """L at the end and after step 20, the answers, and the parameters whose names begin as `shown` says."""
        run = Run(rule, self.gradient, self.start, steps, batches)
        values = {"L": self.loss(run.end), f"After step {steps}   L": self.loss(run.end), "L@20": self.loss(run.path[20])}
        values |= {name: p for name, p in zip(self.names, run.end) if name.startswith(shown)}
        return values, {f"o[{n + 1}]": self.answer(run.end, x) for n, (x, _) in enumerate(self.rows)}


def small():
    return Network([[0.4, -0.3], [0.1, 0.7]], [0.05, -0.1], [0.6, -0.8], 0.2)


def large():
    return Network(
        [[0.4, -0.3, 0.2, 0.9], [0.1, 0.7, -0.6, 0.3]], [0.05, -0.1, 0.15, 0], [0.6, -0.8, 0.3, 0.1], 0.2
    )


def twins():
    first, second = d(0.5) - d(0.2), d(0.5) - d(0.2) * 2
    network = Network([[0, 0], [0, 0]], [0.1, 0.1], [-0.4, -0.4], 0.2)
    network.start[:4] = [first, first, second, second]
    return network


# What belongs to the first hidden unit equals what belongs to the second.
TWINS = [["U[1,1]", "U[1,2]"], ["U[2,1]", "U[2,2]"], ["c[1]", "c[2]"], ["V[1]", "V[2]"]]
PAIRS = [[0, 1], [2, 3]]


@lesson("calm", "rmsprop-xor-2-2-1")
def _():
    values, answers = small().values(rmsprop(0.1), 600, ("U", "V", "f"))
    return values | answers


@lesson("calm", "descent-xor-2-2-1")
def _():
    values, answers = small().values(sgd(2), 400, ("U", "V", "f"))
    return values | answers


@lesson("calm", "rmsprop-xor-batches")
def _():
    values, answers = large().values(rmsprop(0.1), 600, ("U[1,1]", "V", "f"), PAIRS)
    return values | answers


@lesson("chaotic", "rmsprop-xor-2-4-1")
def _():
    values, answers = large().values(rmsprop(1), 300, ("U[1,1]", "V", "f"))
    return values | answers


@lesson("chaotic", "rprop-xor")
def _():
    values, answers = large().values(rprop(), 42, ("U", "c[1]", "f"))
    return values | {"o[2]": answers["o[2]"]}


@lesson("chaotic", "wild-xor-2-2-1")
def _():
    values, answers = small().values(sgd(60), 300, ("U", "V", "f"))
    return values | answers


@lesson("calm", "adam-xor-2-4-1")
def _():
    values, answers = large().values(adam(0.05), 200, ("U[1,1]", "V", "f"), PAIRS)
    return values | answers


@lesson("chaotic", "twins", TWINS)
def _():
    return twins().values(rmsprop(0.02), 400, ("U", "c", "V", "f"))[0]


@lesson("calm", "twins-calm", TWINS)
def _():
    return twins().values(adam(0.01), 200, ("U", "c", "V", "f"))[0]


# Lessons without steps.


def sequence(start, count, following):
    """start, and `count` members behind it; `following(k, before)` makes member k."""
    members = [start]
    for k in range(1, count + 1):
        members.append(following(k, members[-1]))
    return members


def shown(name, members, indices):
    return {f"{name}[{k}]": members[k] for k in indices}


def family(name, members):
    return {f"{name}[{k}]": member for k, member in enumerate(members, 1)}


@lesson("chaotic", "logistic")
def _():
    x = sequence(d(0.4), 300, lambda k, x: d(3.9) * x * (1 - x))
    return shown("x", x, (1, 10, 60, 100, 200, 300)) | {"average": mean(x[1:])}


@lesson("calm", "logistic-settled")
def _():
    x = sequence(d(0.4), 300, lambda k, x: d(2.8) * x * (1 - x))
    y = sequence(d(0.4), 300, lambda k, y: d(3.2) * y * (1 - y))
    return shown("x", x, (1, 10, 100, 300)) | shown("y", y, (10, 299, 300))


@lesson("chaotic", "tent")
def _():
    x = sequence(d(0.3), 200, lambda k, x: d(1.9) * min(x, 1 - x))
    return shown("x", x, (1, 10, 70, 100, 150, 200))


@lesson("calm", "tent-to-zero")
def _():
    x = sequence(d(0.3), 100, lambda k, x: 2 * min(x, 1 - x))
    return shown("x", x, (1, 10, 40, 50, 60, 100))


@lesson("chaotic", "henon")
def _():
    points = sequence((d(0.1), d(0.3)), 200, lambda k, p: (1 - d(1.4) * p[0] ** 2 + p[1], d(0.3) * p[0]))
    x, y = zip(*points)
    return shown("x", x, (10, 100, 200)) | shown("y", y, (10, 100, 200))


@lesson("chaotic", "variance")
def _():
    values = {}
    for name, offset in (("V₁", 10), ("V₂", 1e6), ("V₃", 1e7), ("V₄", 1e9)):
        x = [d(offset) + each for each in d([0.4, 0.7, 1.3, 1.6])]
        values[name] = mean(each**2 for each in x) - mean(x) ** 2
    return values


@lesson("chaotic", "cosine")
def _():
    x = d([0.5, 1e-4, 1e-6, 1e-7, 1e-9])
    return family("c", [(1 - cos(x)) / x**2 for x in x]) | family("e", [(exp(x) - 1 - x) / x**2 for x in x])


@lesson("chaotic", "quadratic-formula")
def _():
    equations = list(zip(d([3, 1e4, 1e6, 1e8]), d([1, 2, 3, 1])))
    r = [(-b + sqrt(b**2 - 4 * c)) / 2 for b, c in equations]
    R = [(-b - sqrt(b**2 - 4 * c)) / 2 for b, c in equations]
    b, c = equations[2]
    return family("r", r) | family("R", R) | {"residue": r[2] ** 2 + b * r[2] + c + 1}


@lesson("calm", "well-written")
def _():
    x, b, far = d([0.5, 1e-4, 1e-7, 1e-9]), d([3, 1e4, 1e8]), d([10.4, 10.7, 11.3, 11.6])
    values = family("c", [(1 - cos(x)) / x**2 for x in x]) | family("r", [(-b + sqrt(b**2 - 4)) / 2 for b in b])
    return values | {"m": mean(far), "V": mean((each - mean(far)) ** 2 for each in far)}


@lesson("chaotic", "cancelling-sums")
def _():
    series = lambda x, terms: fsum(sequence(mpf(1), terms, lambda k, term: term * x / k))
    values = {"E": series(-25, 120), "F": series(-5, 60)}
    values |= {"A": d(0.1) + d(0.2) - d(0.3), "B": d(1e16) + d(1.3) - d(1e16), "C": 10 * d(0.1) - 1}
    return values | {"D": sum(d([1e12, 0.1, -1e12, 0.2]))}


@lesson("chaotic", "unstable-recurrences")
def _():
    I = sequence(log(mpf(6) / 5), 30, lambda n, before: mpf(1) / n - 5 * before)
    m = [mpf(4), d(4.25)]
    for k in range(2, 61):
        m.append(108 - (815 - 1500 / m[k - 2]) / m[k - 1])
    return shown("I", I, (1, 5, 12, 20, 30)) | shown("m", m, (5, 12, 20, 60))


@lesson("calm", "contractions")
def _():
    c = sequence(mpf(1), 300, lambda k, c: cos(c))
    r = sequence(mpf(5), 12, lambda k, r: (r + 7 / r) / 2)
    E = sequence(mpf(1), 80, lambda k, E: 1 + d(0.4) * sin(E))
    return shown("c", c, (5, 300)) | shown("r", r, (2, 12)) | shown("E", E, (3, 80))


@lesson("calm", "moving-averages")
def _():
    β = d(0.99)
    x = [None] + [sin(mpf(k)) + d(0.001) * k for k in range(1, 1001)]
    s = sequence(mpf(0), 1000, lambda k, s: β * s + (1 - β) * x[k])
    v = sequence(mpf(0), 1000, lambda k, v: β * v + (1 - β) * x[k] ** 2)
    return shown("s", s, (10, 100, 1000)) | shown("v", v, (10, 1000)) | {"s[1000]/√v[1000]": s[1000] / sqrt(v[1000])}


# The values, to thirty digits.


def values(function):
    """The values by growing precision, until thirty digits agree."""
    digits = 80
    last = None
    while digits <= 2560:
        mp.dps = digits
        now = {key: mp.nstr(value + mpf(0), 30) for key, value in function().items()}
        if now == last:
            return now, digits // 2
        last, digits = now, 2 * digits
    raise SystemExit(f"no thirty digits of some of {list(now)}")


def entry(key, value):
    if isinstance(key, str):
        return {"name": " ".join(key.split()), "text": key, "value": value}
    text, member, step = key
    return {"name": f"{text} of {member} after step {step}", "text": text, "member": member, "step": step, "value": value}


def main():
    reference = {}
    for name, (kind, function, twins) in LESSONS.items():
        if not (HERE / kind / f"{name}.md").exists():
            raise SystemExit(f"{kind}/{name}.md is missing")
        found, digits = values(function)
        print(f"{kind:8} {name}: {len(found)} values, {digits} digits")
        reference[name] = {"kind": kind, "values": [entry(key, value) for key, value in found.items()]}
        if twins:
            reference[name]["twins"] = twins
    text = json.dumps(reference, ensure_ascii=False, indent=1, sort_keys=False)
    (HERE / "reference.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
