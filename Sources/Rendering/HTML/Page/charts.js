// Draws curves again with other numbers, upon the grid that Swift drew: what changes are the numbers at its lines.
"use strict";
function makeCharts(data, engine, spelled) {
  const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const least = (values) => -most(values.map((value) => -value));

  // An axis as it is, or where values find no room on it, or too much, with other numbers at its lines.
  function fitted(axis, values) {
    const scaled = (value) => (axis.log ? Math.log10(value) : value);
    let [low, high, ...ticks] = [axis.low, axis.high, ...axis.ticks].map(scaled);
    const seen = values.map(scaled).filter(Number.isFinite), top = most(seen);
    const bottom = axis.log ? Math.max(least(seen), top - 16) : least(seen);
    if (!axis.fixed && seen.length > 0 && (bottom < low || top > high || top - bottom < (high - low) / 4)) {
      // The ends of an axis may be no round numbers; what is between them is.
      const [zero, one] = ticks.slice(ticks.length > 3 ? 1 : 0), [below, above] = [low, high].map((end) => (end - zero) / (one - zero));
      const power = Math.floor(Math.log10((top - bottom || Math.abs(top) || 1) / (above - below)));
      for (let size = 0; size < 400; size++) {
        const unit = axis.log ? size + 1 : Number(`${[1, 2, 5][size % 3]}e${power + Math.floor(size / 3)}`);
        const first = Math.floor(bottom / unit - below) * unit;
        if (first + above * unit < top) continue;
        ticks = ticks.map((tick) => first + ((tick - zero) / (one - zero)) * unit);
        [low, high] = [first + below * unit, first + above * unit];
        break;
      }
    }
    return {
      part: (value) => (scaled(value) - low) / (high - low),
      at: (part) => (axis.log ? 10 ** (low + part * (high - low)) : low + part * (high - low)),
      ticks: ticks.map((tick) => (axis.log ? Number(`1e${tick}`) : Number(tick.toPrecision(12)))),
    };
  }

  const label = (value) => spelled(value, 4).replaceAll("-", "\u2212");

  // The points of a curve, and of a run the steps that they are after.
  function points(series, from, to) {
    if (series.run !== undefined) {
      const { run, last, of, across } = series, { steps, values } = engine.along(run, last, across ? [of, across] : [of]);
      return { steps, points: values.map((row, index) => [across ? row[1] : steps[index], row[0]]) };
    }
    if (series.nodes !== undefined) {
      const v = engine.values(...series.at, false);
      return { points: series.nodes.map(([place, across, node]) => [across === null ? place : v[across], v[node]]) };
    }
    const [leaf, , , count] = series.sweep, height = engine.over([leaf], series.of[0], ...series.at);
    return { points: spread(from, to, count).map((value) => [value, height(value)]) };
  }

  const spread = (low, high, count) =>
    Array.from({ length: count }, (_, place) => low + (place / (count - 1)) * (high - low));

  // The lines on which heights over a grid have a level, cell by cell.
  function contour(columns, rows, heights, level) {
    let d = "";
    const between = (a, b, from, to) => from + ((level - a) / (b - a)) * (to - from);
    for (let j = 0; j + 1 < rows.length; j++) {
      for (let i = 0; i + 1 < columns.length; i++) {
        const [a, b, c, e] = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]].map(([i, j]) => heights[j * columns.length + i]);
        if (![a, b, c, e].every(Number.isFinite)) continue;
        const [left, right, up, down] = [columns[i], columns[i + 1], rows[j], rows[j + 1]];
        const ends = [
          [a, b, () => [between(a, b, left, right), up]], [b, c, () => [right, between(b, c, up, down)]],
          [e, c, () => [between(e, c, left, right), down]], [a, e, () => [left, between(a, e, up, down)]],
        ].filter(([from, to]) => from >= level !== to >= level).map((side) => side[2]().map((p) => p.toFixed(1)));
        for (let side = 0; side + 1 < ends.length; side += 2) d += `M${ends[side]}L${ends[side + 1]}`;
      }
    }
    return d;
  }

  // What a frame shows: its curves and lines, marks at a place, and the numbers worth telling.
  function draw(frame, axes, [left, top, width, height], place) {
    const ways = frame.series.map((series) => (series.run === undefined ? undefined : points(series)));
    const x = fitted(axes.x, ways.flatMap((way) => (way === undefined ? [] : way.points.map((point) => point[0]))));
    const curves = frame.series.map((series, index) => ways[index] ?? points(series, x.at(0), x.at(1)));
    // What runs away would flatten all the others.
    const heights = curves.flatMap((curve) => curve.points.map((point) => point[1]));
    const start = most(curves.map((curve) => Math.abs(curve.points[0][1])).filter(Number.isFinite));
    const y = fitted(axes.y, curves.length > 1 ? heights.filter((value) => !(Math.abs(value) > 1000 * start)) : heights);
    const within = (part) => Math.min(Math.max(part, -9), 10);
    const pixel = ([a, b]) => [Math.round(left + width * within(x.part(a))), Math.round(top + height * (1 - within(y.part(b))))];
    let [markup, marks, levels] = ["", "", []];
    if (frame.map !== null) {
      const [node, h, v, ...at] = frame.map, value = engine.over([h[0], v[0]], node, ...at);
      const [xs, ys] = [spread(x.at(0), x.at(1), h[3]), spread(y.at(0), y.at(1), v[3])];
      const all = ys.flatMap((b) => xs.map((a) => value(a, b))), seen = all.filter(Number.isFinite);
      const [low, high] = [least(seen), most(seen)], log = low > 0 && high > 20 * low;
      const grid = Array.from({ length: 9 }, (_, index) => (log ? 10 ** index : index));
      levels = fitted({ log, low: grid[0], high: grid[8], ticks: grid }, seen).ticks.filter((level) => level > low && level < high);
      const [columns, rows] = [xs.map((a) => pixel([a, 0])[0]), ys.map((b) => pixel([0, b])[1])];
      for (const level of levels) markup += `<path class="contour" d="${contour(columns, rows, all, level)}"/>`;
    }
    curves.forEach(({ points, steps }, index) => {
      const { form, run } = frame.series[index], kind = `c${(index % 6) + 1}`;
      const dots = points.map((point) => (point.every(Number.isFinite) ? pixel(point) : undefined));
      const there = dots.filter((dot) => dot !== undefined), spots = there.map((dot) => `M${dot}h0`).join("");
      const line = dots.map((dot, i) => (dot === undefined ? "" : dots[i - 1] === undefined ? `M${dot}h0` : `L${dot}`)).join("");
      const circle = (name, [cx, cy], r) => `<circle class="${name}" cx="${cx}" cy="${cy}" r="${r}"/>`;
      if (form !== "dots") markup += `<path class="curve ${kind}" d="${line}"/>`;
      if (form !== "line") markup += `<path class="steps ${kind}" d="${spots}"/>`;
      if (form === "path" && there.length > 0) markup += circle(`start ${kind}`, there[0], 5) + circle(`dot ${kind}`, there.at(-1), 5);
      const here = run !== undefined && run === place?.run ? dots[steps.findLastIndex((step) => step <= place.step)] : undefined;
      if (here !== undefined) marks += circle("here", here, 7);
    });
    const told = (point, form) => (form === "path" ? `(${point.map(label)})` : label(point[1])).replace(",", ", ");
    const legend = curves.map(({ points }, index) => {
      const ends = points.filter((point) => point.every(Number.isFinite)), { form, run } = frame.series[index];
      return run === undefined || ends.length === 0 ? "" : `${told(ends[0], form)} \u2192 ${told(ends.at(-1), form)}`;
    });
    return { x, y, markup, marks, legend, levels };
  }

  const pictures = [...document.querySelectorAll("[data-chart]")].map((figure) => {
    const { x, y, frames } = data.charts[figure.dataset.chart], svg = figure.querySelector("svg.chart"), parts = [];
    for (const part of svg.children) {
      if (part.localName === "clipPath") parts.push([]);
      parts.at(-1)?.push(part);
    }
    const texts = [...svg.querySelectorAll("text")].map((text) => ({ text, own: text.textContent }));
    const grounds = parts.map((part) => part.find((element) => element.localName === "g"));
    return { axes: { x, y }, frames, parts, texts, grounds, own: grounds.map((ground) => [...ground.childNodes]) };
  });
  const still = (axes) => ({ x: { ...axes.x, fixed: true }, y: { ...axes.y, fixed: true } });

  // The words in a frame, with the numbers of what it shows now.
  function retitle(parts, frame, drawn, axes) {
    const texts = (selector) => parts.filter((part) => part.matches(`text${selector}`));
    const axis = parts.findIndex((part) => part.matches(".grid, .axis"));
    texts(".tick.left").slice(0, axes.y.ticks.length).forEach((text, index) => { text.textContent = label(drawn.y.ticks[index]); });
    const { part } = fitted(axes.x, []);
    for (const text of texts(".tick:not(.left)")) {
      const away = axes.x.ticks.map((tick) => Math.abs(frame.room[0] + frame.room[2] * part(tick) - Number(text.getAttribute("x"))));
      text.textContent = label(drawn.x.ticks[away.indexOf(least(away))]);
    }
    let series = frame.series.length > 1 ? -1 : 0, isTold = false;
    for (const part of parts.slice(0, axis)) {
      if (part.matches("path.curve")) { series++; isTold = false; }
      if (!part.matches("text.label")) continue;
      const words = [frame.series.length > 1 ? frame.series[series]?.label : "", drawn.legend[series]].filter((word) => word);
      part.textContent = isTold ? "" : words.join(": ");
      isTold = true;
    }
    for (const text of texts(".height")) text.textContent = "";
    texts(".note").forEach((text, index) => { text.textContent = index === 0 ? drawn.levels.map(label).join(", ") : ""; });
  }

  // Shows all curves as they are now. A place is the run and the step that are looked at, if any.
  return function show(place) {
    const isChanged = engine.isChanged();
    for (const picture of pictures) {
      const { axes, frames, parts, texts, grounds, own } = picture;
      if (!(isChanged || place !== undefined || picture.isOther)) continue;
      for (const { text, own } of texts) if (text.textContent !== own) text.textContent = own;
      frames.forEach((frame, index) => {
        grounds[index].replaceChildren(...own[index]);
        if (frame.series.some((series) => !(series.run >= 0 || series.nodes || series.sweep))) return;
        if (!isChanged && !frame.series.some((series) => series.run === place?.run)) return;
        const drawn = draw(frame, isChanged ? axes : still(axes), frame.room, place);
        if (isChanged) {
          retitle(parts[index], frame, drawn, axes);
          grounds[index].replaceChildren();
        }
        grounds[index].insertAdjacentHTML("beforeend", (isChanged ? drawn.markup : "") + drawn.marks);
      });
      picture.isOther = isChanged || place !== undefined;
    }
  };
}
