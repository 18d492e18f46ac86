// Draws the specimen anew while one types. Without this file the button
// "Xem thử" shows the same in a tab of its own.
"use strict";

(() => {
  const form = document.getElementById("profile");
  const picture = document.getElementById("preview-picture");
  const said = document.getElementById("preview-said");
  if (!form || !picture) return;
  let timer;
  let drawing = false;
  let again = false;

  // One at a time, and only after a pause in the typing.
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(draw, 700);
  };

  const draw = async () => {
    if (drawing) {
      again = true;
      return;
    }
    drawing = true;
    again = false;
    said.textContent = said.dataset.drawing;
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
      if (answer.headers.get("Content-Type") === "image/png") {
        const address = URL.createObjectURL(await answer.blob());
        picture.onload = () => URL.revokeObjectURL(address);
        picture.src = address;
        picture.hidden = false;
        said.textContent = "";
      } else {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const wrong = [...page.querySelectorAll(".errors a")].map((link) => link.textContent);
        said.textContent = [said.dataset.failed, ...wrong].join(" ");
      }
    } catch {
      said.textContent = said.dataset.failed;
    }
    drawing = false;
    if (again) soon();
  };

  form.addEventListener("input", soon);
  draw();
})();
