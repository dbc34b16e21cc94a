"""Writes the cases of AdaBelief, Yogi and Rprop, as optax computes them in float64, into optimizers.json beside it.

Needs optax 0.2.8 with jax (pip install optax==0.2.8).
"""

import json
import pathlib

import jax
import optax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp

FILE = pathlib.Path(__file__).with_name("optimizers.json")
CASES = [
    ("adabelief", {"learning_rate": 0.1}),
    ("adabelief", {"learning_rate": 0.1, "b1": 0.8, "b2": 0.95, "eps": 1e-6, "eps_root": 1e-4, "nesterov": True}),
    ("yogi", {"learning_rate": 0.1}),
    ("yogi", {"learning_rate": 0.1, "b1": 0.5, "b2": 0.9, "eps": 0.01}),
    ("rprop", {"learning_rate": 0.1}),
    ("rprop", {"learning_rate": 0.05, "eta_minus": 0.7, "eta_plus": 1.5, "min_step_size": 0.04, "max_step_size": 0.2}),
]


def trajectory(name, options, initial, gradients):
    rule = getattr(optax, name)(**options)
    parameters = jnp.array(initial, dtype=jnp.float64)
    state = rule.init(parameters)
    after = []
    for row in gradients:
        step, state = rule.update(jnp.array(row, dtype=jnp.float64), state, parameters)
        parameters = optax.apply_updates(parameters, step)
        after.append([float(value) for value in parameters])
    return after


reference = json.loads(FILE.read_text())
kept = [case for case in reference["cases"] if case["framework"] != "optax" or case["optimizer"] not in dict(CASES)]
reference["cases"] = kept + [
    {
        "framework": "optax",
        "version": optax.__version__,
        "optimizer": name,
        "options": options,
        "parameters": trajectory(name, options, reference["initial"], reference["gradients"]),
    }
    for name, options in CASES
]
FILE.write_text(json.dumps(reference, separators=(",", ":"), ensure_ascii=False))
