// Makes the page answer: fields in its code, stops on its way, places in its runs. All that it shows is written by Swift;
// it fills numbers in again, and says what is reached.
"use strict";
(() => {
  const store = document.getElementById("nntrace-data");
  if (store === null) return;
  const data = JSON.parse(store.textContent);
  const engine = makeEngine(data, kernels);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const usual = Number(document.body.dataset.digits);

  // MARK: Numbers

  // As C's %g writes them, whole numbers below 10^10 in full.
  function spelled(value, digits) {
    if (Number.isInteger(value) && Math.abs(value) < 1e10) return String(value + 0 || 0);
    if (!Number.isFinite(value)) return value !== value ? "NaN" : value < 0 ? "-inf" : "inf";
    const [mantissa, power] = value.toExponential(digits - 1).split("e"), e = Number(power);
    const bare = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
    return e < -4 || e >= digits ? `${bare(mantissa)}e${e}` : bare(value.toFixed(Math.max(0, digits - 1 - e)));
  }
  const exact = (value) => String(value).replace("e+", "e");
  const printed = (text) => text.replaceAll("-", "\u2212");
  const moment = (text) => { const [run, step, isIn] = text.split(" "); return [Number(run), Number(step), isIn === "in"]; };

  const numbers = all("mn[data-node], span[data-node], text[data-node], .pill[data-node] text").flatMap((element) => {
    const node = Number(element.closest("[data-node]").dataset.node);
    const around = element.closest("[data-moment]");
    if (!engine.has(node) || around === null) return [];
    const digits = Number(element.closest("[data-digits]").dataset.digits);
    const home = around.dataset.moment;
    return [{ element, node, around, home, digits, text: element.textContent, guarded: "guarded" in element.dataset }];
  });
  // What the lesson's own numbers come to here: what is the same after a change keeps its spelling.
  let own;

  function refill() {
    own ??= withoutChanges(() => numbers.map((n) => engine.value(n.node, ...moment(n.home))));
    numbers.forEach((number, index) => {
      const now = number.around.dataset.moment, { home } = number;
      let text = number.text, isEdited = false;
      if (engine.isChanged() || now !== home) {
        const value = engine.value(number.node, ...moment(now));
        if (now !== home || !Object.is(value, own[index])) {
          text = spelled(value, number.digits);
          // On a card there is room for as many letters as there were.
          const room = number.element.localName === "text" ? Math.max(number.text.length, 6) : Infinity;
          for (let digits = number.digits - 1; text.length > room && digits > 1; digits--) text = spelled(value, digits);
          text = printed(number.guarded && text.startsWith("-") ? `(${text})` : text);
          isEdited = engine.isChanged() && text !== number.text;
        }
      }
      if (number.element.textContent !== text) number.element.textContent = text;
      number.element.classList.toggle("edited", isEdited);
    });
    for (const cell of cells) colour(cell);
  }

  // The members of a family are coloured by their size among all of them.
  const cells = all(".card").flatMap((card) => {
    const rects = all("rect[data-node]", card).filter((rect) => engine.has(Number(rect.dataset.node)));
    const own = rects.map((rect) => [rect.getAttribute("class"), rect.getAttribute("fill-opacity")]);
    return rects.length > 0 ? [{ card, rects, own, home: card.closest("[data-moment]")?.dataset.moment }] : [];
  });

  function colour(cell) {
    const { card, rects, own } = cell, around = card.closest("[data-moment]").dataset.moment;
    const isOther = engine.isChanged() || around !== cell.home;
    if (!isOther && !cell.isOther) return;
    cell.isOther = isOther;
    const values = rects.map((rect) => engine.value(Number(rect.dataset.node), ...moment(around)));
    const largest = Math.max(...values.map(Math.abs).filter(Number.isFinite));
    // Behind a number the strongest colour is weaker.
    const strongest = card.querySelector(".in-cell") === null ? 0.95 : 0.4;
    rects.forEach((rect, index) => {
      const part = largest > 0 && Number.isFinite(values[index]) ? Math.abs(values[index]) / largest : 0;
      const now = [values[index] < 0 ? "cell negative" : "cell", 0.05 + strongest * part];
      const [kind, opacity] = isOther ? now : own[index];
      rect.setAttribute("class", kind);
      rect.setAttribute("fill-opacity", opacity);
    });
  }

  function withoutChanges(work) {
    const changes = [...engine.changes()];
    if (changes.length === 0) return work();
    engine.restore();
    const result = work();
    for (const [index, value] of changes) engine.change(index, value);
    return result;
  }

  // MARK: Claims

  const claims = all("[data-claim]").map((element) => ({
    element, index: Number(element.dataset.claim), holds: element.dataset.holds, actual: element.dataset.actual,
    now: element.querySelector("output"),
  }));

  // Engines that round results the other way, to tell which verdicts hang on that.
  let shaken, waiting;
  function others() {
    shaken ??= [1, 2, 3, 4].map((n) => makeEngine(data, kernels.map((kernel) => nudging(kernel, (n >> 1) * 0x9e3779b1, n & 1))));
    for (const other of shaken) { other.restore(); for (const [index, value] of engine.changes()) other.change(index, value); }
    return shaken;
  }
  const isQuick = engine.work < 1e6;

  function judge(isExact) {
    clearTimeout(waiting);
    if (engine.isChanged() && !isExact) waiting = setTimeout(() => judge(true), 250);
    const verdicts = engine.isChanged() ? engine.claims(isExact ? others() : []) : undefined;
    for (const claim of claims) {
      const verdict = verdicts?.[claim.index];
      const { element } = claim;
      element.dataset.holds = verdict === undefined ? claim.holds : verdict.fragile ? "fragile" : String(verdict.holds);
      element.dataset.actual = verdict === undefined ? claim.actual : exact(verdict.actual);
      const text = verdict === undefined || element.dataset.actual === claim.actual
        ? "" : printed(spelled(verdict.actual, Number(element.dataset.claimed ?? usual)));
      if (claim.now !== null && claim.now.textContent !== text) claim.now.textContent = text;
      element.classList.toggle("moved", text !== "");
      element.classList.toggle("unlike", element.dataset.holds !== claim.holds);
    }
  }

  // MARK: Fields

  const fields = all("[data-field]").map((element) => {
    const index = Number(element.dataset.field), field = engine.fields[index];
    return { element, index, field, text: element.textContent };
  });
  const notice = document.querySelector(".notice");

  function change(index, value) {
    engine.change(index, value);
    show();
    share();
  }

  function show(isExact = false) {
    refill();
    judge(isExact);
    for (const { element, index, field, text } of fields) {
      const isChanged = engine.changes().has(index);
      const now = isChanged ? spelled(engine.changes().get(index), 15) : text;
      if (element.textContent !== now && document.activeElement !== element) element.textContent = now;
      element.classList.toggle("edited", isChanged);
      element.setAttribute("aria-valuenow", String(engine.changes().get(index) ?? field.value));
    }
    if (notice !== null) notice.hidden = !engine.isChanged();
    document.body.classList.toggle("changed", engine.isChanged());
    drawCharts(looked);
    for (const listener of listeners) listener();
  }
  const listeners = [];
  // The run and the step that are looked at.
  const drawCharts = makeCharts(data, engine, spelled);
  let looked;

  // A step of a size that moves the second digit.
  const unit = (value) => 10 ** Math.floor(Math.log10(Math.abs(value) || 1) - 1);
  const nudged = (field, index, times) => {
    const now = engine.changes().get(index) ?? field.value;
    return Number((now + times * unit(field.value)).toPrecision(12));
  };
  const parsed = (text) => {
    const parts = text.trim().replaceAll("\u2212", "-").split("/").map((part) => (part.trim() === "" ? NaN : Number(part)));
    return parts.length > 2 ? NaN : parts.length === 2 ? parts[0] / parts[1] : parts[0];
  };

  for (const { element, index, field } of fields) {
    if (field.decides) {
      element.title = `${field.name} decides how the lesson is built, so it cannot change here`;
      continue;
    }
    element.classList.add("live");
    element.tabIndex = 0;
    element.setAttribute("role", "spinbutton");
    element.setAttribute("aria-label", field.name);
    element.setAttribute("aria-valuenow", String(field.value));
    element.contentEditable = "plaintext-only";
    element.spellcheck = false;
    element.addEventListener("keydown", (event) => {
      const times = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (times !== undefined) {
        event.preventDefault();
        change(index, nudged(field, index, times));
        element.textContent = spelled(engine.changes().get(index) ?? field.value, 15);
      } else if (event.key === "Enter" || event.key === "Escape") {
        event.preventDefault();
        element.blur();
      }
      event.stopPropagation();
    });
    element.addEventListener("blur", () => {
      const value = parsed(element.textContent);
      if (Number.isFinite(value) && value !== (engine.changes().get(index) ?? field.value)) change(index, value);
      else show();
    });
    drag(element, index, field);
  }

  function drag(element, index, field) {
    let from;
    element.addEventListener("pointerdown", (event) => {
      if (document.activeElement === element) return;
      from = { x: event.clientX, value: engine.changes().get(index) ?? field.value, moved: false };
      element.setPointerCapture(event.pointerId);
    });
    element.addEventListener("pointermove", (event) => {
      if (from === undefined) return;
      const ticks = Math.round((event.clientX - from.x) / 6);
      if (ticks === 0 && !from.moved) return;
      from.moved = true;
      change(index, Number((from.value + ticks * unit(field.value)).toPrecision(12)));
    });
    element.addEventListener("pointerup", (event) => {
      if (from?.moved) { event.preventDefault(); element.blur(); }
      from = undefined;
    });
  }

  document.querySelector(".notice button")?.addEventListener("click", () => { engine.restore(); show(); share(); });

  // MARK: Stops

  const stops = all("[data-stop]").map((line) => {
    const node = Number(line.querySelector(".result [data-node]").dataset.node), act = line.closest(".act");
    return { line, node, act, words: line.dataset.stop, isBackward: act.classList.contains("backward") };
  });
  const bar = document.querySelector(".bar");
  let current = -1;

  // Shows the document as it stands at a stop; before the first, all of it.
  function go(index, scrolls = true) {
    current = Math.max(-1, Math.min(stops.length - 1, index));
    const stop = stops[current];
    for (const act of new Set(stops.map((stop) => stop.act))) {
      const isHere = act === stop?.act;
      act.classList.toggle("stepping", isHere);
      const reached = isHere ? engine.below(stops.slice(0, current + 1).filter((s) => s.act === act).map((s) => s.node)) : null;
      for (const number of all(act.classList.contains("backward") ? "svg .gradient" : "svg .value", act)) {
        number.classList.toggle("absent", isHere && !reached.has(Number(number.dataset.node)));
      }
      const card = isHere ? all("svg [data-node].gradient, svg [data-node].value", act)
        .find((number) => Number(number.dataset.node) === stop.node)?.closest(".card") : undefined;
      for (const other of all("svg .card", act)) other.classList.toggle("now", other === card);
      for (const part of all("svg .edge, svg .pill", act)) {
        const end = stop?.isBackward ? part.dataset.from : part.dataset.to;
        part.classList.toggle("now", card !== undefined && end === card.dataset.node);
      }
    }
    stops.forEach((other, place) => {
      other.line.classList.toggle("now", place === current);
      other.line.classList.toggle("later", stop !== undefined && other.act === stop.act && place > current);
    });
    if (bar === null) return;
    bar.querySelector("input").value = String(current + 1);
    bar.querySelector("output").textContent = stop === undefined ? "" : `${current + 1}/${stops.length} ${stop.words}`;
    if (stop !== undefined && scrolls) stop.line.scrollIntoView({ block: "nearest" });
  }

  let timer;
  function play() {
    if (timer === undefined && current >= stops.length - 1) go(-1);
    const isOn = timer === undefined;
    clearInterval(timer);
    timer = isOn ? setInterval(() => (current < stops.length - 1 ? go(current + 1) : play()), 1500) : undefined;
    bar.querySelector("[data-go=play]").setAttribute("aria-pressed", String(isOn));
  }
  const moves = {
    first: () => go(-1), back: () => go(current - 1), play, forward: () => go(current + 1), last: () => go(stops.length - 1),
    numbers: () => togglePanel(),
  };
  const keys = { ArrowLeft: "back", ArrowRight: "forward", Home: "first", End: "last", " ": "play", k: "play", n: "numbers" };

  if (bar !== null) {
    bar.hidden = false;
    document.body.classList.add("live");
    for (const part of all("[data-stops]", bar)) part.hidden = stops.length === 0;
    bar.querySelector("input").addEventListener("input", (event) => go(Number(event.target.value) - 1));
    bar.addEventListener("click", (event) => moves[event.target.closest("[data-go]")?.dataset.go]?.());
    document.addEventListener("keydown", (event) => {
      const isElsewhere = event.target.closest?.("input, button, a, summary, [contenteditable]") != null;
      if (isElsewhere || event.ctrlKey || event.metaKey || event.altKey || keys[event.key] === undefined) return;
      if (stops.length === 0 && event.key !== "n") return;
      event.preventDefault();
      moves[keys[event.key]]();
    });
  }

  // MARK: Panel

  const panel = document.querySelector(".panel");
  function togglePanel() {
    if (panel.childElementCount === 0) fillPanel();
    panel.hidden = !panel.hidden;
    bar.querySelector("[data-go=numbers]").setAttribute("aria-pressed", String(!panel.hidden));
    if (!panel.hidden) panel.querySelector("input")?.focus();
  }

  function fillPanel() {
    engine.fields.forEach((field, index) => {
      if (field.decides) return;
      const row = panel.appendChild(document.createElement("label"));
      row.appendChild(document.createElement("span")).textContent = field.name;
      const [slider, box] = ["range", "text"].map((type) => Object.assign(document.createElement("input"), { type }));
      const size = 100 * unit(field.value);
      Object.assign(slider, { min: String(field.value - size), max: String(field.value + size), step: "any" });
      for (const input of [slider, box]) input.setAttribute("aria-label", field.name);
      row.append(slider, box);
      slider.addEventListener("input", () => change(index, Number(Number(slider.value).toPrecision(4))));
      box.addEventListener("change", () => { const value = parsed(box.value); if (Number.isFinite(value)) change(index, value); });
      const update = () => {
        const value = engine.changes().get(index) ?? field.value;
        slider.value = String(value);
        box.value = engine.changes().has(index) ? spelled(value, 15) : field.text;
        row.classList.toggle("edited", engine.changes().has(index));
      };
      listeners.push(update);
      update();
    });
  }

  // MARK: Places in a run

  const scrubs = all("[data-scrub]").map((label) => {
    const act = label.closest(".act"), slider = label.querySelector("input"), home = act.dataset.moment;
    label.hidden = false;
    const scrub = { label, act, slider, run: moment(home)[0], first: Number(slider.min), last: Number(slider.max) };
    slider.addEventListener("input", () => { scrubTo(scrub, Number(slider.value)); share(); });
    return Object.assign(scrub, { home });
  });

  function scrubTo(scrub, step) {
    scrub.slider.value = String(step);
    scrub.act.dataset.moment = `${scrub.run} ${step} in`;
    scrub.act.classList.toggle("scrubbed", scrub.act.dataset.moment !== scrub.home);
    const heading = scrub.act.querySelector("figcaption b");
    heading.textContent = heading.textContent.replace(/\d+/, String(step));
    scrub.label.querySelector("output").textContent = String(step);
    looked = scrub.act.dataset.moment === scrub.home ? undefined : { run: scrub.run, step };
    refill();
    drawCharts(looked);
  }

  // MARK: Links

  function share() {
    const parts = [];
    const scrub = scrubs.find((scrub) => scrub.act.dataset.moment !== scrub.home);
    if (scrub !== undefined) {
      const step = moment(scrub.act.dataset.moment)[1];
      parts.push(engine.runs.length > 1 ? `run-${scrub.run + 1}-step-${step}` : `step-${step}`);
    }
    for (const [index, value] of engine.changes()) parts.push(`${fieldName(index)}=${exact(value)}`);
    history.replaceState(null, "", parts.length > 0 ? `#${parts.join("&")}` : location.pathname + location.search);
  }

  // A name that is given a number several times has a number itself: g#2.
  function fieldName(index) {
    const { name } = engine.fields[index], same = engine.fields.flatMap((field, i) => (field.name === name ? [i] : []));
    return encodeURIComponent(same.length > 1 ? `${name}#${same.indexOf(index) + 1}` : name);
  }

  function named(text) {
    const [name, number] = text.split("#");
    const found = engine.fields.flatMap((field, index) => (field.name === name || field.key === name ? [index] : []));
    if (found.length === 0) throw new Error(`there is no number called ${text} on this page`);
    const wanted = number === undefined ? found : found.slice(Number(number) - 1, Number(number));
    const fixed = wanted.find((index) => engine.fields[index].decides);
    if (fixed !== undefined) throw new Error(`${text} decides how the lesson is built, so it cannot change here`);
    return wanted;
  }

  function restore() {
    let place, isChanged = false;
    for (const part of location.hash.slice(1).split("&").filter((part) => part !== "")) {
      const step = /^(?:run-(\d+)-)?step-(\d+)$/.exec(part);
      if (step !== null) { place = step; continue; }
      const [name, text] = [part.slice(0, part.lastIndexOf("=")), part.slice(part.lastIndexOf("=") + 1)];
      try {
        const value = parsed(text);
        if (Number.isFinite(value)) for (const index of named(decodeURIComponent(name))) { engine.change(index, value); isChanged = true; }
      } catch { /* A link to a place of the text, or from a page that had other names. */ }
    }
    if (isChanged) show();
    if (place === undefined) return;
    const [run, step] = [Number(place[1] ?? 1) - 1, Number(place[2])];
    const there = all(".act.step").find((act) => act.dataset.moment === `${run} ${step} in`);
    const scrub = scrubs.find((scrub) => scrub.run === run && step >= scrub.first && step <= scrub.last);
    if (there === undefined && scrub !== undefined) scrubTo(scrub, step);
    (there ?? scrub?.act)?.scrollIntoView();
  }
  addEventListener("hashchange", restore);
  restore();

  // A number is copied with the minus sign that programs read.
  document.addEventListener("copy", (event) => {
    const text = String(getSelection());
    if (!text.includes("\u2212")) return;
    event.clipboardData.setData("text/plain", text.replaceAll("\u2212", "-"));
    event.preventDefault();
  });

  // MARK: For scripts

  window.nntrace = {
    // Gives a number to a name, or to its second place: set("g#2", 1).
    set(name, value) {
      if (!Number.isFinite(Number(value))) throw new Error(`${value} is not a number`);
      for (const index of named(name)) engine.change(index, Number(value));
      show(isQuick);
      share();
    },
    // The value of a name at the current stop, or after a step of a run.
    value(name, step, run = 0) {
      const id = data.names[name];
      if (id === undefined) throw new Error(`there is no value called ${name} on this page`);
      const here = stops[current]?.line ?? scrubs.find((scrub) => scrub.act.dataset.moment !== scrub.home)?.act;
      const place = step === undefined && here !== undefined ? moment(here.closest("[data-moment]").dataset.moment) : [run, step ?? 0, false];
      return engine.value(id, ...place);
    },
    // Goes to a step of a run.
    step(step, run = 0) {
      const scrub = scrubs.find((scrub) => scrub.run === run && step >= scrub.first && step <= scrub.last);
      if (scrub === undefined) throw new Error(`step ${step} of run ${run} is not on this page`);
      scrubTo(scrub, step);
    },
    claims: () => engine.claims(others()),
    restore() { engine.restore(); show(); share(); },
  };
})();
