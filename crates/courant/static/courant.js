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
  // Lists have rows, papers have cards; the page may be filled anew at any time, so both are looked up at each key.
  const all = () => [...document.querySelectorAll(".items li, article.card, .brief li")];
  const link = (row) => row.querySelector("h2 a, h3 a, a.plain");
  const help = document.getElementById("keys");
  let at = null;

  function go(step) {
    const rows = all();
    const now = rows.indexOf(at);
    const to = now < 0 ? 0 : now + step;
    if (to < 0 || to >= rows.length) return;
    if (at) at.classList.remove("at");
    at = rows[to];
    at.classList.add("at");
    link(at).focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  }

  async function mark(row, name, value) {
    const body = new URLSearchParams({ [name]: value, back: "/healthz" });
    const answer = await fetch(row.dataset.mark, { method: "POST", body });
    return answer.ok;
  }

  let marks = 0;
  // How much is unread is the server's to say: others read as well, and a story counts as many articles as it holds.
  async function recount() {
    const own = ++marks;
    const answer = await fetch(location.pathname === "/latest" ? location.href : "/latest", { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (own !== marks) return;
    const counts = (page) => [...page.querySelectorAll(".folders .n")];
    const [old, now] = [counts(document), counts(fresh)];
    if (old.length === now.length) old.forEach((count, index) => { count.textContent = now[index].textContent; });
    const [link, counted] = [document, fresh].map((page) => page.querySelector('.nav a[href="/latest"]'));
    if (link && counted) link.replaceChildren(...[...counted.childNodes].map((node) => document.adoptNode(node)));
  }

  async function toggleRead(row) {
    const read = !row.classList.contains("read");
    if (!(await mark(row, "read", read ? "yes" : "no"))) return;
    row.classList.toggle("read", read);
    const sign = row.querySelector(".unread");
    if (sign) sign.hidden = read;
    await recount();
  }

  async function toggleSaved(row) {
    const saved = row.dataset.saved !== "yes";
    if (!(await mark(row, "saved", saved ? "yes" : "no"))) return;
    row.dataset.saved = saved ? "yes" : "no";
    const sign = row.querySelector(".kept");
    if (sign) sign.hidden = !saved;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    const row = at && at.isConnected ? at : null;
    const own = row && row.dataset.mark ? row : null;
    switch (event.key) {
      case "j": go(1); break;
      case "k": go(-1); break;
      case "o": if (row) link(row).click(); break;
      case "m": if (own) toggleRead(own); break;
      case "s": if (own) toggleSaved(own); break;
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
