// While a PDF is being read, asks for the same page again and puts the new text in place, so that nobody has to reload.
// Without this script the page is right as it stands, and a reload shows what was read since.
//
// <section id="reading-1" data-reading> … </section>: replaced by the element of the same id in the new page, until that one no
// longer carries data-reading. Its data-reading-note, if any, is the sentence spoken when the reading has ended.
(() => {
  "use strict";

  const soonest = 1500;
  const latest = 5000;
  const patience = 5;

  let wait = soonest;
  let failures = 0;

  const open = () => [...document.querySelectorAll("[data-reading][id]")];

  const voice = document.createElement("p");
  voice.className = "hidden-text";
  voice.setAttribute("role", "status");
  voice.setAttribute("aria-live", "polite");

  // Says a sentence once: progress speaks only when a region is done, so that a screen reader is not kept talking.
  const say = (sentence) => { voice.textContent = sentence; };

  // True when something on the page changed.
  const replace = (region, fresh) => {
    const successor = fresh.getElementById(region.id);
    if (!successor) { region.removeAttribute("data-reading"); return false; }
    if (successor.isEqualNode(region)) return false;
    // A reader who is inside the region, or has words of it selected, keeps what they have until the reading ends.
    const selection = document.getSelection();
    const focused = region.contains(document.activeElement);
    const selecting = selection !== null && !selection.isCollapsed && region.contains(selection.anchorNode);
    const done = !successor.hasAttribute("data-reading");
    if ((focused || selecting) && !done) return false;
    region.replaceWith(document.adoptNode(successor));
    if (focused) { successor.tabIndex = -1; successor.focus({ preventScroll: true }); }
    if (done) say(successor.dataset.readingNote || "The text of the document has been read.");
    return true;
  };

  // The page as it is now, or null when the server cannot be reached or sends us elsewhere.
  const ask = async () => {
    const text = await fetch(location.pathname + location.search, { credentials: "same-origin", headers: { Accept: "text/html" } })
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : null))
      .catch(() => null);
    return text === null ? null : new DOMParser().parseFromString(text, "text/html");
  };

  const look = async () => {
    if (!document.hidden) {
      const fresh = await ask();
      const changed = fresh !== null && open().map((region) => replace(region, fresh)).some(Boolean);
      failures = fresh === null ? failures + 1 : 0;
      if (fresh === null) wait = latest;
      else wait = changed ? soonest : Math.min(latest, wait * 1.3);
    }
    if (failures >= patience) {
      say("The page has lost touch with the server. Reload it to see how far the reading is.");
    } else if (open().length) {
      setTimeout(look, wait);
    }
  };

  if (open().length) {
    document.body.append(voice);
    setTimeout(look, wait);
  }
})();
