"""The table of a folder in which every reader has read.

    table.py FOLDER [--missed READER]
"""

import json
import pathlib
import sys

WASM = pathlib.Path(__file__).parents[2] / "static" / "verifier.wasm"
READERS = ["verify", "page, file", "page, camera", "zxing-cpp", "zbar", "jsQR"]


def main():
    folder = pathlib.Path(sys.argv[1])
    pictures = json.loads((folder / "pictures.json").read_text())
    read = {}
    took = {reader: [] for reader in READERS}
    for name in ("verify", "pages", "peers"):
        path = folder / f"{name}.json"
        for row in json.loads(path.read_text()) if path.exists() else []:
            read[row["reader"], row["file"]] = row["texts"]
            took[row["reader"]].append(row["ms"])
    readers = [reader for reader in READERS if took[reader]]
    if "--missed" in sys.argv:
        missed(pictures, read, sys.argv[-1])
        return
    print("| condition | pictures | " + " | ".join(readers) + " |")
    print("| --- | ---: |" + " ---: |" * len(readers))
    groups = {}
    for picture in pictures:
        groups.setdefault(picture["condition"], []).append(picture)
    right = lambda reader, group: sum(picture["text"] in read[reader, picture["file"]] for picture in group)
    for condition, group in groups.items():
        cells = [str(right(reader, group)) for reader in readers]
        print(f"| {condition} | {len(group)} | " + " | ".join(cells) + " |")
    coded = [picture for picture in pictures if picture["text"]]
    print(f"| **read** | {len(coded)} | " + " | ".join(f"**{right(reader, coded)}**" for reader in readers) + " |")
    wrong = [
        sum(any(text != picture["text"] for text in read[reader, picture["file"]]) for picture in pictures)
        for reader in readers
    ]
    print("| wrong text | | " + " | ".join(map(str, wrong)) + " |")
    for name, part in (("median", 0.5), ("95 of 100", 0.95), ("longest", 1)):
        times = [sorted(took[reader])[min(len(pictures) - 1, int(part * len(pictures)))] for reader in readers]
        print(f"| ms a picture, {name} | | " + " | ".join(f"{time:.0f}" for time in times) + " |")
    frames = folder / "frames.json"
    if frames.exists():
        times = json.loads(frames.read_text())
        mean = sum(time["mean"] for time in times) / len(times)
        longest = max(time["longest"] for time in times)
        print(f"\nA frame of 1,280 × 720 points in WebAssembly: {mean:.0f} ms, at most {longest:.0f} ms; "
              f"verifier.wasm {WASM.stat().st_size:,} bytes")


def missed(pictures, read, reader):
    """What a reader did not read, and who did."""
    for picture in pictures:
        if picture["text"] and picture["text"] not in read[reader, picture["file"]]:
            others = [name for (name, file), texts in read.items() if file == picture["file"] and picture["text"] in texts]
            print(picture["file"], picture["condition"], "|", ", ".join(others))


main()
