"use strict";
(() => {
  // Marks of one bead that share a key belong together.
  let lit = [];
  const light = (mark) => {
    for (const other of lit) other.classList.remove("on");
    lit = [];
    if (!mark) return;
    const keys = new Set(mark.dataset.k.split(" "));
    for (const other of mark.closest(".bead").querySelectorAll("mark[data-k]")) {
      if (other.dataset.k.split(" ").some((key) => keys.has(key))) {
        other.classList.add("on");
        lit.push(other);
      }
    }
  };
  const markAt = (event) => event.target.closest?.("mark[data-k]");
  document.addEventListener("mouseover", (event) => light(markAt(event)));
  document.addEventListener("click", (event) => {
    const mark = markAt(event);
    if (mark) light(mark);
  });

  // In a bead that has the focus, the arrow keys go from mark to mark, Escape ends it.
  document.addEventListener("keydown", (event) => {
    const bead = document.activeElement?.closest?.(".bead");
    if (!bead || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return light(null);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const marks = [...bead.querySelectorAll(".gutter + .side mark[data-k]")];
    if (!marks.length) return;
    event.preventDefault();
    // A match may be cut into several marks: go on from its far end.
    const isLit = (mark) => lit.includes(mark);
    const at = step > 0 ? marks.findLastIndex(isLit) : marks.findIndex(isLit);
    light(marks[at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length]);
  });
  document.addEventListener("focusout", () => light(null));

  // A link into a folded pair opens it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  const pairs = document.querySelectorAll("details.pair");
  if (pairs.length > 1) {
    const tools = document.createElement("div");
    tools.className = "tools";
    for (const [label, open] of [["Open all", true], ["Close all", false]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => pairs.forEach((pair) => { pair.open = open; }));
      tools.append(button);
    }
    document.getElementById("pairs").prepend(tools);
  }
})();
