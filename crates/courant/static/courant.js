// Courant's one script. Everything can be read and done without it; it adds the page that fills by itself,
// the keys of the lists, and quoting by selection.
"use strict";

(function progress() {
  const line = document.querySelector("[data-progress]");
  if (!line) return;
  let version = line.dataset.version;
  let busy = true;
  const front = location.pathname === "/";

  async function swap() {
    const answer = await fetch("/", { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["#main", ".end", "#unread"]) {
      const old = document.querySelector(part);
      const now = fresh.querySelector(part);
      if (old && now && !old.contains(document.activeElement)) old.replaceWith(document.adoptNode(now));
    }
  }

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch(line.dataset.progress);
        if (answer.ok) {
          const state = await answer.json();
          if (line.textContent !== state.words) line.textContent = state.words;
          const changed = String(state.version) !== version;
          if (front && (changed || (busy && !state.busy))) await swap();
          version = String(state.version);
          busy = state.busy;
        }
      } catch {
        // The server is away for a moment; the next look tells.
      }
    }
    if (busy || document.hidden) setTimeout(look, 2000);
  }
  setTimeout(look, 2000);
})();

(function keys() {
  const rows = [...document.querySelectorAll(".items li[data-article]")];
  const help = document.getElementById("keys");
  if (!rows.length) return;
  let at = -1;

  function go(to) {
    if (to < 0 || to >= rows.length) return;
    if (at >= 0) rows[at].classList.remove("at");
    at = to;
    rows[at].classList.add("at");
    rows[at].querySelector("h3 a").focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  }

  async function mark(row, name, value) {
    const body = new URLSearchParams({ [name]: value, back: "/healthz" });
    const answer = await fetch(`/article/${row.dataset.article}/mark`, { method: "POST", body });
    return answer.ok;
  }

  async function toggleRead(row) {
    const read = !row.classList.contains("read");
    if (!(await mark(row, "read", read ? "yes" : "no"))) return;
    row.classList.toggle("read", read);
  }

  async function toggleSaved(row) {
    const saved = row.dataset.saved !== "yes";
    if (!(await mark(row, "saved", saved ? "yes" : "no"))) return;
    row.dataset.saved = saved ? "yes" : "no";
    const sign = row.querySelector(".mark");
    if (sign) sign.hidden = !saved;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    const row = rows[at];
    switch (event.key) {
      case "j": go(at + 1); break;
      case "k": go(at - 1); break;
      case "o": if (row) row.querySelector("h3 a").click(); break;
      case "m": if (row) toggleRead(row); break;
      case "s": if (row) toggleSaved(row); break;
      case "?": if (help) help.showModal(); break;
      default: return;
    }
    event.preventDefault();
  });
})();

(function quoting() {
  const field = document.getElementById("quote");
  const text = document.querySelector(".text");
  if (!field || !text) return;
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
    const words = chosen.toString().replace(/\s+/g, " ").trim();
    if (words && words.length <= 500) field.value = words;
  });
})();
