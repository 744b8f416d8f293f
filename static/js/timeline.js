// The picture of the timeline, for a pointer and for keys. Without this script each mark is a link with a title, and the links
// above move the picture; what it shows stands in the address either way.
//
// A card says a mark's words while the pointer or the focus is on it. Left and Right go through the marks by date, Up and Down to
// the lanes above and below, Home and End to the first and last, Enter opens, + and - zoom, Escape puts the card away.
// A stretch dragged over the picture becomes ?zoom=2025-10-01_2025-11-30.
(() => {
  "use strict";

  const plot = document.querySelector(".story-plot");
  if (!plot) return;
  const frame = plot.closest(".story-frame");
  const marks = [...plot.querySelectorAll(".lane-marks a")];
  const least = 5; // pixels: less is a click

  const card = document.createElement("div");
  card.className = "story-card";
  card.hidden = true;
  card.setAttribute("aria-hidden", "true"); // the mark's own label says the same
  frame.append(card);

  const side = (mark) => ["plaintiff", "defendant", "court", "other", "unknown"].find((name) => mark.classList.contains(name)) || "";

  const show = (mark) => {
    const box = frame.getBoundingClientRect();
    const at = mark.getBoundingClientRect();
    card.textContent = mark.getAttribute("aria-label");
    card.className = `story-card ${side(mark)}`;
    card.hidden = false;
    const left = Math.max(at.left, box.left) - box.left;
    card.style.left = `${Math.max(0, Math.min(left, box.width - card.offsetWidth))}px`;
    const above = at.top - box.top - card.offsetHeight - 8;
    card.style.top = `${above >= 0 ? above : at.bottom - box.top + 8}px`;
  };
  const hide = () => { card.hidden = true; };

  for (const mark of marks) {
    const title = mark.querySelector("title");
    mark.setAttribute("aria-label", title.textContent);
    title.remove(); // the browser's own tip would lie over the card
    mark.tabIndex = -1;
    mark.addEventListener("pointerenter", () => show(mark));
    mark.addEventListener("pointerleave", hide);
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("blur", hide);
  }

  // Where each mark stands, asked once for all of a move.
  const middle = (mark) => { const at = mark.getBoundingClientRect(); return at.left + at.width / 2; };
  const byDate = () => marks.map((mark) => [middle(mark), mark]).sort((one, other) => one[0] - other[0]).map(([, mark]) => mark);

  let current = null;
  const reach = (mark) => {
    if (!mark) return;
    if (current) current.tabIndex = -1;
    current = mark;
    mark.tabIndex = 0;
  };
  const go = (mark) => {
    if (!mark) return;
    reach(mark);
    mark.focus();
    mark.scrollIntoView({ block: "nearest", inline: "nearest" });
    show(mark);
  };
  reach(byDate()[0]);

  const across = (mark, step) => {
    const lanes = [...plot.querySelectorAll(".lane-marks")].filter((lane) => lane.querySelector("a"));
    const lane = lanes[lanes.indexOf(mark.closest(".lane-marks")) + step];
    if (!lane) return null;
    const x = middle(mark);
    return [...lane.querySelectorAll("a")].reduce((best, other) => (Math.abs(middle(other) - x) < Math.abs(middle(best) - x) ? other : best));
  };

  const follow = (name) => {
    const link = document.querySelector(`.story-tools [data-move="${name}"]`);
    if (link) location.assign(link.href);
  };

  plot.addEventListener("keydown", (event) => {
    const mark = event.target.closest(".lane-marks a");
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const ordered = byDate();
    const place = ordered.indexOf(mark);
    const moves = {
      ArrowRight: () => go(ordered[place + 1]),
      ArrowLeft: () => go(ordered[place - 1]),
      ArrowDown: () => go(across(mark, 1)),
      ArrowUp: () => go(across(mark, -1)),
      Home: () => go(ordered[0]),
      End: () => go(ordered[ordered.length - 1]),
      Escape: hide,
      "+": () => follow("in"),
      "-": () => follow("out"),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  });

  // The day under a place on the screen.
  const dayAt = (x) => {
    const box = plot.getBoundingClientRect();
    const left = Number(plot.dataset.left) / 100;
    const right = Number(plot.dataset.right) / 100;
    const share = Math.min(Math.max(((x - box.left) / box.width - left) / (right - left), 0), 0.999999);
    const day = new Date(`${plot.dataset.first}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + Math.floor(share * Number(plot.dataset.days)));
    return day.toISOString().slice(0, 10);
  };

  let brush = null;
  let start = 0;

  const draw = (x) => {
    const box = plot.getBoundingClientRect();
    brush.setAttribute("x", Math.min(start, x) - box.left);
    brush.setAttribute("width", Math.abs(x - start));
  };
  const drop = () => { if (brush) brush.remove(); brush = null; };

  plot.addEventListener("dragstart", (event) => event.preventDefault());
  plot.addEventListener("pointerdown", (event) => {
    // A finger scrolls.
    if (event.button !== 0 || event.pointerType === "touch") return;
    start = event.clientX;
    brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    brush.setAttribute("class", "story-brush");
    brush.setAttribute("y", 0);
    brush.setAttribute("height", "100%");
    brush.setAttribute("width", 0);
    plot.append(brush);
  });
  window.addEventListener("pointermove", (event) => {
    if (!brush) return;
    if (Math.abs(event.clientX - start) >= least) { hide(); getSelection().removeAllRanges(); }
    draw(event.clientX);
  });
  window.addEventListener("pointerup", (event) => {
    if (!brush) return;
    drop();
    if (Math.abs(event.clientX - start) < least) return;
    // The click that ends a drag opens nothing.
    window.addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    setTimeout(() => {
      const days = [dayAt(start), dayAt(event.clientX)].sort();
      const address = new URL(location.href);
      address.searchParams.set("zoom", days.join("_"));
      address.searchParams.delete("from");
      address.hash = "picture";
      location.assign(address);
    }, 0);
  });
  window.addEventListener("pointercancel", drop);
  window.addEventListener("keydown", (event) => { if (event.key === "Escape") drop(); });
})();
