// The verifier: WebAssembly that takes bytes and gives text. The same file
// stands on the scan page and in the air-gap kit; it never uses the network.
"use strict";

/** The longest side of a picture given to the verifier, in points. */
const LONGEST_SIDE = 1600;

/** A text that is longer is no code and no document. */
const LONGEST_TEXT = 65_536;

class Verifier {
  #module;
  #exports;
  #ground;

  /** From the compiled file; throws where WebAssembly is not to be had. */
  static async of(bytes) {
    const verifier = new Verifier();
    verifier.#module = await WebAssembly.compile(bytes);
    await verifier.#begin();
    return verifier;
  }

  /**
   * Takes in what codes are judged on: `trust` and `status` as texts, `hosts`,
   * and `seen`, the numbers of the newest lists seen before. Gives what the
   * status is, or an object with `error`.
   */
  open(ground) {
    this.#ground = JSON.stringify(ground);
    return this.#call("open", this.#ground);
  }

  /** The report on a text as of now and for a day, today when none is named;
      where the verifier fails, an object with `error`. */
  async check(text, at = new Date(), on = null) {
    const question = JSON.stringify({ text: text.slice(0, LONGEST_TEXT), at: instant(at), on });
    return (await this.#safely(() => this.#call("check", question))) ?? { error: "broken" };
  }

  /** The text of a code in a picture, or null. */
  async read(picture) {
    const { width, height, data } = picture;
    const text = await this.#safely(() => {
      const grey = this.#room(width * height);
      for (let at = 0, from = 0; at < grey.length; at += 1, from += 4) {
        grey[at] = (data[from] * 77 + data[from + 1] * 151 + data[from + 2] * 28) >> 8;
      }
      return this.#answer(this.#exports.read(width, height));
    });
    return text || null;
  }

  /** After a picture that broke it the verifier begins anew. */
  async #safely(work) {
    try {
      return work();
    } catch {
      await this.#begin();
      if (this.#ground) this.#call("open", this.#ground);
      return null;
    }
  }

  async #begin() {
    this.#exports = (await WebAssembly.instantiate(this.#module)).exports;
  }

  #call(name, text) {
    const given = new TextEncoder().encode(text);
    this.#room(given.length).set(given);
    return JSON.parse(this.#answer(this.#exports[name]()));
  }

  #room(length) {
    const at = this.#exports.room(length);
    if (at === 0) throw new RangeError("too large");
    return new Uint8Array(this.#exports.memory.buffer, at, length);
  }

  #answer(length) {
    const bytes = new Uint8Array(this.#exports.memory.buffer, this.#exports.answer(), length);
    return new TextDecoder().decode(bytes);
  }
}

/** A time as the register writes it: UTC, whole seconds. */
function instant(date) {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Part of a picture, video or bitmap as points, its longest side as told. */
function points(source, side, crop = 1) {
  const [fullWidth, fullHeight] = sizeOf(source);
  const [width, height] = [fullWidth * crop, fullHeight * crop];
  const scale = side / Math.max(width, height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  // What is transparent is paper.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const [left, top] = [(fullWidth - width) / 2, (fullHeight - height) / 2];
  pen.drawImage(source, left, top, width, height, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function sizeOf(source) {
  return [source.videoWidth || source.width, source.videoHeight || source.height];
}

/** The text of a code in an opened picture. As it is first; then smaller, which
    forgives blur; larger, for a code of few points; and the middle of it. */
async function textIn(verifier, bitmap) {
  const longest = Math.max(...sizeOf(bitmap));
  const smaller = [1000, LONGEST_SIDE, 640, 400].filter((side) => side < longest);
  const larger = [2, 3, 1.5].map((times) => Math.round(times * longest));
  const middle = longest > 1000 ? [[1000, 0.6]] : [];
  const whole = [longest, ...smaller, ...larger].filter((side) => side <= LONGEST_SIDE).map((side) => [side, 1]);
  for (const [side, crop] of [...whole, ...middle]) {
    const text = await verifier.read(points(bitmap, side, crop));
    if (text) return text;
  }
  return null;
}
