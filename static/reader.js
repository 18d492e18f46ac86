// What a person does to have something checked, and what is shown of it: the
// same on the scan page and in the air-gap kit.
"use strict";

/** A file that is longer is none of ours and no photo of a phone. */
const LONGEST_FILE = 32 << 20;

const ZONE = "Asia/Ho_Chi_Minh";

class Reader {
  #root;
  #verifier;
  #answer;
  #number;
  #camera;
  #turn = 0;
  #language;

  /**
   * `root` holds the parts of parts/scan.html. `answer(report)` may bring
   * another answer than the report: nodes to be shown, or null. `number(text)`
   * says whether it looks a number up elsewhere.
   */
  constructor(root, verifier, { language, answer = async () => null, number = () => false }) {
    this.#root = root;
    this.#verifier = verifier;
    this.#language = language;
    this.#answer = answer;
    this.#number = number;
    this.#camera = new Camera((name) => this.part(name), verifier);
    this.#camera.onlens = (lens) => {
      rememberLens(lens);
      this.look(lens);
    };
    this.#camera.onlost = () => {
      this.stop();
      this.say("camera_busy");
    };
  }

  /** Shows what script can do, and does it. */
  begin() {
    this.#listen();
    for (const name of ["reader", "drop"]) this.part(name).hidden = false;
    this.part("camera").hidden = !Camera.isThere;
  }

  /** Checks a text and shows what was found. */
  async check(text) {
    const turn = this.#begin();
    if (text.trim() === "") return this.say("nothing_given");
    const [report] = await this.#verifier.checkAll([text]);
    if (turn !== this.#turn) return undefined;
    if (isForRegister(report, text) && this.#number(text.trim())) return undefined;
    return this.#tell(turn, [report]);
  }

  /** Opens a file that was chosen or dropped: a picture, a PDF, a document or a text. */
  async open(file) {
    const turn = this.#begin();
    this.say("working");
    const found = await this.#textsIn(file);
    if (turn !== this.#turn) return undefined;
    const reports = found.texts?.length
      ? await this.#verifier.checkAll(found.texts) : [await this.#verifier.unread(found.unread)];
    return this.#tell(turn, reports);
  }

  /** Looks through the camera until there is a code. */
  async look(lens) {
    this.#begin();
    try {
      const text = await this.#camera.look(lens);
      if (text === null) return;
      navigator.vibrate?.(80);
      await this.check(text);
    } catch (error) {
      this.say(error.message);
    }
  }

  /** Turns the camera off. */
  stop() {
    this.#camera.stop();
  }

  /** Says a sentence by its name; null takes it away. */
  say(name) {
    this.part("said").textContent = name ? this.sentence(name) : "";
  }

  /** A sentence of the page by its name. */
  sentence(name) {
    return this.#piece("sentences").querySelector(`[data-name="${name}"]`)?.textContent ?? "";
  }

  /** A report as nodes to be shown. */
  shown(report) {
    const piece = this.#piece("report").cloneNode(true);
    const said = report[this.#language];
    const verdict = said ? report.verdict : "could_not_check";
    const names = { valid: "valid", not_valid: "not-valid", not_now: "not-now" };
    const order = ["valid", "not_valid", "not_now", "could_not_check"];
    piece.querySelector(".verdict").classList.add(names[verdict] ?? "unchecked");
    piece.querySelectorAll(".verdict > .shape").forEach((shape, at) => {
      if (order[at] !== verdict) shape.remove();
    });
    const basis = report.status &&
      `${this.sentence("by_status")} ${this.time(report.status.as_of)} (${this.age(report.status.as_of)}).`;
    const sentence = said?.sentence ?? this.sentence("cannot_run");
    fill(piece, { sentence, advice: said?.advice, clock: said?.clock, basis, host: report.host });
    const [lines, onPaper] = [(said?.lines ?? []).map(line), said?.on_paper ?? 0];
    piece.querySelector("[data-lines=compare]").append(...lines.slice(0, onPaper));
    piece.querySelector("[data-lines=more]").append(...lines.slice(onPaper));
    keep(piece, {
      other_host: report.refused === "other_host", paper: onPaper > 0, card: report.paper?.kind === "card",
      more: lines.length > onPaper,
    });
    return piece;
  }

  /** Shows what the status at hand is and how old. */
  describe(status) {
    const section = this.part("status");
    const now = Date.now();
    const there = Boolean(status?.as_of);
    fill(section, {
      as_of: this.time(status?.as_of), valid_until: this.time(status?.valid_until),
      age: there ? this.age(status.as_of) : null,
      number: there ? Math.max(...status.lists.map((list) => list.number)) : null,
      unusable: status?.unusable?.map((list) => list.claims ?? list.place).join(", "),
    });
    keep(section, {
      none: !there, there,
      old: there && now > Date.parse(status.valid_until),
      ahead: there && now < Date.parse(status.as_of) - 1000 * status.clock_tolerance,
      unusable: Boolean(status?.unusable?.length),
    });
    section.hidden = false;
  }

  /** An instant as it is written here, in Viet Nam. */
  time(text) {
    if (!text) return null;
    const form = {
      timeZone: ZONE, hourCycle: "h23", hour: "2-digit", minute: "2-digit", day: "2-digit",
      month: this.#language === "vi" ? "2-digit" : "long", year: "numeric",
    };
    const parts = new Intl.DateTimeFormat(this.#locale(), form).formatToParts(new Date(text));
    const { hour, minute, day, month, year } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
    return this.#language === "vi"
      ? `${hour}:${minute} ngày ${day}/${month}/${year}` : `${hour}:${minute} on ${Number(day)} ${month} ${year}`;
  }

  /** How long ago an instant was, in the largest unit that is not nothing. */
  age(text) {
    const milliseconds = Date.parse(text) - Date.now();
    const say = new Intl.RelativeTimeFormat(this.#locale());
    if (Math.abs(milliseconds) < 60_000) {
      return new Intl.RelativeTimeFormat(this.#locale(), { numeric: "auto" }).format(0, "second");
    }
    for (const [unit, length] of [["day", 86_400_000], ["hour", 3_600_000]]) {
      if (Math.abs(milliseconds) >= length) return say.format(Math.trunc(milliseconds / length), unit);
    }
    return say.format(Math.trunc(milliseconds / 60_000), "minute");
  }

  /** A part of the page. */
  part(name) {
    return this.#root.querySelector(`[data-part="${name}"]`);
  }

  #listen() {
    this.part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.check(this.part("text").value);
    });
    // An empty field is told in our words, in the language of the page.
    this.part("form").noValidate = true;
    for (const name of ["photo", "file"]) {
      this.part(name).addEventListener("change", (event) => {
        const [file] = event.target.files;
        if (file) this.open(file);
        event.target.value = "";
      });
    }
    this.part("camera").addEventListener("click", () => this.look());
    this.part("stop").addEventListener("click", () => this.stop());
    this.#root.addEventListener("dragover", (event) => event.preventDefault());
    this.#root.addEventListener("drop", (event) => {
      event.preventDefault();
      const [file] = event.dataTransfer.files;
      if (file) this.open(file);
      else this.check(event.dataTransfer.getData("text"));
    });
    this.#root.addEventListener("paste", (event) => {
      const [file] = event.clipboardData.files;
      if (!file) return;
      event.preventDefault();
      this.open(file);
    });
  }

  /** The texts in a file; or why there are none, as the verifier has it. */
  async #textsIn(file) {
    if (file.size > LONGEST_FILE) return { unread: "too_long" };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { kind, texts } = await this.#verifier.take(bytes);
    if (texts) return { texts };
    if (kind === "pages") {
      const onPages = await this.#textsOnPages();
      return { texts: onPages, unread: "printed_pdf" };
    }
    const inPicture = await this.#textsInPicture(file);
    return inPicture ?? { unread: kind === "picture" ? "picture" : "not_a_link" };
  }

  /** The texts in a picture file; null when the browser cannot open it. */
  async #textsInPicture(file) {
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (!bitmap) return null;
    const texts = await textsIn(this.#verifier, bitmap);
    bitmap.close();
    return { texts, unread: this.#verifier.stumbled ? "picture" : "no_code" };
  }

  /** The texts in the pictures on the pages of a scanned PDF. */
  async #textsOnPages() {
    const texts = new Set();
    for (let place = 0; ; place += 1) {
      const page = await this.#verifier.page(place);
      if (!page) return [...texts];
      const found = page.grey
        ? await this.#verifier.readAll(page) : (await this.#textsInPicture(page))?.texts;
      for (const text of found ?? []) texts.add(text);
    }
  }

  async #tell(turn, reports) {
    const found = document.createDocumentFragment();
    for (const report of reports) {
      const other = await this.#answer(report);
      if (turn !== this.#turn) return;
      found.append(other ?? this.shown(report));
    }
    this.say(null);
    this.#show(found);
  }

  /** A new check; the answer to the last one must not stand beside it. */
  #begin() {
    this.stop();
    const result = this.part("result");
    result.hidden = true;
    result.replaceChildren();
    this.say(null);
    return (this.#turn += 1);
  }

  #show(nodes) {
    const result = this.part("result");
    result.hidden = false;
    result.replaceChildren(nodes);
    result.querySelector(".verdict")?.focus({ preventScroll: true });
    result.scrollIntoView({ block: "start" });
  }

  #piece(name) {
    return this.#root.querySelector(`template[data-piece="${name}"]`).content;
  }

  #locale() {
    return this.#language === "vi" ? "vi-VN" : "en-GB";
  }
}

/** Puts values into the fields of a piece; takes the lines without one away. */
function fill(piece, values) {
  for (const field of piece.querySelectorAll("[data-field]")) {
    const value = values[field.dataset.field];
    const empty = value === undefined || value === null || value === "";
    field.textContent = empty ? "" : value;
    const line = field.closest("dl > div") ?? (field.matches(".more") ? field : null);
    if (line) line.hidden = empty;
  }
}

/** A label with its value. */
function line([label, value]) {
  const [row, term, description] = ["div", "dt", "dd"].map((name) => document.createElement(name));
  term.textContent = label;
  description.textContent = value;
  row.append(term, description);
  return row;
}

/** Shows what applies. */
function keep(piece, conditions) {
  for (const part of piece.querySelectorAll("[data-if]")) part.hidden = !conditions[part.dataset.if];
}

/** Whether the register may know what was typed: a number of a paper or of a
    dossier, an enterprise code, a name. */
function isForRegister({ form, refused }, text) {
  if (["number", "dossier_number", "enterprise_code"].includes(refused)) return true;
  const isNoCode = form === "code" && ["not_a_link", "base32", "cbor"].includes(refused);
  return isNoCode && text.trim().length <= 200 && !text.includes("://");
}
