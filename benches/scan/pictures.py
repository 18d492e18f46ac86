"""Pictures of our own codes, as scanners, telephones and screens make them.

    pictures.py FOLDER [--seed N] [--codes FILE] [--only CONDITION]

The same seed gives the same pictures. FILE has a code a line: `card` or
`certificate`, a blank, and the text; without it codes are made by the seed, of
the lengths that our papers have. What was drawn stands in `pictures.json`:
the condition, the file and the text.
"""

import argparse
import io
import json
import math
import pathlib
import random

import numpy as np
import segno
from PIL import Image, ImageDraw, ImageFilter, ImageFont

QUIET = 4
"""Modules of white around a code."""

MM = 24
"""Points of a millimetre on a paper before it is scanned."""

FRAME = (1280, 720)
"""Points of a camera's frame."""

LENGTHS = {"card": [253, 286, 307, 355, 800], "certificate": [326, 411, 480]}
"""Letters of the texts: versions 11 to 14 and 22 on cards, 13 to 17 on certificates."""


def made_up(rng):
    """Codes of our form: no token, but of the length and letters of one."""
    for kind, lengths in LENGTHS.items():
        for length in lengths:
            start = "HTTPS://KIEMTRA-CHUYENGIA.EXAMPLE/V/2KCE"
            rest = "".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=length - len(start)))
            yield kind, start + rest


def symbol(text):
    """The modules of a code, True is dark."""
    code = segno.make(text, error="q", boost_error=False, micro=False)
    return np.array([[bool(module) for module in row] for row in code.matrix])


def drawn(modules, points, quiet=QUIET):
    """A code with so many points a module."""
    padded = np.pad(modules, quiet)
    return Image.fromarray(np.where(np.kron(padded, np.ones((points, points), bool)), 0, 255).astype(np.uint8))


def font(size):
    return ImageFont.load_default(size)


def lines_of_text(picture, box, size, rng, ink=20):
    """Fills a box with words."""
    pen = ImageDraw.Draw(picture)
    left, top, right, bottom = box
    y = top
    while y + size < bottom:
        x = left
        while x < right:
            word = "".join(rng.choices("aeiounhtcglmbdvkxpqsy", k=rng.randint(1, 7)))
            pen.text((x, y), word, fill=ink, font=font(size))
            x += pen.textlength(word + " ", font=font(size))
        y += int(size * 1.45)
    pen.rectangle((right, top - size, picture.width, bottom + size), fill=255)


def card(modules, rng):
    """The back of a card, 85.6 by 54 mm, with its code of 33 mm."""
    picture = Image.new("L", (int(85.6 * MM), 54 * MM), 255)
    pen = ImageDraw.Draw(picture)
    for at in range(0, picture.width, 30):
        wave = [(x, 600 + 260 * math.sin(x / 190 + at / 60)) for x in range(0, picture.width, 12)]
        pen.line(wave, fill=238, width=2)
    lines_of_text(picture, (4 * MM, 5 * MM, 44 * MM, 40 * MM), int(2.3 * MM), rng)
    pen.rectangle((0, 47 * MM, picture.width, picture.height), fill=70)
    paste(picture, modules, 33, (85.6 - 37, 7))
    return picture


def certificate(modules, rng):
    """An A4 page with a code of 40 mm at its foot."""
    picture = Image.new("L", (210 * MM, 297 * MM), 255)
    pen = ImageDraw.Draw(picture)
    for inset in (8, 10):
        pen.rectangle((inset * MM, inset * MM, (210 - inset) * MM, (297 - inset) * MM), outline=110, width=MM // 2)
    lines_of_text(picture, (25 * MM, 60 * MM, 185 * MM, 200 * MM), int(4.2 * MM), rng)
    lines_of_text(picture, (110 * MM, 220 * MM, 185 * MM, 270 * MM), int(4.2 * MM), rng)
    pen.ellipse((130 * MM, 215 * MM, 166 * MM, 251 * MM), outline=120, width=MM)
    paste(picture, modules, 40, (25, 228))
    return picture


def paste(picture, modules, millimetres, at):
    """The code with its quiet zone, so wide in print."""
    side = millimetres * MM
    code = drawn(modules, 16).resize((side, side), Image.Resampling.BOX)
    picture.paste(code, (int(at[0] * MM), int(at[1] * MM)))


def scanned(picture, dpi, phase=(0.0, 0.0)):
    """A paper as a scanner gives it; its points begin anywhere."""
    scale = dpi / 25.4 / MM
    width, height = int(picture.width * scale), int(picture.height * scale)
    left, top = (offset / scale for offset in phase)
    box = (left, top, min(picture.width, left + width / scale), min(picture.height, top + height / scale))
    return picture.resize((width, height), Image.Resampling.BOX, box=box)


def turned(picture, degrees, fill=255):
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=fill)


def blurred(picture, points):
    return picture.filter(ImageFilter.GaussianBlur(points))


def filtered(picture, kernel):
    """Folded with a kernel, by way of frequencies."""
    values = np.asarray(picture, dtype=float)
    reach = max(kernel.shape)
    padded = np.pad(values, reach, mode="edge")
    full = np.zeros_like(padded)
    full[: kernel.shape[0], : kernel.shape[1]] = kernel / kernel.sum()
    full = np.roll(full, (-(kernel.shape[0] // 2), -(kernel.shape[1] // 2)), (0, 1))
    folded = np.fft.irfft2(np.fft.rfft2(padded) * np.fft.rfft2(full), padded.shape)
    return grey(folded[reach:-reach, reach:-reach])


def defocused(picture, radius):
    """A disc instead of a point, as a lens out of focus draws it."""
    reach = math.ceil(radius)
    fine = np.mgrid[-reach * 4 : reach * 4 + 4, -reach * 4 : reach * 4 + 4] / 4 - 0.375
    disc = (fine[0] ** 2 + fine[1] ** 2 <= radius**2).astype(float)
    size = 2 * reach + 1
    return filtered(picture, disc.reshape(size, 4, size, 4).sum((1, 3)))


def moved(picture, length, degrees):
    """A hand that moves while the picture is taken."""
    size = math.ceil(length) * 2 + 1
    kernel = np.zeros((size, size))
    for step in np.linspace(-length / 2, length / 2, 8 * size):
        x = size // 2 + step * math.cos(math.radians(degrees))
        y = size // 2 + step * math.sin(math.radians(degrees))
        left, top = math.floor(x), math.floor(y)
        for over, under in ((0, 0), (0, 1), (1, 0), (1, 1)):
            if left + over < size and top + under < size:
                kernel[top + under, left + over] += (1 - abs(x - left - over)) * (1 - abs(y - top - under))
    return filtered(picture, kernel)


def grey(values):
    return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))


def grainy(picture, sigma, noise):
    return grey(np.asarray(picture, dtype=float) + noise.normal(0, sigma, (picture.height, picture.width)))


def levels(picture, black, white):
    """What was black and white has these greys."""
    return grey(black + np.asarray(picture, dtype=float) * (white - black) / 255)


def jpeg(picture, quality, times=1):
    for _ in range(times):
        data = io.BytesIO()
        picture.save(data, "JPEG", quality=quality)
        picture = Image.open(io.BytesIO(data.getvalue()))
        picture.load()
    return picture


def on_ground(picture, margin, fill=200):
    """On a table: so much of the longer side around it."""
    edge = int(margin * max(picture.size))
    ground = Image.new("L", (picture.width + 2 * edge, picture.height + 2 * edge), fill)
    ground.paste(picture, (edge, edge))
    return ground


def leaning(picture, rng, strength):
    """From the side: each corner moves inwards by up to this part of a side."""
    width, height = picture.size
    corners = [(0, 0), (0, height), (width, height), (width, 0)]
    shift = lambda side: rng.uniform(0.2, 1) * strength * side
    target = [
        (x + (shift(width) if x == 0 else -shift(width)), y + (shift(height) if y == 0 else -shift(height)))
        for x, y in corners
    ]
    rows = []
    for (x, y), (u, v) in zip(target, corners):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    found = np.linalg.solve(np.array(rows), np.array(corners, dtype=float).reshape(8))
    return picture.transform(picture.size, Image.Transform.PERSPECTIVE, found, Image.Resampling.BICUBIC, fillcolor=200)


def sampled(picture, x, y):
    """The greys at places, between four points."""
    values = np.asarray(picture, dtype=float)
    x, y = np.clip(x, 0, picture.width - 1.001), np.clip(y, 0, picture.height - 1.001)
    left, top = x.astype(int), y.astype(int)
    over, down = x - left, y - top
    upper = values[top, left] * (1 - over) + values[top, left + 1] * over
    lower = values[top + 1, left] * (1 - over) + values[top + 1, left + 1] * over
    return grey(upper * (1 - down) + lower * down)


def curled(picture, strength, along=True):
    """Around a cylinder."""
    height, width = picture.height, picture.width
    y, x = np.mgrid[0:height, 0:width].astype(float)
    if along:
        across = (x / width - 0.5) * 2
        return sampled(picture, (np.arcsin(across * strength) / math.asin(strength) / 2 + 0.5) * width,
                       y + (1 - np.sqrt(1 - (across * strength) ** 2)) * height * 0.25)
    down = (y / height - 0.5) * 2
    return sampled(picture, x + (1 - np.sqrt(1 - (down * strength) ** 2)) * width * 0.25,
                   (np.arcsin(down * strength) / math.asin(strength) / 2 + 0.5) * height)


def shadowed(picture, rng, darkest, hard=False):
    """Light from one side; or the edge of a hand's shadow."""
    angle = rng.uniform(0, 2 * math.pi)
    y, x = np.mgrid[0 : picture.height, 0 : picture.width]
    along = (x / picture.width - 0.5) * math.cos(angle) + (y / picture.height - 0.5) * math.sin(angle)
    light = np.where(along > 0.05, 1.0, darkest) if hard else darkest + (1 - darkest) * np.clip(along + 0.5, 0, 1)
    return grey(np.asarray(picture, dtype=float) * light)


def glaring(picture, rng, size, strength=255):
    """A lamp mirrored in the film over the card."""
    y, x = np.mgrid[0 : picture.height, 0 : picture.width]
    middle = (rng.uniform(0.3, 0.7) * picture.width, rng.uniform(0.3, 0.7) * picture.height)
    far = ((x - middle[0]) / (size * picture.width)) ** 2 + ((y - middle[1]) / (size * 0.6 * picture.height)) ** 2
    return grey(np.asarray(picture, dtype=float) + strength * np.exp(-far))


def copied(picture, rng, noise):
    """From a copying machine: black and white, with specks."""
    soft = np.asarray(blurred(picture, 0.8), dtype=float)
    soft = soft + noise.normal(0, 22, soft.shape)
    copy = np.where(soft < rng.uniform(100, 150), 0, 255).astype(np.uint8)
    specks = noise.random(copy.shape)
    copy[specks < 0.004] = 0
    copy[specks > 0.996] = 255
    return Image.fromarray(copy)


def last_alignment(modules):
    """One module is spoilt: the middle of the last alignment pattern."""
    spoilt = modules.copy()
    spoilt[-7, -7] = not spoilt[-7, -7]
    return spoilt


def alignments(modules, rng, count):
    """Some alignment patterns are rubbed out."""
    side = len(modules)
    version = (side - 17) // 4
    number = version // 7 + 2
    step = math.ceil((side - 13) / (number - 1) / 2) * 2
    at = sorted({6, *(side - 7 - step * n for n in range(number - 1))})
    places = [(x, y) for x in at for y in at if (x, y) not in ((6, 6), (6, at[-1]), (at[-1], 6))]
    spoilt = modules.copy()
    for x, y in rng.sample(places, min(count, len(places))):
        spoilt[y - 2 : y + 3, x - 2 : x + 3] = False
    return spoilt


def worn(picture, rng, corners):
    """Corners of the code are worn off."""
    pen = ImageDraw.Draw(picture)
    # The quiet zone, and two modules of the symbol.
    side, bite = picture.width, picture.width * rng.uniform(0.075, 0.095)
    for x, y in rng.sample([(0, 0), (0, 1), (1, 0), (1, 1)], corners):
        pen.polygon([(x * side, y * side), (x * side + (1 - 2 * x) * 2 * bite, y * side),
                     (x * side, y * side + (1 - 2 * y) * 2 * bite)], fill=235)
    return picture


def smudged(picture, rng, count, size, fill):
    pen = ImageDraw.Draw(picture)
    for _ in range(count):
        x, y = (rng.uniform(0.2, 0.85) * picture.width for _ in range(2))
        wide, tall = (rng.uniform(0.6, 1) * size * picture.width for _ in range(2))
        pen.ellipse((x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2), fill=fill)
    return picture


def scratched(picture, rng, count, width, fill):
    pen = ImageDraw.Draw(picture)
    for _ in range(count):
        ends = [(rng.uniform(0.05, 0.95) * picture.width, rng.uniform(0.05, 0.95) * picture.height) for _ in range(2)]
        pen.line(ends, fill=fill, width=width)
    return picture


def screenshot(modules, rng, points, dark):
    """A code on a page on a screen, off its middle."""
    ground = 30 if dark else 246
    picture = Image.new("L", (rng.randint(700, 1200), rng.randint(900, 1900)), ground)
    pen = ImageDraw.Draw(picture)
    for row in range(80, picture.height - 60, 46):
        pen.text((40, row), "".join(rng.choices("aeiounhtc  glmbdv", k=rng.randint(10, 60))),
                 fill=220 if dark else 40, font=font(20))
    code = drawn(modules, points)
    at = (rng.randint(0, picture.width - code.width), rng.randint(0, max(0, picture.height - code.height)))
    picture.paste(code, at)
    return picture


def photograph(code, rng, noise, module, size=(4000, 3000)):
    """A card or paper far away, in a photograph of 12 million points."""
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    ground = 120 + 50 * np.sin(x / 611 + 1) * np.cos(y / 437) + 30 * (x / size[0])
    picture = grey(ground)
    wide = int(code.width * module)
    small = code.resize((wide, int(code.height * module)), Image.Resampling.BOX)
    small = turned(small, rng.uniform(-20, 20), 140)
    picture.paste(small, (rng.randint(200, size[0] - small.width - 200), rng.randint(200, size[1] - small.height - 200)))
    picture = blurred(picture, rng.uniform(0.6, 1.0) * min(1.0, module * 16 / 5))
    return jpeg(grainy(picture, rng.uniform(3, 8), noise), 85)


def frame(code, rng, noise, share):
    """What a camera held over a paper sends: the code takes this share of the height."""
    picture = Image.new("L", FRAME, 236)
    lines_of_text(picture, (60, 30, 640, FRAME[1] - 20), 20, rng, 70)
    side = int(FRAME[1] * share)
    small = turned(code.resize((side, side), Image.Resampling.BOX), rng.uniform(-12, 12), 236)
    picture.paste(small, (rng.randint(640, FRAME[0] - small.width - 5), rng.randint(0, FRAME[1] - small.height)))
    picture = shadowed(blurred(picture, 0.9), rng, 0.6)
    return jpeg(grainy(levels(picture, 35, 225), 5, noise), 80)


def telephone(picture, rng, noise, strength):
    """A bit of everything, as people take pictures."""
    picture = turned(on_ground(picture, 0.15, rng.randint(90, 210)), rng.uniform(-25, 25), 150)
    picture = leaning(picture, rng, 0.05 + 0.05 * strength)
    picture = curled(picture, 0.35 + 0.2 * strength, rng.random() < 0.5)
    picture = shadowed(picture, rng, rng.uniform(0.4, 0.8))
    picture = levels(picture, rng.randint(20, 60), rng.randint(170, 235))
    picture = blurred(picture, (0.8 + 0.7 * strength) * rng.uniform(0.8, 1.2))
    return jpeg(grainy(picture, 4 + 8 * strength, noise), 70)


def screened(picture, rng):
    """A screen photographed: its lines beat with those of the sensor."""
    y, x = np.mgrid[0 : picture.height, 0 : picture.width]
    beat = 1 + 0.22 * np.sin(x / rng.uniform(2.1, 5) + y / rng.uniform(8, 30)) + 0.15 * np.sin(y / rng.uniform(2.2, 4))
    return blurred(grey(np.asarray(levels(picture, 25, 200), dtype=float) * beat), 0.7)


def halftone(picture):
    """Greys as dots of a printing screen."""
    y, x = np.mgrid[0 : picture.height, 0 : picture.width]
    dots = 128 + 60 * np.sin(x * 1.9) * np.sin(y * 1.9)
    return Image.fromarray(np.where(np.asarray(picture, dtype=float) < dots, 30, 240).astype(np.uint8))


def conditions(codes, rng, noise):
    """Every condition with its pictures: name, text and picture."""
    cards = [(text, symbol(text)) for kind, text in codes if kind == "card"]
    papers = [(text, symbol(text)) for kind, text in codes if kind == "certificate"]
    both = cards[:4] + papers[:2]
    phase = lambda: (rng.random(), rng.random())

    for dpi in (96, 110, 133, 150, 200, 300):
        for at, (text, modules) in enumerate(papers * 2):
            page = scanned(certificate(modules, rng), dpi, phase())
            if at >= len(papers):
                page = jpeg(grainy(blurred(turned(page, rng.uniform(-2, 2)), 0.5), 3, noise), 75)
            name = "A4 scan" if at < len(papers) else "A4 scan, soft and turned"
            yield f"{name}, {dpi} dpi", text, page
    for dpi in (110, 133, 150, 200, 300):
        for text, modules in cards:
            yield f"card, {dpi} dpi", text, scanned(card(modules, rng), dpi, phase())
    for degrees in (2, 15, 45, 90):
        for text, modules in cards:
            page = on_ground(scanned(card(modules, rng), 600), 0.05, 255)
            page = turned(page, degrees)
            yield f"card, 150 dpi, turned {degrees}°", text, page.resize((page.width // 4, page.height // 4), Image.Resampling.BOX)
    for text, modules in cards:
        yield "printed at 90 %, 150 dpi", text, scanned(card(modules, rng), 135, phase())
    for points in (1, 2, 3):
        for text, modules in both[1:5]:
            yield f"{points} points a module", text, drawn(modules, points)
    for sigma in (0.5, 0.65, 0.8):
        for text, modules in both[:5]:
            yield f"blur, {sigma} of a module", text, blurred(drawn(modules, 6), 6 * sigma)
    for radius in (0.8, 1.0, 1.2):
        for text, modules in both[:5]:
            yield f"out of focus, {radius} of a module", text, grainy(defocused(drawn(modules, 6), 6 * radius), 2, noise)
    for length in (1.0, 1.6, 2.2):
        for text, modules in both[:5]:
            picture = moved(drawn(modules, 6), 6 * length, rng.uniform(0, 180))
            yield f"moved, {length} modules", text, grainy(picture, 2, noise)
    for sigma in (40, 70, 100):
        for text, modules in both[:4]:
            yield f"grain of {sigma}", text, grainy(drawn(modules, 4), sigma, noise)
    for points in (2.3, 3.0):
        for text, modules in both[:5]:
            side = int((len(modules) + 8) * points)
            picture = drawn(modules, 12).resize((side, side), Image.Resampling.BOX)
            yield f"JPEG 40 twice, {points} points a module", text, jpeg(picture, 40, 2)
    for black, white in ((150, 220), (110, 150), (110, 130)):
        for text, modules in both[:4]:
            picture = levels(on_ground(drawn(modules, 4), 0.1, 255), black, white)
            yield f"greys {black} and {white}", text, grainy(picture, 1.5, noise) if white - black > 20 else picture
    for size in (0.16, 0.24, 0.3):
        for text, modules in both[:5]:
            yield "glare", text, glaring(blurred(drawn(modules, 6), 1), rng, size)
    for text, modules in both:
        yield "last alignment pattern, one module", text, scanned_like(last_alignment(modules))
        yield "three alignment patterns gone", text, scanned_like(alignments(modules, rng, 3))
    for corners in (1, 2):
        for text, modules in both[:5]:
            yield "worn corners", text, worn(blurred(drawn(modules, 6), 1), rng, corners)
    for count, size, fill in ((1, 0.2, 20), (1, 0.26, 240), (5, 0.09, 60), (9, 0.06, 230)):
        for text, modules in both[:4]:
            yield "smudges", text, smudged(blurred(drawn(modules, 5), 0.8), rng, count, size, fill)
    for text, modules in both[:5]:
        yield "scratches", text, scratched(drawn(modules, 5), rng, 6, 5, 250)
        yield "strokes of a pen", text, scratched(drawn(modules, 5), rng, 3, 6, 40)
    for points in (4, 6):
        for text, modules in both[:5]:
            yield "photocopy", text, copied(turned(drawn(modules, points), rng.uniform(-3, 3)), rng, noise)
    for text, modules in both[:4]:
        yield "halftone", text, halftone(blurred(drawn(modules, 7), 1.2))
    for points, dark in ((2, True), (2, False), (3, True)):
        for text, modules in both[:4]:
            yield "screenshot", text, screenshot(modules, rng, points, dark)
    for text, modules in both[:4]:
        yield "photograph of a screen", text, screened(turned(drawn(modules, 6), rng.uniform(-8, 8)), rng)
    for module in (3.2, 4.5, 7):
        for text, modules in both[1:5]:
            code = on_ground(drawn(modules, 16), 0.1, 250)
            yield "12 million points, small code", text, photograph(code, rng, noise, module / 16)
    for strength in (0.1, 0.16, 0.22):
        for text, modules in both[:4]:
            picture = leaning(on_ground(drawn(modules, 6), 0.25), rng, strength)
            yield f"from the side, {strength}", text, picture
    for strength in (0.5, 0.7, 0.85):
        for at, (text, modules) in enumerate(both[:4]):
            picture = curled(on_ground(drawn(modules, 6), 0.2, 255), strength, at % 2 == 0)
            yield f"curled, {strength}", text, picture
    for text, modules in both:
        yield "white on black", text, levels(scanned_like(modules), 255, 0)
        yield "mirrored", text, scanned_like(modules).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for darkest, hard in ((0.3, False), (0.15, False), (0.4, True), (0.25, True)):
        for text, modules in both[:4]:
            picture = shadowed(on_ground(drawn(modules, 5), 0.15, 250), rng, darkest, hard)
            yield "shadow", text, grainy(picture, 3, noise)
    for strength in (0.0, 0.5, 1.0):
        for text, modules in both[:5]:
            yield "telephone", text, telephone(drawn(modules, 6), rng, noise, strength)
    for far in (0.35, 0.5, 0.7):
        for text, modules in both[:4]:
            yield "frame of a camera", text, frame(drawn(modules, 16), rng, noise, far)
    page = Image.new("L", FRAME, 255)
    lines_of_text(page, (40, 40, FRAME[0] - 40, FRAME[1] - 30), 22, rng)
    yield "no code", None, grainy(page, 6, noise)
    for _ in range(4):
        page = Image.new("L", (900, 1200), 255)
        lines_of_text(page, (60, 60, 840, 1150), rng.randint(12, 40), rng)
        yield "no code", None, grainy(page, rng.choice([0, 10, 60]), noise)


def scanned_like(modules):
    """At 200 dpi, between the points of the sensor."""
    return drawn(modules, 8).resize(((len(modules) + 8) * 16 // 5,) * 2, Image.Resampling.BOX)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--codes", type=pathlib.Path)
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    rng, noise = random.Random(given.seed), np.random.default_rng(given.seed)
    if given.codes:
        codes = [tuple(line.split(None, 1)) for line in given.codes.read_text().splitlines() if line.strip()]
    else:
        codes = list(made_up(rng))
    given.folder.mkdir(parents=True, exist_ok=True)
    known = []
    for condition, text, picture in conditions(codes, rng, noise):
        if given.only not in condition:
            continue
        name = f"{len(known):03}.png"
        picture = picture.convert("L")
        picture.save(given.folder / name, compress_level=1)
        # For the pages' readers, which are given points.
        size = np.array(picture.size, dtype="<u4").tobytes()
        (given.folder / f"{name}.grey").write_bytes(size + picture.tobytes())
        known.append({"condition": condition, "file": name, "text": text})
    (given.folder / "pictures.json").write_text(json.dumps(known, indent=1))
    print(f"{len(known)} pictures, seed {given.seed}")


main()
