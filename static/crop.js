// Lets a person move and size the frame around the part of a portrait that is
// kept: on the picture, or with three sliders. Without this file the page
// proposes a few parts, each with a button.
"use strict";

(() => {
  const form = document.querySelector('[data-crop="by-hand"]');
  const proposals = document.querySelector('[data-crop="proposals"]');
  if (!form || !proposals) return;
  const [width, height, least, most, across, down] =
    ["width", "height", "least", "most", "across", "down"].map((name) => Number(form.dataset[name]));
  const picture = form.querySelector(".whole");
  const cut = form.querySelector(".cut");
  const corners = [...form.querySelectorAll("[data-corner]")].map((circle) => {
    const [right, below] = circle.dataset.corner.split(" ").map(Number);
    return { circle, right, below };
  });
  const sliders = Object.fromEntries(["size", "across", "down"].map((id) => [id, document.getElementById(id)]));
  const between = (least, value, most) => Math.min(Math.max(value, least), most);
  const set = (element, values) => {
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  };

  let [left, top, size] = form.elements.area.value.split(" ").map(Number);
  const tall = (wide) => (wide / across) * down;
  const whole = (wide) => between(least, Math.round(wide / across) * across, most);

  // Every number on the page follows from left, top and size.
  const show = () => {
    size = whole(size);
    left = Math.round(between(0, left, width - size));
    top = Math.round(between(0, top, height - tall(size)));
    const [right, bottom] = [left + size, top + tall(size)];
    set(cut, { x: left, y: top, width: size, height: tall(size) });
    set(form.querySelector(".shade"), {
      d: `M0 0H${width}V${height}H0ZM${left} ${top}H${right}V${bottom}H${left}Z`,
    });
    set(form.querySelector(".part"), { viewBox: `${left} ${top} ${size} ${tall(size)}` });
    const radius = 14 / (picture.getScreenCTM()?.a || 1);
    for (const { circle, right, below } of corners) {
      set(circle, { cx: left + right * size, cy: top + below * tall(size), r: radius });
    }
    form.querySelector('[data-part="points"]').textContent = `${size}×${tall(size)}`;
    form.elements.area.value = `${left} ${top} ${size}`;
    const share = (part, of) => (of > 0 ? Math.round((100 * part) / of) : 0);
    sliders.size.value = share(size - least, most - least);
    sliders.across.value = share(left, width - size);
    sliders.down.value = share(top, height - tall(size));
    sliders.size.disabled = most === least;
    sliders.across.disabled = width === size;
    sliders.down.disabled = height === tall(size);
  };

  // The frame keeps its middle.
  const resize = (wide) => {
    const [middle, centre] = [left + size / 2, top + tall(size) / 2];
    size = whole(wide);
    left = middle - size / 2;
    top = centre - tall(size) / 2;
  };
  sliders.size.addEventListener("input", () => {
    resize(least + ((most - least) * sliders.size.value) / 100);
    show();
  });
  sliders.across.addEventListener("input", () => {
    left = ((width - size) * sliders.across.value) / 100;
    show();
  });
  sliders.down.addEventListener("input", () => {
    top = ((height - tall(size)) * sliders.down.value) / 100;
    show();
  });

  const at = (event) =>
    new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());

  // The opposite corner stays where it is.
  const stretch = ({ right, below }, point) => {
    const [fixedX, fixedY] = [left + (1 - right) * size, top + (1 - below) * tall(size)];
    const room = Math.min(
      right ? width - fixedX : fixedX,
      ((below ? height - fixedY : fixedY) / down) * across,
    );
    const wanted = Math.max(Math.abs(point.x - fixedX), (Math.abs(point.y - fixedY) / down) * across);
    size = whole(Math.min(wanted, Math.floor(room / across) * across));
    left = right ? fixedX : fixedX - size;
    top = below ? fixedY : fixedY - tall(size);
  };

  let drag;
  picture.addEventListener("pointerdown", (event) => {
    const corner = corners.find(({ circle }) => circle === event.target);
    if (!event.isPrimary || event.button !== 0 || (!corner && event.target !== cut)) return;
    const point = at(event);
    drag = { corner, x: point.x - left, y: point.y - top };
    picture.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  picture.addEventListener("pointermove", (event) => {
    if (!drag || !event.isPrimary) return;
    const point = at(event);
    if (drag.corner) stretch(drag.corner, point);
    else [left, top] = [point.x - drag.x, point.y - drag.y];
    show();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    picture.addEventListener(end, () => (drag = undefined));
  }

  form.hidden = false;
  proposals.hidden = true;
  show();
  new ResizeObserver(show).observe(picture);
})();
