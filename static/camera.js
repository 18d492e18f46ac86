// The camera: which lens, its light and focus, and looking through it until
// there is a code. The same on the scan page and in the air-gap kit.
"use strict";

/** Where the lens that was chosen last is remembered. */
const LENS = "scan-lens";

/** After this long without a code a person is told what to do, in milliseconds. */
const HELP_AFTER = 10_000;

/** How long the browser's own reader may take for a frame, in milliseconds. */
const DETECTOR_PATIENCE = 400;

/** So many frames with another's code alone are taken for no slip. */
const ENOUGH_OF_OTHERS = 20;

/** The sentence for each way in which there is no camera (Media Capture and
    Streams, section 10.3); of any other "no_camera". */
const WITHOUT = {
  NotAllowedError: "camera_refused", SecurityError: "camera_refused",
  NotFoundError: "camera_missing", OverconstrainedError: "camera_missing",
  NotReadableError: "camera_busy", AbortError: "camera_busy",
};

class Camera {
  #part;
  #verifier;
  #stream = null;
  #turn = 0;
  #help = 0;
  #detector;

  /** `part` gives the parts of parts/scan.html by their names. */
  constructor(part, verifier) {
    this.#part = part;
    this.#verifier = verifier;
    part("lens").addEventListener("change", (event) => this.onlens?.(event.target.value));
    part("torch").addEventListener("click", () => this.#light(part("torch").getAttribute("aria-pressed") !== "true"));
    part("refocus").addEventListener("click", () => this.#set({ focusMode: "single-shot" }));
    for (const name of ["zoom", "focusDistance"]) {
      part(name).addEventListener("input", ({ target }) => this.#adjust(name, Number(target.value)));
    }
  }

  /** Whether there may be one. */
  static get isThere() {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  /**
   * Turns it on and looks until there is a code, or it is turned off: the text,
   * or null. Where there is none to be had, throws an error whose message is
   * the name of a sentence.
   */
  async look(lens = chosenLens()) {
    this.stop();
    const turn = this.#turn;
    const stream = await this.#open(lens);
    // Turned off, or on again, while a person was still being asked.
    if (turn !== this.#turn) {
      stream.getTracks().forEach((track) => track.stop());
      return null;
    }
    const video = this.#part("video");
    this.#stream = stream;
    // A camera that is pulled out shows its last picture for good.
    stream.getVideoTracks()[0]?.addEventListener("ended", () => turn === this.#turn && this.onlost?.());
    video.srcObject = stream;
    this.#part("view").hidden = false;
    this.#part("view").scrollIntoView({ block: "nearest" });
    this.#help = setTimeout(() => (this.#part("help").hidden = false), HELP_AFTER);
    // What is not played yet has no picture yet: the reading waits for one.
    video.play().catch(() => null);
    this.#offer(stream);
    const text = await this.#readFrom(stream, video);
    if (turn === this.#turn) this.stop();
    return text;
  }

  /** Turns it off. */
  stop() {
    this.#turn += 1;
    clearTimeout(this.#help);
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#part("video").srcObject = null;
    for (const name of ["view", "help"]) this.#part(name).hidden = true;
  }

  async #open(lens) {
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    const wanted = lens ? { deviceId: { exact: lens } } : { facingMode: "environment" };
    const open = (video) => navigator.mediaDevices.getUserMedia({ audio: false, video });
    try {
      return await open({ ...wanted, ...size });
    } catch (error) {
      // The lens that was chosen then may be gone; another will do.
      if (lens && ["OverconstrainedError", "NotFoundError"].includes(error.name)) {
        rememberLens(null);
        return this.#open(null);
      }
      throw new Error(WITHOUT[error.name] ?? "no_camera", { cause: error });
    }
  }

  /** Shows what this camera can do. The names of the lenses are told once one is in use. */
  async #offer(stream) {
    const [track] = stream.getVideoTracks();
    const can = track?.getCapabilities?.() ?? {};
    const set = track?.getSettings?.() ?? {};
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    if (this.#stream !== stream) return;
    const lenses = devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId);
    const choice = this.#part("lens");
    choice.replaceChildren(...lenses.map(({ deviceId, label }, at) => {
      return new Option(label || `${at + 1}`, deviceId, false, deviceId === set.deviceId);
    }));
    choice.parentElement.hidden = lenses.length < 2;
    this.#part("torch").hidden = !can.torch;
    this.#part("torch").setAttribute("aria-pressed", "false");
    const focus = can.focusMode ?? [];
    this.#part("refocus").hidden = focus.includes("continuous") || !focus.includes("single-shot");
    if (focus.includes("continuous")) await this.#set({ focusMode: "continuous" });
    for (const [name, offered] of [["zoom", can.zoom], ["focusDistance", focus.includes("manual") && can.focusDistance]]) {
      const range = this.#part(name);
      range.parentElement.hidden = !(offered && offered.max > offered.min);
      if (!offered) continue;
      [range.min, range.max, range.step] = [offered.min, offered.max, offered.step || "any"];
      range.value = set[name] ?? offered.min;
    }
  }

  #light(on) {
    this.#part("torch").setAttribute("aria-pressed", String(on));
    return this.#set({ torch: on });
  }

  #adjust(name, value) {
    return this.#set(name === "zoom" ? { zoom: value } : { focusMode: "manual", focusDistance: value });
  }

  /** Some cameras offer what they then refuse. */
  async #set(wish) {
    await this.#stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [wish] }).catch(() => null);
  }

  async #readFrom(stream, video) {
    let ofOthers = 0;
    for (let frame = 1; this.#stream === stream; frame += 1) {
      const text = await this.#textOf(video, frame);
      if (text && this.#stream === stream) {
        // Papers carry other people's codes too: ours is waited for.
        if (/\/v\//i.test(text) || (ofOthers += 1) >= ENOUGH_OF_OTHERS) return text;
      }
      await nextFrame(video);
    }
    return null;
  }

  /** By the browser's own reader where there is one, else by ours. What either
      reads is a text like one that was typed, and is checked as such. */
  async #textOf(video, frame) {
    if (!video.videoWidth) return null;
    this.#detector ??= await detector();
    if (this.#detector) {
      const found = await within(DETECTOR_PATIENCE, this.#detector.detect(video)).catch(() => null);
      // One that fails or dawdles is not asked again.
      if (!found) this.#detector = false;
      const texts = (found ?? []).map(({ rawValue }) => rawValue).filter(Boolean);
      const text = texts.find((one) => /\/v\//i.test(one)) ?? texts[0];
      if (text) return text;
    }
    return textInFrame(this.#verifier, video, frame);
  }
}

/** The browser's reader of QR codes, or false. */
async function detector() {
  try {
    const kinds = await globalThis.BarcodeDetector?.getSupportedFormats();
    return Boolean(kinds?.includes("qr_code")) && new BarcodeDetector({ formats: ["qr_code"] });
  } catch {
    return false;
  }
}

/** When the camera has another picture, or soon where browsers do not tell. */
function nextFrame(video) {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 250);
    video.requestVideoFrameCallback?.(() => {
      clearTimeout(late);
      // The page has its turn before the next look.
      setTimeout(resolve, 0);
    });
  });
}

function within(milliseconds, promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, milliseconds))]);
}

function chosenLens() {
  try {
    return localStorage.getItem(LENS);
  } catch {
    return null;
  }
}

/** Remembers a lens; null forgets it. */
function rememberLens(lens) {
  try {
    if (lens) localStorage.setItem(LENS, lens);
    else localStorage.removeItem(LENS);
  } catch {
    // A browser that keeps nothing starts with the lens that looks away.
  }
}
