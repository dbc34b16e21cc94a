// Evaluates the lesson's graph again, with other numbers at its leaves. It knows nothing of the document.
//
// data.ids: the numbers of nodes, as the first and the count of each that follow one another.
// data.nodes: of an operation its kernel and operands, of a leaf the index in data.leaves; operands come first.
// data.leaves: the value a leaf starts with, and where it was read if it was computed: node, run, step, in the step.
// data.runs: where a run begins, the leaves it begins with instead, and its segments of steps.
"use strict";
function makeEngine(data, kernels) {
  const { nodes, leaves, programs, runs, claims, fields } = data;
  const numbers = data.ids.flatMap(([first, count]) => Array.from({ length: count }, (_, index) => first + index));
  const place = new Map(numbers.map((id, index) => [id, index]));
  const isLeaf = nodes.map((node) => typeof node === "number");
  const placeOfLeaf = [];
  nodes.forEach((node, index) => { if (isLeaf[index]) placeOfLeaf[node] = index; });
  const read = leaves.flatMap((leaf, index) => (leaf.length > 1 ? [index] : []));
  const number = (value) => (typeof value === "string" ? Number(value) : value);

  // MARK: Nodes

  // The operations below some nodes, operands first.
  function below(roots) {
    const seen = new Uint8Array(nodes.length), stack = [...roots], found = [];
    while (stack.length > 0) {
      const node = stack.pop();
      if (seen[node] || isLeaf[node]) continue;
      seen[node] = 1;
      found.push(node);
      for (let i = 1; i < nodes[node].length; i++) stack.push(nodes[node][i]);
    }
    return found.sort((a, b) => a - b);
  }

  // What works out some operations in place; compiled where the page may.
  function plan(order) {
    if (order.length < 20000) {
      try { return compiled(order); } catch { /* A content policy forbids it. */ }
    }
    return (v) => { for (const node of order) v[node] = evaluated(nodes[node], v); };
  }

  function evaluated(node, v) {
    const kernel = kernels[node[0]], count = node.length - 1;
    if (count !== kernel.length) {
      let sum = 0;
      for (let i = 1; i <= count; i++) sum = kernel(sum, v[node[i]]);
      return sum;
    }
    return count === 1 ? kernel(v[node[1]])
      : count === 2 ? kernel(v[node[1]], v[node[2]]) : kernel(v[node[1]], v[node[2]], v[node[3]]);
  }

  function compiled(order) {
    const term = (index) => `v[${index}]`;
    const lines = order.map((index) => {
      const [operation, ...operands] = nodes[index];
      const right = operands.length === kernels[operation].length
        ? `k${operation}(${operands.map(term)})`
        : operands.reduce((sum, operand) => `k${operation}(${sum}, ${term(operand)})`, "0");
      return `${term(index)} = ${right};`;
    });
    const names = kernels.map((_, index) => `k${index}`);
    return new Function(...names, `return (v) => {\n${lines.join("\n")}\n};`)(...kernels);
  }

  // MARK: Leaves

  const every = below(nodes.map((_, index) => index));
  const everything = plan(every);
  const steppers = programs.map((program) => {
    const roots = program.carried.map((pair) => pair[1]);
    return { roots: Math.max(-1, ...roots), run: plan(below(roots)) };
  });
  let start, tracks, memory;
  const changed = new Map();

  function begin() {
    start = Float64Array.from(leaves, (leaf) => number(leaf[0]));
    for (const [index, value] of changed) for (const leaf of fields[index].leaves) start[leaf] = value;
    tracks = [];
    memory = new Map();
  }

  // The value of a leaf that was computed from others before a node was made.
  const origins = new Map();
  function refresh(values, taken, limit) {
    if (changed.size === 0) return;
    for (const leaf of read) {
      if (placeOfLeaf[leaf] >= limit) return;
      if (taken === undefined || !taken[leaf]) values[leaf] = origin(leaves[leaf], leaf);
    }
  }

  function origin([given, node, run, step, isIn], key) {
    if (!memory.has(key)) {
      memory.set(key, number(given));
      memory.set(key, value(node, run, step, isIn));
    }
    return memory.get(key);
  }

  // MARK: Runs

  // The leaves of a run after a number of steps.
  function reach(run, step) {
    let track = tracks[run];
    if (track === undefined || track.done > step) {
      const kept = track?.kept.findLast((kept) => kept.done <= step);
      if (kept === undefined) {
        const { from, set } = runs[run];
        const base = from === null ? null : reach(from[0], from[1]);
        const leaves = Float64Array.from(base === null ? start : base.leaves);
        const taken = Uint8Array.from(base === null ? new Uint8Array(start.length) : base.taken);
        set.forEach(([leaf, given, ...read], index) => {
          const field = fields.findIndex((field) => field.sets.some(([r, i]) => r === run && i === index));
          leaves[leaf] = changed.has(field) ? changed.get(field)
            : read.length > 0 && changed.size > 0 ? origin([given, ...read], `${run} ${index}`) : number(given);
          taken[leaf] = 1;
        });
        track = tracks[run] = { done: 0, leaves, taken, kept: track?.kept ?? [] };
        arrive(run, track);
      } else {
        track = tracks[run] = { done: kept.done, leaves: kept.leaves.slice(), taken: track.taken, kept: track.kept };
      }
    }
    const total = runs[run].segments.at(-1);
    const often = Math.max(1, Math.ceil((total ? total.first + total.steps : 0) / 200));
    const v = new Float64Array(nodes.length);
    while (track.done < step) {
      const segment = runs[run].segments.find((s) => track.done >= s.first && track.done < s.first + s.steps);
      const end = Math.min(step, segment.first + segment.steps);
      for (const program of segment.programs) {
        refresh(track.leaves, track.taken, steppers[program].roots);
        for (const [leaf] of programs[program].carried) track.taken[leaf] = 1;
      }
      fill(v, track.leaves);
      while (track.done < end) {
        const index = segment.programs[(track.done - segment.first) % segment.programs.length];
        const { carried, clock } = programs[index];
        if (clock !== null) v[placeOfLeaf[clock]] = segment.clock + track.done - segment.first + 1;
        steppers[index].run(v);
        const next = carried.map((pair) => v[pair[1]]);
        for (let i = 0; i < carried.length; i++) v[placeOfLeaf[carried[i][0]]] = next[i];
        track.done++;
        if (track.done % often === 0 || track.done === end) {
          for (const [leaf] of carried) track.leaves[leaf] = v[placeOfLeaf[leaf]];
          if (track.done === end) arrive(run, track);
          if (!track.kept.some((kept) => kept.done === track.done)) {
            track.kept.push({ done: track.done, leaves: track.leaves.slice() });
          }
        }
      }
    }
    return track;
  }

  // Where a segment begins, an optimizer's state that is new has values of its own.
  function arrive(run, track) {
    const segment = runs[run].segments.find((s) => s.first === track.done);
    for (const [leaf, value] of segment?.set ?? []) track.leaves[leaf] = number(value);
  }

  function fill(v, leaves) {
    for (let leaf = 0; leaf < leaves.length; leaf++) {
      if (placeOfLeaf[leaf] !== undefined) v[placeOfLeaf[leaf]] = leaves[leaf];
    }
  }

  function segmentOf(run, step) {
    return runs[run].segments.find((s) => step > s.first && step <= s.first + s.steps);
  }

  // The leaves in a moment, for nodes made before a limit.
  function leavesAt(run, step, isIn, limit) {
    const track = reach(run, isIn ? step - 1 : step);
    const values = track.leaves.slice();
    refresh(values, track.taken, limit);
    const segment = isIn ? segmentOf(run, step) : undefined;
    if (segment !== undefined) {
      const clock = programs[segment.programs[(step - segment.first - 1) % segment.programs.length]].clock;
      if (clock !== null) values[clock] = segment.clock + step - segment.first;
    }
    return values;
  }

  // The value of one node in a moment.
  function value(node, run, step, isIn) {
    const v = new Float64Array(nodes.length);
    fill(v, leavesAt(run, step, isIn, node));
    for (const index of below([node])) v[index] = evaluated(nodes[index], v);
    return v[node];
  }

  // The values of all nodes in a moment.
  function values(run, step, isIn) {
    const key = `all ${run} ${step} ${isIn ? 1 : 0}`;
    if (!memory.has(key)) {
      const v = new Float64Array(nodes.length);
      fill(v, leavesAt(run, step, isIn, Infinity));
      everything(v);
      memory.set(key, v);
    }
    return memory.get(key);
  }

  // MARK: Curves

  // What works out some nodes in place.
  const plans = new Map();
  function planned(roots) {
    const key = String(roots);
    if (!plans.has(key)) plans.set(key, plan(below(roots)));
    return plans.get(key);
  }

  // Values after each step of a run, or after some that tell how it goes. A read is a node and, of a name of the steps,
  // by program the node that has the value in a step.
  function along(run, last, reads) {
    const every = Math.max(1, Math.ceil(last / 200)), v = new Float64Array(nodes.length);
    const steps = [...Array(Math.ceil(last / every)).keys()].map((place) => place * every).concat(last);
    const work = planned(reads.flatMap(([node, ...inSteps]) => [node, ...inSteps.map((pair) => pair[1])]));
    const read = (step, isIn) => { fill(v, leavesAt(run, step, isIn, Infinity)); work(v); return v; };
    const values = steps.map((step) => reads.map(([node, ...inSteps]) => {
      if (inSteps.length === 0) return read(step, false)[node];
      const segment = segmentOf(run, step), program = segment?.programs[(step - segment.first - 1) % segment.programs.length];
      return read(step, true)[inSteps.find((pair) => pair[0] === program)?.[1]] ?? NaN;
    }));
    return { steps, values };
  }

  // A node as a function of some leaves, all else as it is in a moment.
  function over(swept, node, run, step) {
    const v = new Float64Array(nodes.length), work = planned([node]), places = swept.map((leaf) => placeOfLeaf[leaf]);
    fill(v, leavesAt(run, step, false, Infinity));
    return (...values) => {
      places.forEach((place, index) => { v[place] = values[index]; });
      work(v);
      return v[node];
    };
  }

  // MARK: Claims

  const equatesDigits = (a, b) => a === b
    || (Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)));
  const equates = (a, b) => a === b || Math.abs(a - b) <= 1e-15 || equatesDigits(a, b);
  const relations = {
    "=": equates, "\u2260": (a, b) => !equates(a, b),
    "<": (a, b) => a < b, "\u2264": (a, b) => a <= b, ">": (a, b) => a > b, "\u2265": (a, b) => a >= b,
  };

  // - isLoose: whether "=" is said of what is equal but for rounding: sums of other roundings cancel less well.
  function isTrue(claim, left, right, tolerance, isLoose) {
    if (left !== left || right !== right) return undefined;
    if (isLoose && !claim.within && (claim.relation === "=" || claim.relation === "\u2260")) {
      const isEqual = left === right || Math.abs(left - right) <= Math.max(1e-9 * Math.abs(left), 1e-12);
      return isEqual === (claim.relation === "=");
    }
    if (!claim.within) return relations[claim.relation](left, right);
    if (tolerance !== tolerance) return undefined;
    // A value on the boundary of a rounding has two right roundings.
    const size = Math.max(Math.abs(left), Math.abs(right));
    const ulps = Math.min(4 * 2 ** (Math.floor(Math.log2(size || 1)) - 52), tolerance / 2);
    return left === right || Math.abs(left - right) <= tolerance + ulps;
  }

  // Whether a claim holds, and the value it is about: of several the first that is not as it should be.
  function judged(claim) {
    const v = values(...claim.at, false);
    let shown;
    for (const [left, right, tolerance] of claim.sides) {
      const holds = isTrue(claim, v[left], v[right], number(tolerance));
      if (shown === undefined) shown = { holds: holds === true, actual: v[left], expected: v[right] };
      if (holds !== !claim.refutes) return { holds: holds === true, actual: v[left], expected: v[right] };
    }
    return shown;
  }

  // Whether a verdict hangs on how results are rounded: others are engines that round some of them to their neighbours.
  function isFragile(claim, others) {
    const v = values(...claim.at, false), nudged = others.map((other) => other.values(...claim.at, false));
    return claim.sides.some(([left, right, tolerance]) => {
      const stated = (a, b, isLoose) => isTrue(claim, a, b, number(tolerance), isLoose) === !claim.refutes;
      const outcomes = nudged.map((n) => stated(n[left], n[right], true)), [a, b] = [v[left], v[right]];
      if (claim.within || !["=", "\u2260"].includes(claim.relation)) {
        // What lies between the evaluations is as likely as they are.
        const away = Math.max(...nudged.map((n) => Math.abs(n[left] - n[right] - (a - b)) || 0));
        for (const other of [a - away, a + away, Math.max(a - away, Math.min(a + away, b))]) outcomes.push(stated(other, b));
      }
      return outcomes.some((outcome) => outcome !== stated(a, b));
    });
  }

  begin();
  return {
    // How many nodes are worked out in all.
    work: nodes.length * runs.reduce((sum, { segments }) => sum + segments.reduce((sum, { steps }) => sum + steps, 1), 0),
    fields, runs, values, along, over,
    isChanged: () => changed.size > 0,
    changes: () => changed,
    change(index, value) {
      if (value === undefined || value === fields[index].value) changed.delete(index);
      else changed.set(index, value);
      begin();
    },
    restore() { changed.clear(); begin(); },
    value(id, run, step, isIn) { return values(run, step, isIn)[place.get(id)]; },
    has: (id) => place.has(id),
    // The nodes that some nodes are worked out from, and these.
    below(ids) {
      const roots = ids.map((id) => place.get(id));
      const found = new Set(roots);
      for (const node of below(roots)) { found.add(node); for (const operand of nodes[node].slice(1)) found.add(operand); }
      return new Set([...found].map((index) => numbers[index]));
    },
    // - others: nudged engines that tell which claims are fragile, if that is asked for.
    claims: (others = []) => claims.map((claim) => {
      if (claim.sides.length === 0) return undefined;
      return { ...judged(claim), fragile: others.length > 0 && isFragile(claim, others) };
    }),
  };
}

// An operation whose result, where it has as many digits as a number can have and is no operand, becomes one of its
// neighbours, by a coin that its digits toss; of two with the same seed one takes what the other leaves.
function nudging(kernel, seed, other) {
  const double = new Float64Array(1), words = new Uint32Array(double.buffer);
  const isOf = (result, operand) => [0.5, 1, 2].includes(Math.abs(result / operand));
  const nudged = (result) => {
    double[0] = result;
    if ((words[0] & 0xfffff) === 0 || !Number.isFinite(result)) return result;
    const coins = Math.imul(words[0] ^ seed, (words[1] & 0xfffff) ^ 0x9e3779b1);
    if (((coins >>> 16) & 1) === other) words[0] += (coins >>> 17) & 1 && words[0] !== 0xffffffff ? 1 : -1;
    return double[0];
  };
  return kernel.length === 1
    ? (a) => { const r = kernel(a); return isOf(r, a) ? r : nudged(r); }
    : kernel.length === 2
      ? (a, b) => { const r = kernel(a, b); return isOf(r, a) || isOf(r, b) ? r : nudged(r); }
      : (a, b, c) => kernel(a, b, c);
}
