// Cites what is selected, the line whose number was clicked, or the page in view; `c` copies the short form.
// Without this script each page has a link to the page that shows the forms. The words come from the server
// (data-cites: for each paper of the file the forms, with {pin} and {anchor} to be filled in).
(() => {
  "use strict";

  const say = (sentence) => document.dispatchEvent(new CustomEvent("reading:say", { detail: sentence }));
  const text = () => document.getElementById("text");

  // Where a point of the text is: its page, and the printed line it is on or after.
  const place = (node, offset, isEnd) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const page = element?.closest(".desk .page");
    if (!page) return null;
    const point = document.createRange();
    point.setStart(node, offset);
    let line = null;
    for (const candidate of page.querySelectorAll(".ln")) {
      const side = point.comparePoint(candidate, 0);
      // An end at the very beginning of a line does not reach into it.
      if (side > 0 || (isEnd && side === 0 && candidate !== element.closest(".ln"))) break;
      if (isEnd && offset === 0 && candidate.contains(node) && line) break;
      line = candidate;
    }
    return { page, line: line ? Number(line.dataset.n) : null };
  };

  const selected = () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.toString().trim()) return null;
    const range = selection.getRangeAt(0);
    const from = place(range.startContainer, range.startOffset, false);
    const to = place(range.endContainer, range.endOffset, true);
    return from && { from, to: to || from };
  };

  const targeted = () => {
    const line = document.querySelector(".desk .ln:target");
    const here = line && { page: line.closest(".page"), line: Number(line.dataset.n) };
    return here && { from: here, to: here };
  };

  const inView = () => {
    const page = document.getElementById(`p${document.documentElement.dataset.at}`) || document.querySelector(".desk .page");
    return page && { from: { page, line: null }, to: { page, line: null } };
  };

  const paperOf = (page) => page.dataset.paper ?? text().dataset.number;
  const ecf = (page) => page.dataset.ecf ?? page.dataset.page;

  // 3, 3-4, 3:12, 3:12-18, 3:12-4:5
  const pin = (from, to) => {
    const [first, last] = [ecf(from.page), ecf(to.page)];
    if (from.line === null || to.line === null) return first === last ? first : `${first}-${last}`;
    if (first !== last) return `${first}:${from.line}-${last}:${to.line}`;
    return from.line === to.line ? `${first}:${from.line}` : `${first}:${from.line}-${to.line}`;
  };

  const forms = ({ from, to }) => {
    const patterns = JSON.parse(text().dataset.cites)[paperOf(from.page)];
    const end = paperOf(to.page) === paperOf(from.page) ? to : from;
    const [at, anchor] = [pin(from, end), from.page.id + (from.line === null ? "" : `-${from.line}`)];
    const filled = {};
    for (const [form, pattern] of Object.entries(patterns)) {
      filled[form] = pattern.replace("{pin}", () => at).replace("{anchor}", () => anchor);
    }
    return filled;
  };

  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      // Without HTTPS there is no clipboard for a script but this one.
      const field = document.createElement("textarea");
      field.value = words;
      field.className = "hidden-text";
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    say(`Copied: ${words}`);
  };

  let bar = null;
  let shown = null;
  const hide = () => { bar?.remove(); bar = shown = null; };
  const offer = (what) => {
    const found = forms(what);
    if (bar && shown === found.link + found.short) return;
    hide();
    shown = found.link + found.short;
    bar = document.createElement("div");
    bar.className = "cite-bar";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Cite");
    const name = document.createElement("b");
    name.textContent = found.short;
    bar.append(name);
    for (const [form, label] of [["short", "Copy (c)"], ["full", "Full"], ["markdown", "Markdown"], ["link", "Link"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      // The selection stays where it is.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => copy(found[form]));
      bar.append(button);
    }
    document.body.append(bar);
  };

  let settled = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      if (bar?.contains(document.activeElement)) return;
      const what = selected();
      if (what) offer(what); else if (!targeted()) hide();
    }, 200);
  });

  // A click on a line's number: that line; with shift, from the line chosen before to this one.
  let chosen = null;
  document.addEventListener("click", (event) => {
    const line = event.target.closest?.(".desk .ln");
    if (!line) return;
    const box = line.closest(".page-text");
    const gutter = parseFloat(getComputedStyle(line, "::before").width);
    if (event.clientX - box.getBoundingClientRect().left > gutter) return;
    const here = { page: line.closest(".page"), line: Number(line.dataset.n) };
    if (event.shiftKey && chosen && chosen.page === here.page) {
      getSelection().removeAllRanges();
      const [from, to] = chosen.line <= here.line ? [chosen, here] : [here, chosen];
      const range = document.createRange();
      range.setStart(document.getElementById(`${here.page.id}-${from.line}`), 0);
      range.setEndAfter(document.getElementById(`${here.page.id}-${to.line}`).lastChild);
      getSelection().addRange(range);
      offer({ from, to });
    } else {
      chosen = here;
      const top = scrollY;
      location.hash = line.id;
      scrollTo({ top, behavior: "instant" });
      offer({ from: here, to: here });
    }
  });

  document.addEventListener("reading:key", (event) => {
    if (event.detail === "Escape") { hide(); return; }
    if (event.detail !== "c" || !text()?.dataset.cites) return;
    const what = selected() || targeted() || inView();
    if (!what) return;
    event.preventDefault();
    copy(forms(what).short);
  });
})();
