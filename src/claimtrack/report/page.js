"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const state = document.querySelector(".state");
  const output = state.querySelector("output");
  const rows = [...document.querySelectorAll(".row")];
  const groups = [...document.querySelectorAll("#shared, #rows .group")];
  const sections = [...document.querySelectorAll(".alone section, .speakers section")];
  const unfolded = new Set(); // by a filter, not by the reader
  const marks = [...document.querySelectorAll("mark[data-rows]")];
  const tags = [...document.querySelectorAll(".tag")];
  const numberOf = (row) => row.id.split("-").at(-1);
  const has = (row, name, values) => row.dataset[name].split(" ").some((value) => values.includes(value));
  let chosen = null;
  let told = [];

  // Of one kind, any of the values will do; of several kinds, each must be met.
  function filter() {
    const wanted = new Map();
    told = [];
    for (const field of form.elements) {
      if (!field.name || !field.value || (field.type === "checkbox" && !field.checked)) continue;
      wanted.set(field.name, [...(wanted.get(field.name) ?? []), field.value]);
      told.push(field.selectedOptions?.[0].text.replace(/ \(\d+\)$/, "") ?? field.value);
    }
    for (const row of rows) row.hidden = ![...wanted].every(([name, values]) => has(row, name, values));
    for (const group of groups) {
      if (told.length > 0 && !group.open) unfolded.add(group);
      if (told.length > 0) group.open = true;
      else if (unfolded.delete(group)) group.open = false;
    }
    if (chosen?.hidden) choose(null);
    show();
  }

  function show() {
    const shown = new Set(rows.filter((row) => !row.hidden).map(numberOf));
    for (const mark of marks) mark.classList.toggle("dim", !mark.dataset.rows.split(" ").some((n) => shown.has(n)));
    for (const part of [...groups, ...sections]) {
      part.hidden = told.length > 0 && part.querySelector(".row:not([hidden])") === null;
    }
    output.textContent = `${shown.size} of ${rows.length} ${output.dataset.noun}${told.length ? `: ${told.join(", ")}` : ""}`;
    document.getElementById("rows").classList.toggle("filtered", told.length > 0);
  }

  function highlight(row, isOn) {
    row.classList.toggle("chosen", isOn);
    const number = numberOf(row);
    for (const mark of marks) if (mark.dataset.rows.split(" ").includes(number)) mark.classList.toggle("chosen", isOn);
    for (const link of [row.querySelector(".pick"), ...tags.filter((tag) => tag.textContent === number)]) {
      if (isOn) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function choose(row) {
    if (chosen) highlight(chosen, false);
    chosen = row;
    if (row) highlight(row, true);
  }

  // An address leads to a row or to a place in a text, also where it is folded or hidden by a filter.
  function follow(hash) {
    const target = document.getElementById(hash.slice(1));
    if (!target) return;
    for (let each = target; each; each = each.parentElement) {
      if (each.tagName !== "DETAILS") continue;
      each.open = true;
      unfolded.delete(each);
    }
    const row = target.matches(".row") ? target : target.matches(".tag") && document.querySelector(target.getAttribute("href"));
    if (row) {
      if (row.hidden) {
        row.hidden = false;
        told.push(`also ${row.id.replace("-", " ")}`);
        show();
      }
      choose(row);
    }
    target.scrollIntoView({ block: target === row ? "nearest" : row ? "center" : "start" });
    const focused = target.matches(".row, #shared, details") ? target.querySelector(".pick, summary") : target;
    focused.focus({ preventScroll: true });
  }

  // The frame of a notebook has no address that could change; nor does that of a link which is followed again.
  const stays = (hash) => location.protocol === "about:" || hash === location.hash;

  document.addEventListener("click", (event) => {
    unfolded.delete(event.target.closest("summary")?.parentElement);
    const hash = event.target.closest("a[href^='#']")?.getAttribute("href");
    if (!hash || !stays(hash)) return;
    event.preventDefault();
    follow(hash);
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !event.target.closest("#rows, #texts")) return;
    if (event.target.closest("form")) return;
    if (event.key === "Escape") choose(null);
    const step = { j: 1, k: -1 }[event.key];
    if (!step) return;
    const shown = rows.filter((row) => !row.hidden);
    const current = event.target.closest(".row") ?? chosen;
    const next = shown[current ? shown.indexOf(current) + step : 0];
    const hash = next && `#${next.id}`;
    if (hash && stays(hash)) follow(hash);
    else if (hash) location.replace(hash);
  });

  let printed = [];
  addEventListener("beforeprint", () => {
    printed = [...document.querySelectorAll("#rows .group:not([open]), .article:not([open])")];
    for (const each of printed) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of printed) each.open = false;
  });
  addEventListener("hashchange", () => follow(location.hash));
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  for (const field of form.elements) field.disabled = false;
  for (const each of [...form.querySelectorAll("[hidden]"), state]) each.hidden = false;
  filter();
  follow(location.hash);
})();
