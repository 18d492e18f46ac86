// Keeps the scan page for times without a network. Before this text the server
// puts VERSION, PAGES (the page in each language, as nobody in particular sees
// it) and FILES (what the page is made of, each address with its hash).
"use strict";

const MADE_OF = `scan-files-${VERSION}`;
const STATUS = "scan-status";
const STATUS_FILES = ["/offline/trust.json", "/offline/status.json"];
const PATIENCE = 4_000;

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (STATUS_FILES.includes(address.pathname)) event.respondWith(newest(address.pathname));
  else if (event.request.mode === "navigate") {
    if (address.pathname === "/scan") event.respondWith(page(event.request, address));
  } else if (FILES.includes(address.pathname + address.search)) event.respondWith(kept(event.request));
});

async function keep() {
  const files = await caches.open(MADE_OF);
  // Without cookies: what is kept belongs to whoever holds the device next.
  await files.addAll([...PAGES, ...FILES].map((address) => new Request(address, { credentials: "omit", cache: "no-cache" })));
  await Promise.all(STATUS_FILES.map(newest));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("scan-files-") && name !== MADE_OF).map((name) => caches.delete(name)));
}

/** The newest there is: from the server, else as it was last fetched. */
async function newest(address) {
  const known = await caches.open(STATUS);
  try {
    const answer = await fetch(address, { credentials: "omit", cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(answer.statusText);
    await known.put(address, answer.clone());
    return answer;
  } catch {
    return (await known.match(address)) ?? Response.error();
  }
}

/** The page from the server, else the one that was kept, in the language last read. */
async function page(request, address) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status < 500) return answer;
  } catch {
    // Below.
  }
  const last = await (await caches.open(STATUS)).match("/scan/language");
  const language = address.searchParams.get("lang") ?? (await last?.text()) ?? "vi";
  const files = await caches.open(MADE_OF);
  return (await files.match(`/scan?lang=${language}`, { ignoreVary: true })) ?? (await files.match(PAGES[0], { ignoreVary: true })) ?? Response.error();
}

async function kept(request) {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}
