// The scan page: the verifier on this device, and the register when it can be
// asked. Without this file the form on the page asks the register.
"use strict";

/** How long to wait for the register before what is known here is shown. */
const PATIENCE = 5_000;

/** After this long the status is fetched anew when somebody comes back. */
const FRESH_FOR = 5 * 60_000;

const SEEN = "scan-seen";

/** What was fetched; null where it could not be. */
async function fetched(address, how) {
  try {
    const answer = await fetch(address, { credentials: "omit" });
    return answer.ok ? await answer[how]() : null;
  } catch {
    return null;
  }
}

/** The numbers of the newest lists this browser has seen. */
function seenBefore() {
  try {
    return JSON.parse(localStorage.getItem(SEEN)) ?? {};
  } catch {
    return {};
  }
}

function remember(lists) {
  const seen = seenBefore();
  for (const { name, number } of lists) seen[name] = Math.max(seen[name] ?? 0, number);
  try {
    localStorage.setItem(SEEN, JSON.stringify(seen));
  } catch {
    // A browser that keeps nothing still checks.
  }
}

/** Gives the verifier keys and status as new as can be had; null without keys. */
async function ground(verifier, host) {
  const files = ["/offline/trust.json", "/offline/status.json"];
  const [trust, status] = await Promise.all(files.map((file) => fetched(file, "text")));
  if (!trust) return null;
  const known = verifier.open({ trust, status, hosts: [host], seen: seenBefore() });
  if (known?.error) return null;
  remember(known?.lists ?? []);
  return { status: known };
}

/** The register's own page of a code, down to what is to be compared. */
async function registerSays(code, reader) {
  reader.say("asking");
  let answer;
  try {
    answer = await fetch(`/V/${code}`, { signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return null;
  }
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const verdict = page.querySelector("main > .verdict");
  if (!verdict) return null;
  const found = document.createDocumentFragment();
  const title = document.createElement("h2");
  title.textContent = verdict.querySelector("h1").textContent;
  verdict.querySelector("h1").replaceWith(title);
  verdict.tabIndex = -1;
  const compared = page.querySelector("main > dl.summary");
  for (let part = verdict; part; part = part.nextElementSibling) {
    // Of a paper that was not found there is nothing to compare.
    if (!compared && !part.matches(".verdict, .warning")) break;
    found.append(document.importNode(part, true));
    if (part === compared) break;
  }
  found.append(paragraph(reader.sentence("by_register")), linkTo(`/V/${code}`, reader));
  return found;
}

function paragraph(text) {
  const said = document.createElement("p");
  said.textContent = text;
  return said;
}

function linkTo(address, reader) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = reader.sentence("register_page");
  const said = document.createElement("p");
  said.append(link);
  return said;
}

/** The register's word on what the verifier found worth asking about. */
async function answer(report, reader) {
  if (!report.code || report.refused === "other_host" || report.reason === "unreadable") return null;
  const said = navigator.onLine ? await registerSays(report.code, reader) : null;
  if (said) return said;
  const shown = reader.shown(report);
  shown.querySelector(".verdict").after(paragraph(reader.sentence("register_not_asked")));
  return shown;
}

/** A number is looked up in the register, when it can be asked. */
function number(text) {
  if (navigator.onLine) window.location.assign(`/look-up?number=${encodeURIComponent(text)}`);
  return navigator.onLine;
}

async function start() {
  const root = document.querySelector("[data-scan]");
  const language = document.documentElement.lang;
  const bytes = await fetched(root.dataset.verifier, "arrayBuffer");
  if (!bytes) return;
  const verifier = await Verifier.of(bytes);

  const reader = new Reader(root, verifier, { language, number, answer: (report) => answer(report, reader) });
  let [asked, begun] = [Date.now(), false];
  const renew = async () => {
    const known = await ground(verifier, root.dataset.host);
    if (!known) return;
    // Until there is something to check with, the form asks the register. Once:
    // a page that is looked at again while it loads is renewed twice.
    if (!begun) reader.begin();
    [asked, begun] = [Date.now(), true];
    reader.describe(known.status);
  };
  await renew();
  window.addEventListener("online", renew);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) reader.stop();
    else if (!begun || Date.now() - asked > FRESH_FOR) renew();
  });
  await keepForLater(root, language);
}

/** Makes the page work without a network from now on. */
async function keepForLater(root, language) {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/scan/worker.js", { scope: "/scan" });
    await navigator.serviceWorker.ready;
    const kept = await caches.open("scan-status");
    await kept.put("/scan/language", new Response(language));
    root.querySelector("[data-part=ready]").hidden = false;
  } catch {
    // A private window keeps nothing; the page works all the same.
  }
}

start();
