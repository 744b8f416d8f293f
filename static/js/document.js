// A document where it is read: which page is in view, jumping to another, stepping from hit to hit, what to show, keys.
// Without this script the same is done by links, forms and the browser's own search.
//
// Tells its neighbours: <html data-at="3"> is the page in view; a "reading:key" event on the document carries each key that
// nobody is typing with. They may speak through a "reading:say" event. May run before the page is there to its end.
(() => {
  "use strict";

  const root = document.documentElement;
  const desk = () => document.getElementById("text");
  const pages = () => [...document.querySelectorAll(".desk .page")];
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // What to show: remembered here, and right before the first page is drawn.
  const VIEWS = { t: "text", b: "both", p: "picture" };
  const remembered = () => { try { return localStorage.getItem("reading-view"); } catch { return null; } };
  const check = () => {
    const chosen = document.querySelector(`.views [value="${root.dataset.view}"]`);
    if (chosen) chosen.checked = true;
  };
  const show = (view) => {
    const page = inView();
    const top = page ? page.getBoundingClientRect().top : 0;
    root.dataset.view = view;
    try { localStorage.setItem("reading-view", view); } catch { /* a browser that keeps nothing */ }
    check();
    // The page that was being read stays where it was.
    if (page) scrollBy({ top: page.getBoundingClientRect().top - top, behavior: "instant" });
  };
  if (Object.values(VIEWS).includes(remembered())) root.dataset.view = remembered();

  // The page in view.
  const barBottom = () => {
    const bar = document.querySelector(".toolbar");
    return bar ? Math.max(0, bar.getBoundingClientRect().bottom) : 0;
  };
  const inView = () => {
    const line = barBottom() + Math.min(160, innerHeight / 4);
    const found = pages();
    let low = 0;
    let high = found.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (found[middle].getBoundingClientRect().bottom < line) low = middle + 1; else high = middle;
    }
    return found[low] || found[found.length - 1] || null;
  };
  const mark = () => {
    const page = inView();
    if (!page || root.dataset.at === page.dataset.page) return;
    root.dataset.at = page.dataset.page;
    const field = document.getElementById("go-page");
    if (field && field !== document.activeElement) field.value = page.dataset.page;
    document.querySelector(".strip [aria-current]")?.removeAttribute("aria-current");
    const thumb = document.querySelector(`.strip a[href="#p${page.dataset.page}"]`);
    if (!thumb) return;
    thumb.setAttribute("aria-current", "page");
    const strip = thumb.closest("ol");
    const [inner, outer] = [thumb.getBoundingClientRect(), strip.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) strip.scrollTop += inner.top - outer.top - outer.height / 3;
    if (inner.left < outer.left || inner.right > outer.right) strip.scrollLeft += inner.left - outer.left - outer.width / 3;
  };
  let asked = false;
  const soon = () => { if (!asked) { asked = true; requestAnimationFrame(() => { asked = false; mark(); }); } };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });

  // Jumping. A page that stands at another address is asked for there.
  const goTo = (element, block = "start") => element.scrollIntoView({ block, behavior: still.matches ? "instant" : "auto" });
  const step = (by) => {
    const found = pages();
    const next = found[found.indexOf(inView()) + by];
    if (next) { history.replaceState(null, "", `#${next.id}`); goTo(next); }
  };
  const sendOn = () => {
    const text = desk();
    const wanted = /^#p(\d+)(-\d+)?$/.exec(location.hash);
    if (!text || !wanted || !text.dataset.total) return;
    const [page, first, last, total] = [wanted[1], text.dataset.first, text.dataset.last, text.dataset.total].map(Number);
    if (page > total || (page >= first && page <= last)) return;
    const address = new URL(location.href);
    address.searchParams.set("from", String(page));
    location.replace(address);
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".jump")) return;
    const page = document.getElementById(`p${Number(document.getElementById("go-page").value)}`);
    if (!page) return;
    event.preventDefault();
    document.activeElement?.blur();
    location.hash = page.id;
  });
  addEventListener("hashchange", sendOn);
  // While a long document arrives, what stands before the page asked for may be laid out and push it away. Whoever has
  // moved since stays where they are.
  let moved = false;
  for (const sign of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(sign, () => { moved = true; }, { once: true, passive: true });
  }
  const settle = () => {
    const wanted = location.hash && document.getElementById(location.hash.slice(1));
    if (wanted && !moved) wanted.scrollIntoView({ block: "start", behavior: "instant" });
  };
  addEventListener("load", () => { settle(); requestAnimationFrame(settle); });

  // Hits.
  const numberOf = (hash) => Number(/^#hit-(\d+)$/.exec(hash)?.[1] || 0);
  let at = numberOf(location.hash);
  const stand = (number) => {
    const hit = document.getElementById(`hit-${number}`);
    if (!hit) {
      // At another address: the link beside the last hit before it leads there.
      document.querySelector(`.page-no .hits a[href$="#hit-${number}"]`)?.click();
      return;
    }
    at = number;
    document.querySelector("mark.here")?.classList.remove("here");
    hit.classList.add("here");
    history.replaceState(null, "", `#hit-${number}`);
    goTo(hit, "center");
    for (const told of document.querySelectorAll("[data-at-hit]")) told.textContent = `${number} of ${desk().dataset.hits}`;
    say(`Hit ${number} of ${desk().dataset.hits}, page ${hit.closest(".page").dataset.page}`);
  };
  const stepHit = (by) => {
    const total = Number(desk()?.dataset.hits || 0);
    if (!total) return;
    if (!at) {
      const line = barBottom();
      const ahead = [...document.querySelectorAll("mark[id]")].find((hit) => hit.getBoundingClientRect().top >= line);
      const first = ahead ? numberOf(`#${ahead.id}`) : 1;
      stand(by > 0 ? first : (first - 2 + total) % total + 1);
    } else {
      stand((at - 1 + by + total) % total + 1);
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-step], .page-no .hits a[href^='#hit-']");
    if (!link || !event.isTrusted || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.step) stepHit(Number(link.dataset.step)); else stand(numberOf(link.hash));
  });

  // What was done, shown and spoken.
  const voice = document.createElement("p");
  voice.className = "say";
  voice.setAttribute("role", "status");
  let silence = 0;
  const say = (sentence) => {
    if (!voice.isConnected) document.body.append(voice);
    clearTimeout(silence);
    voice.textContent = sentence;
    silence = setTimeout(() => { voice.textContent = ""; }, 4000);
  };
  document.addEventListener("reading:say", (event) => say(event.detail));

  // Keys, as long as nobody is typing.
  const HELP = [
    ["j, k", "next and previous page (so do → and ←)"], ["/", "find in this document"], ["n, N", "next and previous hit"],
    ["c", "copy the cite of the selection, the line or the page"], ["t, b, p", "text, both, picture"],
    ["+, -", "the picture larger and smaller"], ["?", "these keys"],
  ];
  const help = () => {
    const dialog = document.createElement("dialog");
    dialog.className = "sheet";
    dialog.setAttribute("aria-labelledby", "keys-heading");
    dialog.innerHTML = '<div class="tools"><h2 id="keys-heading">Keys</h2><form method="dialog"><button class="button">Close</button></form></div><dl></dl>';
    for (const [keys, words] of HELP) {
      const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
      keys.split(", ").forEach((key, place) => {
        const cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(place ? " " : "", cap);
      });
      meaning.textContent = words;
      dialog.querySelector("dl").append(term, meaning);
    }
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  const find = () => { const field = document.getElementById("find"); field?.focus(); field?.select(); };
  const KEYS = {
    j: () => step(1), k: () => step(-1), ArrowRight: () => step(1), ArrowLeft: () => step(-1), "/": find, "?": help,
    n: () => stepHit(1), N: () => stepHit(-1), t: () => show("text"), b: () => show("both"), p: () => show("picture"),
  };
  const typing = (event) => {
    const field = event.target.closest?.("input, textarea, select, [contenteditable]");
    // A radio button takes the arrows and the space bar; letters are ours.
    return field && !(field.type === "radio" && event.key.length === 1 && event.key !== " ");
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event)) return;
    if (!desk() || (document.querySelector("dialog[open]") && !"+-=".includes(event.key))) return;
    const act = KEYS[event.key];
    if (act) { event.preventDefault(); act(); return; }
    const told = new CustomEvent("reading:key", { detail: event.key, cancelable: true });
    if (!document.dispatchEvent(told)) event.preventDefault();
  });

  const ready = () => {
    check();
    sendOn();
    mark();
    const fold = document.querySelector(".strip details");
    if (fold && matchMedia("(max-width: 44rem)").matches) fold.open = false;
    const bar = document.querySelector(".toolbar");
    if (bar && !bar.querySelector(".keys")) {
      const button = document.createElement("button");
      button.className = "go keys";
      button.type = "button";
      button.setAttribute("aria-label", "Keys");
      button.addEventListener("click", help);
      bar.append(button);
    }
    if (at) stand(at);
  };
  document.addEventListener("change", (event) => { if (event.target.matches?.(".views input")) show(event.target.value); });
  // As soon as the first page stands, and again when the last one does or reading.js has put new text in place.
  const watch = new MutationObserver(() => {
    if (!document.querySelector(".desk .page")) return;
    watch.disconnect();
    check();
    sendOn();
    mark();
  });
  watch.observe(root, { childList: true, subtree: true });
  const done = () => {
    watch.disconnect();
    ready();
    const main = document.getElementById("main");
    if (main) new MutationObserver(() => { if (!document.querySelector(".keys")) ready(); }).observe(main, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done); else done();
})();
