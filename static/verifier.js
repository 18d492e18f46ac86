// The verifier: WebAssembly that takes bytes and gives text. The same file
// stands on the scan page and in the air-gap kit; it never uses the network.
"use strict";

/** The most points of a picture given to the verifier; a larger one is made
    smaller first. A phone may have no more memory for a page. */
const MOST_POINTS = 20_000_000;

/** So many rows are copied from a picture at a time: browsers limit the size of
    a canvas. */
const ROWS = 256;

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

  /**
   * The text of a code in a picture, or null; one of ours before others.
   *
   * `picture` is an ImageData, or what `points` gives. `frame` says how much is
   * done: 0 for a file, which is searched in every way and may take seconds;
   * 1, 2, 3 … for the frames of a camera, a twentieth of a second each for a
   * million points, every frame in another way. The verifier may fail at a
   * picture; it then says null and begins anew by itself.
   */
  async read(picture, frame = 0) {
    return (await this.readAll(picture, frame))[0] ?? null;
  }

  /** The texts of all codes in a picture, ours first. */
  async readAll(picture, frame = 0) {
    const { width, height } = picture;
    const texts = await this.#safely(() => {
      const grey = picture.grey ?? greyOf(picture.data);
      if (grey.length !== width * height) return null;
      this.#room(grey.length).set(grey);
      return JSON.parse(this.#answer(this.#exports.read(width, height, frame)));
    });
    return texts ?? [];
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

/** The grey of points in red, green, blue and opacity. */
function greyOf(data) {
  const grey = new Uint8Array(data.length / 4);
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4) {
    grey[at] = (data[from] * 77 + data[from + 1] * 151 + data[from + 2] * 28) >> 8;
  }
  return grey;
}

/** A picture, video or bitmap as grey points, not more than so many. */
function points(source, most = MOST_POINTS) {
  const [fullWidth, fullHeight] = sizeOf(source);
  const scale = Math.min(1, Math.sqrt(most / (fullWidth * fullHeight)));
  const [width, height] = [fullWidth, fullHeight].map((side) => Math.max(1, Math.floor(side * scale)));
  const grey = new Uint8Array(width * height);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, Math.min(ROWS, height)];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  for (let top = 0; top < height; top += canvas.height) {
    const rows = Math.min(canvas.height, height - top);
    // What is transparent is paper.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, rows);
    const [from, tall] = [top, rows].map((row) => row * fullHeight / height);
    pen.drawImage(source, 0, from, fullWidth, tall, 0, 0, width, rows);
    grey.set(greyOf(pen.getImageData(0, 0, width, rows).data), top * width);
  }
  return { width, height, grey };
}

function sizeOf(source) {
  return [source.videoWidth || source.width, source.videoHeight || source.height];
}

/** The text of a code in an opened picture, or null. */
async function textIn(verifier, bitmap) {
  return verifier.read(points(bitmap));
}

/** The text of a code in the frame that a video shows, or null; `frame` counts
    from 1. */
async function textInFrame(verifier, video, frame) {
  return video.videoWidth ? verifier.read(points(video), frame) : null;
}
