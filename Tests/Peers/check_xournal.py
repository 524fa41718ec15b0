"""Has croquis write drawings as a notebook of Xournal++, a page each, and draw it; compares the pictures with those that
Xournal++ itself exports.

    check_xournal.py --croquis PROGRAM [--pages N] [SOURCE.ndjson]

Without a source, drawings of the real data are taken, or generated ones. Needs Debian's package `xournalpp`, which works
without a display: without it, this check is skipped. `run check-xournal` enters here. Exits 1 if a picture is wrong.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import orjson
from checks import Different
from inputs import Inputs
from picture_checks import Bounds, likeness
from PIL import Image
from processes import ProgramFailed, run

#: The side of a page in points, and of its picture in pixels.
PAGE, SIDE = 300, 600
COLOURS = ("#000000", "#e03131", "#2f9e44", "#1971c2", "#f08c00")
WIDTHS = (0.85, 1.41, 2.26, 5.67)
#: Both draw by area, as cairo does.
BOUNDS = Bounds(mean=0.05, worst=0.1, within=0.999, greatest=8)


def page(line, index):
    """A drawing on a page, with a colour and a width per stroke and two layers."""
    strokes = [stroke[:2] for stroke in orjson.loads(line)["drawing"] if len(stroke[0]) > 1]
    attributes = [
        {"color": COLOURS[(index + i) % 5], "width": WIDTHS[(index + i) % 4], "group": i % 2 if len(strokes) > 1 else 0}
        for i in range(len(strokes))
    ]
    groups = [{"name": name, "layer": True} for name in ("front", "back")]
    moved = [[[v + 20 for v in axis] for axis in stroke] for stroke in strokes]
    canvas = {"width": PAGE, "height": PAGE, "unit": "pt"}
    return {"drawing": moved, "canvas": canvas, "attributes": {"groups": groups, "strokes": attributes}}


def pictures(folder):
    files = sorted(folder.glob("*.png"), key=lambda path: (len(path.name), path.name))
    images = [Image.open(path).convert("RGBA") for path in files]
    white = [Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB") for image in images]
    return np.stack([np.asarray(image) for image in white])


def check(croquis, source, count, folder):
    lines = source.read_bytes().splitlines()
    lines = lines[:: max(1, len(lines) // count)][:count]
    (folder / "pages.ndjson").write_bytes(b"\n".join(orjson.dumps(page(*item)) for item in zip(lines, range(count))))
    notes, ours, theirs = folder / "notes.xopp", folder / "ours", folder / "theirs"
    theirs.mkdir()
    run([croquis, "convert", folder / "pages.ndjson", "-o", notes, "--quiet"], folder / "log")
    draw = ["--size", str(SIDE), "--viewbox", "page", "--line", "source", "--color", "source"]
    run([croquis, "render", notes, "-o", f"{ours}/", *draw, "--quiet"], folder / "log")
    export = ["xournalpp", f"--create-img={theirs}/page.png", f"--export-png-width={SIDE}", "--export-no-background"]
    subprocess.run([*export, notes], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = likeness(pictures(theirs), pictures(ours))
    print(f"{found}; bounds: {BOUNDS}", flush=True)
    if not BOUNDS.met_by(found):
        raise Different(f"the pictures are less like each other than {BOUNDS}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--croquis", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("source", type=Path, nargs="?")
    options = parser.parse_args()
    if not shutil.which("xournalpp"):
        print("check_xournal: skipped: it needs Debian's package xournalpp")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = options.source or Inputs(options.data, Path(folder), quick=True).simplified
        try:
            check(options.croquis.resolve(), source, options.pages, Path(folder))
        except (Different, ProgramFailed, subprocess.CalledProcessError) as failure:
            sys.exit(f"check_xournal: WRONG: {failure}")


if __name__ == "__main__":
    main()
