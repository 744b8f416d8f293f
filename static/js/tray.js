// Sends the chosen files a few at a time and tells how far it is, so that any number of them goes in and none waits for
// all the others. Without this script the form sends them at once, as many as it may carry.
//
// <form data-batch="5">: so many at a time. Each answer is the page itself: the lines of its #taken are added to those here,
// and the #waiting of the last one takes the place of ours.
(() => {
  "use strict";

  const form = document.querySelector("form[data-batch]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const button = form.querySelector("button");
  const going = form.querySelector(".going");
  const bar = going.querySelector("progress");
  const words = going.querySelector("span");
  const taken = document.getElementById("taken");
  const list = taken.querySelector("ol");

  // The answer as a document, or null when the server cannot be reached or sends us elsewhere.
  const send = (files) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const file of files) data.append(input.name, file);
    return fetch(form.action, { method: "POST", body: data, credentials: "same-origin", headers: { Accept: "text/html" } })
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : null))
      .then((text) => (text === null ? null : new DOMParser().parseFromString(text, "text/html")))
      .catch(() => null);
  };

  const show = (fresh) => {
    for (const line of fresh.querySelectorAll("#taken li")) list.append(document.adoptNode(line));
    const waiting = fresh.getElementById("waiting");
    if (waiting) document.getElementById("waiting").replaceWith(document.adoptNode(waiting));
  };

  form.addEventListener("submit", async (event) => {
    const files = [...input.files];
    if (!files.length) return;
    event.preventDefault();
    const size = Number(form.dataset.batch) || 1;
    button.disabled = true;
    going.hidden = taken.hidden = false;
    list.replaceChildren();
    for (const old of taken.querySelectorAll(".fault, .notice")) old.remove();
    bar.max = files.length;
    let done = 0;
    let failed = false;
    while (done < files.length && !failed) {
      bar.value = done;
      words.textContent = `${done} of ${files.length} files`;
      const fresh = await send(files.slice(done, done + size));
      failed = fresh === null;
      if (!failed) {
        show(fresh);
        done = Math.min(done + size, files.length);
      }
    }
    bar.value = done;
    words.textContent = failed
      ? `Stopped after ${done} of ${files.length} files: the server gave no answer. What is listed below is in. Send the others again.`
      : `All ${files.length} files`;
    button.disabled = false;
    if (!failed) input.value = "";
  });
})();
