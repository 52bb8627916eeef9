"use strict";
(() => {
  const form = document.getElementById("filters");
  const output = form.querySelector("output");
  const rows = [...document.querySelectorAll(".row")];
  const panes = [...document.querySelectorAll(".pane")];
  const wide = matchMedia("(min-width: 60rem)");
  const manyPanes = 3;
  const marks = [...document.querySelectorAll("mark[data-rows]")];
  const tags = [...document.querySelectorAll(".tag")];
  const numberOf = (row) => row.id.slice("row-".length);
  const marksOf = (row) => marks.filter((mark) => mark.dataset.rows.split(" ").includes(numberOf(row)));
  const tagsOf = (row) => tags.filter((tag) => tag.textContent === numberOf(row));
  const has = (row, name, value) => row.dataset[name].split(" ").includes(value);
  let chosen = null;

  function filter() {
    const wanted = [...form.elements].filter((field) => field.name && field.value);
    for (const row of rows) row.hidden = !wanted.every((field) => has(row, field.name, field.value));
    const shown = new Set(rows.filter((row) => !row.hidden).map(numberOf));
    for (const mark of marks) mark.classList.toggle("dim", !mark.dataset.rows.split(" ").some((n) => shown.has(n)));
    if (chosen?.hidden) choose(null);
    count();
  }

  function count() {
    output.textContent = `${rows.filter((row) => !row.hidden).length} of ${output.dataset.total} rows`;
  }

  function highlight(row, isOn) {
    row.classList.toggle("chosen", isOn);
    for (const mark of marksOf(row)) mark.classList.toggle("chosen", isOn);
    for (const link of [row.querySelector(".pick"), ...tagsOf(row)]) {
      if (isOn) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function choose(row) {
    if (chosen) highlight(chosen, false);
    chosen = row;
    for (const pane of panes) pane.hidden = false;
    if (!row) return;
    row.hidden = false; // a text may lead to a row that the filters hide
    count();
    highlight(row, true);
    const places = tagsOf(row);
    if (!wide.matches) return;
    // Of many articles, those that carry the row stand side by side.
    if (panes.length > manyPanes) for (const pane of panes) pane.hidden = !places.some((tag) => pane.contains(tag));
    const seen = new Set();
    for (const tag of places) {
      const pane = tag.closest(".pane");
      if (!seen.has(pane)) pane.scrollTop += tag.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
      seen.add(pane);
    }
  }

  function showRow(row) {
    choose(row);
    row.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    const link = event.target.closest("a");
    const mark = event.target.closest("mark[data-rows]");
    if (link?.matches(".pick") && wide.matches) {
      event.preventDefault();
      choose(chosen === row ? null : row);
    } else if (link?.matches(".pick, .place")) {
      choose(row);
      const place = document.querySelector(link.hash);
      if (wide.matches) event.preventDefault();
      if (wide.matches) place.closest(".pane").scrollIntoView({ block: "nearest", inline: "nearest" });
      place.focus({ preventScroll: wide.matches });
    } else if (link?.matches(".tag") || mark) {
      const target = document.getElementById(`row-${link ? link.textContent : mark.dataset.rows.split(" ").at(-1)}`);
      if (link || wide.matches) {
        event.preventDefault();
        showRow(target);
        if (link) target.querySelector(".pick").focus();
      }
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !event.target.closest(".work")) return;
    if (event.key === "Escape") choose(null);
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const shown = rows.filter((row) => !row.hidden);
    const current = event.target.closest(".row") ?? chosen;
    const next = shown[current ? shown.indexOf(current) + step : 0];
    if (next) {
      showRow(next);
      next.querySelector(".pick").focus();
    }
  });

  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter();
  const named = /^#row-\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (named) showRow(named);
})();
