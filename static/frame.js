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

// Changing the language presses the button that brings the form along; on a
// page of several forms, the one that was typed into comes along.
document.querySelector("a.switch")?.addEventListener("click", (event) => {
  const button = document.querySelector("button#switch");
  const typed = button ? null : [...document.forms].find((form) => form.method === "post" && isTyped(form));
  if (!button && !typed) return;
  event.preventDefault();
  if (button) return button.click();
  typed.action = `${typed.getAttribute("action").split("?")[0]}?again=quiet&lang=${event.currentTarget.lang}`;
  typed.noValidate = true;
  typed.requestSubmit();
});

function isTyped(form) {
  return [...form.elements].some((field) => {
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (field.type === "file") return field.files.length > 0;
    return field.type !== "hidden" && field.defaultValue !== undefined && field.value !== field.defaultValue;
  });
}

// A page that returns from the browser's memory can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
