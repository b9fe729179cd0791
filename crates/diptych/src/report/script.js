"use strict";
(() => {
  const list = document.getElementById("pairs");
  const pairs = [...list.querySelectorAll("details.pair")];
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const button = (text, title, act) => make("button", { type: "button", textContent: text, title, onclick: act });

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
  document.addEventListener("focusout", () => light(null));

  // In a bead that has the focus, the arrow keys go from mark to mark.
  const stepMark = (bead, step) => {
    const marks = [...bead.querySelectorAll(".gutter + .side mark[data-k]")];
    if (!marks.length) return;
    // A match may be cut into several marks: go on from its far end.
    const isLit = (mark) => lit.includes(mark);
    const at = step > 0 ? marks.findLastIndex(isLit) : marks.findIndex(isLit);
    light(marks[at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length]);
  };

  // The body of a pair is text in a `noscript` until it is needed: a page of thousands of pairs is
  // there at once, and without a script all of it can be read.
  const fill = (pair) => {
    const kept = pair.querySelector(":scope > noscript");
    if (!kept) return;
    const copies = button("Copy", "Copy this pair, one bead a line", () => copy(pair));
    copies.className = "copy";
    kept.replaceWith(copies, parsed(kept));
  };
  const parsed = (kept) => {
    const template = document.createElement("template");
    template.innerHTML = kept.textContent;
    return template.content;
  };
  // An open pair gets its body when it comes near the window.
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      fill(target);
    }
    if (search.value) highlight(wanted());
  }, { rootMargin: "100% 0%" });
  const bodyOf = (pair) => {
    const kept = pair.querySelector(":scope > noscript");
    return kept ? parsed(kept) : pair;
  };

  // A link into a folded pair opens it.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const pair = document.getElementById(id.match(/^p\d+/)?.[0]);
    if (pair) fill(pair);
    const target = document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (!pairs.length) return;

  // What a pair says of itself, read once.
  const facts = new Map(pairs.map((pair, order) => {
    const { score, beads, severities, kinds, source, target, sourceLanguage, targetLanguage } = pair.dataset;
    const [high, medium, low] = severities.split(" ").map(Number);
    return [pair, { order, score: +score, beads: +beads, high, medium, low, found: high + medium + low,
      kinds: kinds.split(" ").filter(Boolean), name: `${source} ${target}`, source, target,
      languages: sourceLanguage || targetLanguage ? `${sourceLanguage ?? "?"} → ${targetLanguage ?? "?"}` : "" }];
  }));
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  const signs = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
  const textOf = (pair) => {
    if (!texts.has(pair)) {
      // Not by the parser, which would take seconds for thousands of pairs.
      const kept = pair.querySelector(":scope > noscript");
      const plain = kept?.textContent.replace(/<[^>]*>|&\w+;/g, (match) => signs[match] ?? "");
      texts.set(pair, folded(kept ? pair.querySelector("summary").textContent + plain : pair.textContent));
    }
    return texts.get(pair);
  };

  // The tools.
  const select = (label, options) => {
    const element = make("select", { ariaLabel: label, title: label });
    for (const [value, text] of options) element.append(make("option", { value, textContent: text }));
    return element;
  };
  const distinct = (of) => [...new Set([...facts.values()].flatMap(of))].filter(Boolean).sort();
  const search = make("input", { type: "search", placeholder: "Search names and text", ariaLabel: "Search" });
  const filter = select("Which pairs", [["", "All pairs"], ["found", "With discrepancies"], ["high", "With a high one"],
    ["none", "Without discrepancies"], ...distinct((fact) => fact.kinds).map((kind) => [`kind ${kind}`, `With: ${kind}`]),
    ...distinct((fact) => fact.languages).map((tag) => [`tag ${tag}`, tag])]);
  const orders = {
    found: ["As found", (a, b) => a.order - b.order],
    worst: ["Gravest first", (a, b) => b.high - a.high || b.medium - a.medium || b.low - a.low],
    low: ["Lowest score first", (a, b) => a.score - b.score],
    high: ["Highest score first", (a, b) => b.score - a.score],
    long: ["Longest first", (a, b) => b.beads - a.beads],
    name: ["By name", (a, b) => a.name.localeCompare(b.name)],
  };
  const order = select("Order", Object.entries(orders).map(([key, [label]]) => [key, label]));
  const status = make("output", { ariaLive: "polite" });

  let shown = pairs;
  const passes = (fact, what) => {
    if (what === "found") return fact.found > 0;
    if (what === "none") return fact.found === 0;
    if (what === "high") return fact.high > 0;
    if (what.startsWith("kind ")) return fact.kinds.includes(what.slice(5));
    if (what.startsWith("tag ")) return fact.languages === what.slice(4);
    return true;
  };
  const wanted = () => folded(search.value).split(/\s+/).filter(Boolean);
  const update = () => {
    const words = wanted();
    shown = pairs.filter((pair) => passes(facts.get(pair), filter.value)
      && words.every((word) => textOf(pair).includes(word)));
    const visible = new Set(shown);
    for (const pair of pairs) pair.hidden = !visible.has(pair);
    status.textContent = shown.length === pairs.length ? `${pairs.length} pairs` : `${shown.length} of ${pairs.length} pairs`;
    highlight(words);
  };
  const arrange = () => {
    const [, compare] = orders[order.value];
    pairs.sort((a, b) => compare(facts.get(a), facts.get(b)) || facts.get(a).order - facts.get(b).order);
    list.append(...pairs);
    update();
  };

  // What was searched for is lit in the pairs that are open; nothing is added to the page for it.
  const highlight = (words) => {
    if (!globalThis.Highlight) return;
    CSS.highlights.delete("search");
    if (!words.length) return;
    const found = new Highlight();
    for (const pair of shown) {
      if (!pair.open) continue;
      const walker = document.createTreeWalker(pair, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        if (text.length !== node.data.length) continue;
        for (const word of words) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            found.add(range);
          }
        }
      }
    }
    CSS.highlights.set("search", found);
  };

  // From discrepancy to discrepancy, in the order shown.
  let here = null;
  const marked = (pair) => {
    if (facts.get(pair).found) fill(pair);
    return [...pair.querySelectorAll(".bead.marked")];
  };
  const jump = (step) => {
    if (!shown.length) return;
    const start = here ? shown.indexOf(here.closest("details.pair")) : -1;
    let beads = start < 0 ? [] : marked(shown[start]);
    let to = beads.indexOf(here) + step;
    let at = start < 0 && step < 0 ? 0 : start;
    for (let tried = 0; !beads[to] && tried <= shown.length; tried += 1) {
      at = (at + step + shown.length) % shown.length;
      beads = marked(shown[at]);
      to = step > 0 ? 0 : beads.length - 1;
    }
    if (!beads[to]) return;
    here?.classList.remove("here");
    here = beads[to];
    shown[at].open = true;
    here.classList.add("here");
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "center" });
    status.textContent = `pair ${at + 1} of ${shown.length}: discrepancy ${to + 1} of ${beads.length}`;
  };
  const walk = (step) => {
    if (!shown.length) return;
    const at = shown.indexOf(document.activeElement?.closest?.("details.pair"));
    const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
    next.querySelector("summary").focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };

  // Files to take away.
  const side = (element) => [...element.querySelectorAll("p")].map((p) => p.textContent).join(" ");
  const rows = (pair) => [...bodyOf(pair).querySelectorAll(".bead")].map((bead, i) => {
    const [source, target] = [...bead.querySelectorAll(":scope > .side")].map(side);
    const notes = [...bead.querySelectorAll(".differs.end, a.severity")].map((mark) => mark.title);
    const score = bead.querySelector(".gutter .score")?.textContent.trim() ?? "";
    return { bead: i + 1, score, source, target, notes: [...new Set(notes)].join(" ") };
  });
  const xml = (text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  const tmx = () => {
    const version = document.querySelector("meta[name=generator]").content.split(" ").pop();
    const parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n',
      `<header creationtool="diptych" creationtoolversion="${xml(version)}" segtype="sentence" o-tmf="diptych"`,
      ' adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'];
    for (const pair of shown) {
      const { sourceLanguage = "und", targetLanguage = "und" } = pair.dataset;
      for (const row of rows(pair)) {
        if (!row.source || !row.target) continue;
        parts.push(`<tu><prop type="x-score">${xml(row.score)}</prop>`);
        parts.push(`<tuv xml:lang="${xml(sourceLanguage)}"><seg>${xml(row.source)}</seg></tuv>`);
        parts.push(`<tuv xml:lang="${xml(targetLanguage)}"><seg>${xml(row.target)}</seg></tuv></tu>\n`);
      }
    }
    parts.push("</body>\n</tmx>\n");
    return parts;
  };
  const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;
  const csv = () => {
    const parts = ["source_id,target_id,bead,score,source,target,discrepancies\r\n"];
    for (const pair of shown) {
      const { source, target } = facts.get(pair);
      for (const row of rows(pair)) {
        parts.push([source, target, row.bead, row.score, row.source, row.target, row.notes].map(cell).join(","), "\r\n");
      }
    }
    return parts;
  };
  const save = (name, type, parts) => {
    const link = make("a", { href: URL.createObjectURL(new Blob(parts, { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const copy = async (pair) => {
    const line = (text) => text.replace(/\s+/g, " ");
    const text = rows(pair).map((row) => `${line(row.source)}\t${line(row.target)}\n`).join("");
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "copied: one bead a line, source and target parted by a tab";
    } catch {
      status.textContent = "the browser does not let this page copy: save as CSV instead";
    }
  };
  const openAll = (open) => { for (const pair of shown) pair.open = open; };
  const group = (...children) => make("span", { className: "group" }, ...children);
  const tools = make("div", { className: "tools", role: "toolbar", ariaLabel: "Pairs" }, search, filter, order,
    group(button("↑", "Discrepancy before (p)", () => jump(-1)), button("↓ discrepancy", "Next discrepancy (n)", () => jump(1))),
    group(button("Open all", "Open all pairs shown", () => openAll(true)), button("Close all", "Close all pairs shown", () => openAll(false))),
    group(button("TMX", "Save the pairs shown as TMX 1.4b", () => save("pairs.tmx", "application/xml", tmx())),
      button("CSV", "Save the pairs shown as CSV", () => save("pairs.csv", "text/csv", csv()))),
    status);
  const keys = make("details", { className: "keys" }, make("summary", { textContent: "Keys" }));
  for (const [names, what] of [["/", "search; Escape leaves and clears"], ["n p", "next discrepancy, the one before"],
    ["j k", "next pair, the one before; Enter opens it"], ["← →", "in a bead: from match to match"], ["?", "this list"]]) {
    keys.append(make("p", {}, ...names.split(" ").flatMap((name) => [make("kbd", { textContent: name }), " "]), what));
  }
  list.prepend(tools, keys);

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 120);
  });
  filter.addEventListener("change", update);
  order.addEventListener("change", arrange);
  list.addEventListener("toggle", (event) => {
    if (event.target.open && facts.has(event.target)) seen.observe(event.target);
  }, true);
  addEventListener("beforeprint", () => { for (const pair of shown) if (pair.open) fill(pair); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search && event.key === "Escape") {
      search.value = "";
      search.blur();
      return update();
    }
    if (event.target.closest?.("input, select, textarea")) return;
    const bead = event.target.closest?.(".bead");
    const act = {
      "/": () => search.focus(),
      "?": () => { keys.open = !keys.open; },
      n: () => jump(1), p: () => jump(-1), j: () => walk(1), k: () => walk(-1),
      Escape: () => light(null),
      ArrowRight: bead && (() => stepMark(bead, 1)), ArrowLeft: bead && (() => stepMark(bead, -1)),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  for (const pair of pairs) if (pair.open) seen.observe(pair);
  if (location.hash) reveal();
  update();
})();
