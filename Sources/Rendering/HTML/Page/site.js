// The search of a site. Its index is a script, loaded at the first letter, for a page that is a file may fetch nothing.
"use strict";
(() => {
  const nav = document.querySelector(".lessons"), box = nav?.querySelector("input");
  if (!box) return;
  const [found, parts] = [".found", ".parts"].map((name) => nav.querySelector(name));
  const here = document.currentScript.src;
  // Letters without accents and case: y finds what is written with a hat.
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  let lessons;

  function load() {
    if (lessons !== undefined) return;
    lessons = [];
    const script = document.head.appendChild(document.createElement("script"));
    script.src = new URL("search.js", here);
    script.onload = () => {
      lessons = globalThis.lessonIndex.map(([path, title, about, text]) => ({
        path, title, about, text: text.normalize("NFC"), plain: [title, about, text].map(plain),
      }));
      show();
    };
  }

  function show() {
    const words = plain(box.value).split(/\s+/).filter((word) => word !== "");
    parts.hidden = words.length > 0;
    found.hidden = words.length === 0;
    const rank = (lesson) => words.reduce((sum, word) => {
      const counts = lesson.plain.map((text) => text.split(word).length - 1);
      return counts.every((count) => count === 0) ? -Infinity : sum + 100 * counts[0] + 10 * counts[1] + counts[2];
    }, 0);
    const hits = lessons.map((lesson) => [rank(lesson), lesson]).filter((hit) => hit[0] > 0).sort((a, b) => b[0] - a[0]);
    const list = document.createElement("ul");
    for (const [, lesson] of hits) {
      const item = list.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      link.href = new URL(`../${lesson.path}`, here);
      link.textContent = lesson.title;
      const place = Math.max(0, ...words.map((word) => plain(lesson.text).indexOf(word)));
      const excerpt = item.appendChild(document.createElement("span"));
      excerpt.className = "about";
      excerpt.textContent = place === 0 ? lesson.about : `\u2026 ${lesson.text.slice(Math.max(0, place - 40), place + 80)} \u2026`;
    }
    found.replaceChildren(list);
    if (hits.length === 0) found.textContent = words.length > 0 ? `no lesson has ${box.value.trim()}` : "";
  }

  const current = nav.querySelector("[aria-current]");
  if (current !== null) nav.scrollTop = current.offsetTop - nav.clientHeight / 2;
  box.hidden = false;
  box.addEventListener("focus", load);
  box.addEventListener("input", () => { load(); show(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.value = ""; show(); }
    if (event.key === "Enter") found.querySelector("a")?.click();
  });
})();
