"""The inputs of the comparison, made once in a working folder, from real data or from the generator."""

import gzip
import shutil
import struct
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path

import generate
import orjson

#: How much of each input a run takes. `copies` repeat what is too short to time.
FULL = {"lines": None, "raw": None, "rdp": 60, "npz_copies": 4, "svg_copies": 10, "svg": 320}
QUICK = {"lines": 6000, "raw": 400, "rdp": 6, "npz_copies": 1, "svg_copies": 1, "svg": 320}


class Inputs:
    """Each property is a path, made when first asked for."""

    def __init__(self, data, work, quick):
        self.data = data if data is not None and (data / "quickdraw/train").is_dir() else None
        self.work = work
        self.size = QUICK if quick else FULL

    @property
    def origin(self):
        return "real data" if self.data else "generated data"

    @cached_property
    def simplified(self):
        path = self.work / "simplified.ndjson"
        if self.data:
            files = sorted((self.data / "quickdraw/train").glob("*.ndjson.gz"))
            lines = (line for file in files for line in gzip.open(file))
            if self.size["lines"]:
                step = 185_473 // self.size["lines"]
                lines = (line for index, line in enumerate(lines) if index % step == 0)
        else:
            lines = generate.simplified(self.size["lines"] or 185_000)
        return write_lines(path, lines)

    @cached_property
    def raw(self):
        path = self.work / "raw.ndjson"
        if self.data:
            lines = gzip.open(self.data / "quickdraw-raw/raw.ndjson.gz")
            if self.size["raw"]:
                step = 7_770 // self.size["raw"]
                lines = (line for index, line in enumerate(lines) if index % step == 0)
        else:
            lines = generate.raw(self.size["raw"] or 7_700)
        return write_lines(path, lines)

    @cached_property
    def raw_sample(self):
        """Every n-th line of `raw`, for the slow peer: the path, and the indices of the lines."""
        lines = self.raw.read_bytes().splitlines(keepends=True)
        indices = range(0, len(lines), max(1, len(lines) // self.size["rdp"]))
        return write_lines(self.work / "raw-sample.ndjson", (lines[index] for index in indices)), indices

    @cached_property
    def bin(self):
        """The drawings of `simplified` as QuickDraw .bin; a line without a field gets a stand-in for it."""
        path = self.work / "drawings.bin"
        with open(self.simplified, "rb") as lines, open(path, "wb") as out:
            for index, line in enumerate(lines):
                out.write(packed(orjson.loads(line), index))
        return path

    @cached_property
    def npz(self):
        """Stroke-3 files: Sketch-RNN's own QuickDraw and Omniglot files, under as many names as there are copies."""
        folder = self.work / "npz"
        folder.mkdir(exist_ok=True)
        if self.data:
            files = sorted((self.data / "sketch-rnn").glob("quickdraw-*.npz"))
            files.append(self.data / "sketch-rnn/omniglot.npz")
        else:
            quick = self.size is QUICK
            files = generate.npz(self.work / "npz-made", 2_500, 3_000 if quick else 32_000)
        copies = []
        for copy in range(self.size["npz_copies"]):
            for file in files:
                copies.append(folder / f"{copy}-{file.name}")
                shutil.copyfile(file, copies[-1])
        return copies

    @cached_property
    def svg(self):
        """A flat folder of SVG files whose names sort in the order they were taken."""
        folder = self.work / "svg"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        if self.data:
            texts = [file.read_bytes() for file in sorted((self.data / "svg").rglob("*.svg"))]
        else:
            texts = list(generate.svg(self.size["svg"]))
        for copy in range(self.size["svg_copies"]):
            for index, text in enumerate(texts):
                (folder / f"{copy * len(texts) + index:06}.svg").write_bytes(text)
        return folder


def write_lines(path, lines):
    with open(path, "wb") as out:
        out.writelines(lines)
    return path


def packed(sketch, index):
    """One record of a .bin file."""
    time = datetime(2017, 3, 1, 12, 0, 0)
    if "timestamp" in sketch:
        time = datetime.fromisoformat(sketch["timestamp"][:19])
    parts = [
        struct.pack(
            "<Q2sbIH",
            int(sketch.get("key_id", index + 1)),
            sketch.get("countrycode", "US").encode()[:2].ljust(2, b"A"),
            int(sketch.get("recognized", True)),
            int(time.replace(tzinfo=timezone.utc).timestamp()),
            len(sketch["drawing"]),
        )
    ]
    for xs, ys in sketch["drawing"]:
        parts += [struct.pack("<H", len(xs)), bytes(xs), bytes(ys)]
    return b"".join(parts)
