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
  /** Whether the last call broke it, so that it began anew. */
  stumbled = false;
  #module;
  #file = null;
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
    return this.#ask({ text: text.slice(0, LONGEST_TEXT) }, at, on);
  }

  /** The reports on all texts of one picture or file, at least one; other
      people's beside one of ours are left out. */
  async checkAll(texts, at = new Date()) {
    const reports = await this.#ask({ texts: texts.map((text) => text.slice(0, LONGEST_TEXT)) }, at);
    return Array.isArray(reports) ? reports : [reports];
  }

  /** The report on what could not be read: `no_code`, `picture`, `printed_pdf`,
      `too_long` or `not_a_link`. */
  async unread(why, at = new Date()) {
    return this.#ask({ unread: why }, at);
  }

  /**
   * Takes a file in and says what it is: its `texts`, or a `kind`: `pages` of a
   * PDF to be asked for with `page`, a `picture`, or `other`.
   */
  async take(bytes) {
    this.#file = null;
    const taken = await this.#safely(() => this.#taken(bytes));
    if (taken?.kind === "pages") this.#file = bytes;
    return taken ?? { kind: "other" };
  }

  /** A picture on a page of the PDF that was taken last: a JPEG file, or points
      to be read; null when there are no more. */
  async page(place) {
    const bytes = await this.#safely(() => this.#bytes(this.#exports.page(place)).slice());
    if (!bytes?.length) return null;
    return bytes[0] === 0xff ? new Blob([bytes], { type: "image/jpeg" }) : pointsOf(bytes);
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
    this.stumbled = false;
    try {
      return work();
    } catch {
      this.stumbled = true;
      await this.#begin();
      if (this.#ground) this.#call("open", this.#ground);
      if (this.#file) this.#taken(this.#file);
      return null;
    }
  }

  async #begin() {
    this.#exports = (await WebAssembly.instantiate(this.#module)).exports;
  }

  #taken(bytes) {
    this.#room(bytes.length).set(bytes);
    return JSON.parse(this.#answer(this.#exports.take()));
  }

  async #ask(what, at, on = null) {
    const question = JSON.stringify({ ...what, at: instant(at), on });
    return (await this.#safely(() => this.#call("check", question))) ?? { error: "broken" };
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
    return new TextDecoder().decode(this.#bytes(length));
  }

  #bytes(length) {
    return new Uint8Array(this.#exports.memory.buffer, this.#exports.answer(), length);
  }
}

/** The points of a PGM file (Netpbm). */
function pointsOf(file) {
  const begins = file.indexOf(10) + 1;
  const [, width, height] = new TextDecoder().decode(file.subarray(0, begins)).split(" ").map(Number);
  let points = { width, height, grey: file.subarray(begins) };
  while (points.width * points.height > MOST_POINTS) points = halved(points);
  return points;
}

/** Points of half the width and height, each the mean of four. */
function halved({ width, height, grey }) {
  const half = { width: width >> 1, height: height >> 1 };
  half.grey = new Uint8Array(half.width * half.height);
  for (let y = 0, to = 0; y < half.height; y += 1) {
    for (let at = 2 * y * width, end = at + 2 * half.width; at < end; at += 2, to += 1) {
      half.grey[to] = (grey[at] + grey[at + 1] + grey[at + width] + grey[at + width + 1]) >> 2;
    }
  }
  return half;
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

/** The texts of the codes in an opened picture, ours first. */
async function textsIn(verifier, bitmap) {
  return verifier.readAll(points(bitmap));
}

/** The text of a code in the frame that a video shows, or null; `frame` counts
    from 1. */
async function textInFrame(verifier, video, frame) {
  return video.videoWidth ? verifier.read(points(video), frame) : null;
}
