// The picture of a page in a dialog of its own, at three steps of sharpness. Without this script its links lead to the
// sharper pictures themselves.
(() => {
  "use strict";

  const STEPS = [1, 2, 3];
  const SCALES = { 1: 1, 2: 1.5, 3: 2 };
  let open = null;

  const button = (label, name, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = label;
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  };

  // Draws the step, keeping the middle of what was in view in the middle.
  const turn = (step) => {
    const { frame, picture, small, smaller, larger } = open;
    const [x, y] = [
      (frame.scrollLeft + frame.clientWidth / 2) / Math.max(1, frame.scrollWidth),
      (frame.scrollTop + frame.clientHeight / 2) / Math.max(1, frame.scrollHeight),
    ];
    open.step = step;
    picture.width = Math.round(small.width * SCALES[step]);
    picture.height = Math.round(small.height * SCALES[step]);
    picture.src = small.address.replace(/-1\.webp/, `-${step}.webp`);
    smaller.disabled = step === STEPS[0];
    larger.disabled = step === STEPS.at(-1);
    frame.scrollTo(x * frame.scrollWidth - frame.clientWidth / 2, y * frame.scrollHeight - frame.clientHeight / 2);
  };
  const by = (change) => {
    const step = open.step + change;
    if (STEPS.includes(step)) turn(step);
  };

  const show = (page, step, point = { x: 0.5, y: 0 }) => {
    const source = page.querySelector(".facsimile img");
    if (!source) return;
    const dialog = document.createElement("dialog");
    dialog.className = "sheet picture";
    const name = `Page ${page.dataset.page}, as the court printed it`;
    dialog.setAttribute("aria-label", name);
    const tools = document.createElement("div");
    tools.className = "tools";
    const heading = document.createElement("strong");
    heading.textContent = `Page ${page.dataset.page}`;
    const smaller = button("−", "Smaller", () => by(-1));
    const larger = button("+", "Larger", () => by(1));
    tools.append(heading, smaller, larger, button("Close", "", () => dialog.close()));
    const frame = document.createElement("div");
    frame.className = "frame";
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", name);
    const picture = document.createElement("img");
    picture.alt = name;
    frame.append(picture);
    dialog.append(tools, frame);
    dialog.addEventListener("close", () => { dialog.remove(); open = null; });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    const small = { width: Number(source.getAttribute("width")), height: Number(source.getAttribute("height")), address: source.getAttribute("src") };
    open = { dialog, frame, picture, small, smaller, larger, step };
    dialog.showModal();
    frame.focus();
    turn(step);
    frame.scrollTo(point.x * frame.scrollWidth - frame.clientWidth / 2, point.y * frame.scrollHeight - frame.clientHeight / 2);
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.(".facsimile a.zoom");
    const picture = event.target.closest?.(".facsimile img");
    if (!link && !picture) return;
    event.preventDefault();
    if (link) {
      show(link.closest(".page"), /-3\.webp/.test(link.href) ? 3 : 2);
    } else {
      const box = picture.getBoundingClientRect();
      show(picture.closest(".page"), 2, { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
    }
  });

  document.addEventListener("reading:key", (event) => {
    const larger = event.detail === "+" || event.detail === "=";
    if (!larger && event.detail !== "-") return;
    event.preventDefault();
    if (open) by(larger ? 1 : -1);
    else if (larger) {
      const page = document.getElementById(`p${document.documentElement.dataset.at}`);
      if (page) show(page, 2);
    }
  });
})();
