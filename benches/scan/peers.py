"""What others read: zxing-cpp in this process, zbar by its program.

    peers.py FOLDER     writes FOLDER/peers.json: reader, file, texts
"""

import json
import pathlib
import subprocess
import sys
import time

import zxingcpp
from PIL import Image


def zxing(path):
    found = zxingcpp.read_barcodes(Image.open(path), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


def zbar(path):
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stdout.splitlines()


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = []
    for name, read in (("zxing-cpp", zxing), ("zbar", zbar)):
        for picture in json.loads((folder / "pictures.json").read_text()):
            begun = time.perf_counter()
            texts = read(folder / picture["file"])
            took = (time.perf_counter() - begun) * 1000
            rows.append({"reader": name, "file": picture["file"], "texts": texts, "ms": took})
    (folder / "peers.json").write_text(json.dumps(rows))


main()
