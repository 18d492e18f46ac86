// The air-gap kit: everything it needs stands in this file.
"use strict";

function held(id) {
  return document.getElementById(id).textContent;
}

function bytesOf(base64) {
  const letters = atob(base64.trim());
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/** Shows the page in a language; what was typed stays. */
function stamp(language, verifier, status) {
  const typed = document.querySelector("[data-part=text]")?.value ?? "";
  const body = document.createElement("div");
  body.append(document.querySelector(`template[lang="${language}"]`).content.cloneNode(true));
  document.getElementById("page").replaceChildren(body);
  document.documentElement.lang = language;
  document.title = body.querySelector("h1").textContent;
  const broken = body.querySelector("[data-part=broken]");
  if (!verifier) {
    broken.hidden = false;
    return;
  }
  const reader = new Reader(body, verifier, { language });
  reader.part("text").value = typed;
  reader.describe(status);
  reader.begin();
  const made = body.querySelector("[data-made]");
  made.textContent = reader.time(made.dataset.made);
  body.querySelector("[data-switch]").addEventListener("click", (event) => {
    reader.stop();
    stamp(event.target.dataset.switch, verifier, status);
    document.querySelector("[data-switch]").focus();
  });
}

async function begin() {
  const { trust, status, hosts } = JSON.parse(held("at-hand"));
  const verifier = await Verifier.of(bytesOf(held("verifier")));
  const known = verifier.open({ trust, status, hosts });
  if (known?.error) throw new Error(known.error);
  return [verifier, known];
}

begin().then(([verifier, status]) => stamp("vi", verifier, status), () => stamp("vi", null, null));
