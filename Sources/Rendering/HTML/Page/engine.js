// Evaluates the lesson's graph again, with other numbers at its leaves. It knows nothing of the document.
//
// data.nodes: of an operation its kernel and operands, of a leaf the index in data.leaves; operands come first.
// data.leaves: the value a leaf starts with, and where it was read if it was computed: node, run, step, in the step.
// data.runs: where a run begins, the leaves it begins with instead, and its segments of steps.
"use strict";
function makeEngine(data, kernels) {
  const { nodes, leaves, programs, runs, claims, fields } = data;
  const place = new Map(data.ids.map((id, index) => [id, index]));
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

  // MARK: Claims

  const equatesDigits = (a, b) => a === b
    || (Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)));
  const equates = (a, b) => a === b || Math.abs(a - b) <= 1e-15 || equatesDigits(a, b);
  const relations = {
    "=": equates, "\u2260": (a, b) => !equates(a, b),
    "<": (a, b) => a < b, "\u2264": (a, b) => a <= b, ">": (a, b) => a > b, "\u2265": (a, b) => a >= b,
  };

  function isTrue(claim, left, right, tolerance) {
    if (left !== left || right !== right) return undefined;
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

  begin();
  return {
    fields, runs,
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
      return new Set([...found].map((index) => data.ids[index]));
    },
    claims: () => claims.map((claim) => (claim.sides.length > 0 ? judged(claim) : undefined)),
  };
}
