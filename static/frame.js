// Everything works without this file; it only spares people a step.
"use strict";

// A form that came back goes straight to the list of what is wrong.
document.querySelector(".errors[tabindex]")?.focus();

// A second press on the same button does nothing while the first is under way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // What opens beside this page leaves its form as it is.
  if (event.submitter?.formTarget === "_blank") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});

// A page that returns from the browser's memory can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
