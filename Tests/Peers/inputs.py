"""The inputs of the comparison, made once in a working folder, from real data or from the generator."""

import gzip
import shutil
import struct
import sys
from datetime import datetime, timezone
from functools import cached_property

import generate
import numpy as np
import orjson
from bench import PROGRAMS
from processes import run

#: How much of each input a run takes. `copies` repeat what is too short to time.
FULL = {"lines": None, "raw": None, "rdp": 60, "npz_copies": 4, "svg_copies": 10, "svg": 320, "tuberlin_copies": 40}
FULL |= {"drawings": 3000, "small-pictures": 60_000, "large-pictures": 4000}
FULL |= {"classified": 10_000, "trained": 2560, "forward": 200, "streamed": 1_000_000, "inverted": 500}
QUICK = {"lines": 6000, "raw": 400, "rdp": 6, "npz_copies": 1, "svg_copies": 1, "svg": 320, "tuberlin_copies": 4}
QUICK |= {"drawings": 300, "small-pictures": 2000, "large-pictures": 200}
QUICK |= {"classified": 600, "trained": 512, "forward": 20, "streamed": 20_000, "inverted": 40}


class Inputs:
    """Each property is a path, made when first asked for."""

    def __init__(self, data, work, quick):
        self.data = data if data is not None and (data / "quickdraw/train").is_dir() else None
        self.work = work
        self.size = QUICK if quick else FULL
        self.samples = {}

    @property
    def origin(self):
        return "real data" if self.data else "generated data"

    @property
    def is_quick(self):
        return self.size is QUICK

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
    def complete(self):
        """The lines of `simplified` that have every key of a CSV file's columns."""
        keys = (b'"word"', b'"countrycode"', b'"timestamp"', b'"recognized"', b'"key_id"')
        with open(self.simplified, "rb") as lines:
            return write_lines(
                self.work / "complete.ndjson", (line for line in lines if all(key in line for key in keys))
            )

    @cached_property
    def csv(self):
        """The drawings of `complete` in the form of Kaggle's training files."""
        path = self.work / "drawings.csv"
        run([sys.executable, PROGRAMS / "ndjson_to_csv.py", self.complete, path], self.work / "csv")
        return path

    @cached_property
    def classes(self):
        """The names of all classes of `simplified`, in the order in which croquis numbers them."""
        with open(self.simplified, "rb") as lines:
            words = sorted({orjson.loads(line)["word"] for line in lines})
        path = self.work / "classes.txt"
        path.write_text("".join(word + "\n" for word in words), encoding="utf-8")
        return path

    def table(self, kind):
        """The drawings of `simplified` as a table."""
        path = self.work / f"drawings.{kind}"
        if not path.exists():
            program = PROGRAMS / "ndjson_to_parquet.py"
            run([sys.executable, program, self.simplified, self.classes, path], self.work / kind)
        return path

    @cached_property
    def tfrecord(self):
        """The drawings of `simplified` as TensorFlow's tutorial writes them."""
        path = self.work / "drawings.tfrecord"
        run([sys.executable, PROGRAMS / "ndjson_to_tfrecord.py", self.simplified, path], self.work / "tfrecord")
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
            files = generate.npz(self.work / "npz-made", 2_500, 3_000 if self.is_quick else 32_000)
        copies = []
        for copy in range(self.size["npz_copies"]):
            for file in files:
                copies.append(folder / f"{copy}-{file.name}")
                shutil.copyfile(file, copies[-1])
        return copies

    @cached_property
    def svg(self):
        """A flat folder of SVG files whose names sort in the order they were taken."""
        if self.data:
            texts = [file.read_bytes() for file in sorted((self.data / "svg").rglob("*.svg"))]
        else:
            texts = list(generate.svg(self.size["svg"]))
        return write_files(self.work / "svg", texts * self.size["svg_copies"])

    @cached_property
    def tuberlin(self):
        """The same of the TU-Berlin set: lines of 3 units with round ends on a canvas of 800."""
        if self.data:
            texts = [file.read_bytes() for file in sorted((self.data / "svg/tu-berlin").rglob("*.svg"))]
        else:
            texts = list(generate.tuberlin(10))
        return write_files(self.work / "tuberlin", texts * self.size["tuberlin_copies"])

    def sample(self, name):
        """So many lines of `simplified` as the size says, at equal steps."""
        if name not in self.samples:
            lines = self.simplified.read_bytes().splitlines(keepends=True)
            count = self.size[name]
            kept = lines[:: max(1, len(lines) // count)][:count]
            self.samples[name] = write_lines(self.work / f"{name}.ndjson", kept)
        return self.samples[name]

    @cached_property
    def drawings(self):
        """Drawings of `simplified`, as `write_words` writes them."""
        with open(self.sample("drawings"), "rb") as lines:
            drawings = [orjson.loads(line)["drawing"] for line in lines]
        return write_words(self.work / "drawings.words", drawings)

    @cached_property
    def bitmaps(self):
        """Drawings, and the official 28x28 bitmap of each; without these, what the official recipe draws here."""
        drawings, bitmaps = self.work / "bitmaps.ndjson", self.work / "bitmaps.npy"
        if self.data:
            folder = self.data / "quickdraw-bitmap28"
            write_lines(drawings, gzip.open(folder / "drawings.ndjson.gz"))
            shutil.copyfile(folder / "bitmaps.npy", bitmaps)
        else:
            write_lines(drawings, generate.simplified(1400))
            run([sys.executable, PROGRAMS / "ndjson_to_npy.py", drawings, bitmaps, 28], self.work / "bitmaps")
        return drawings, bitmaps


def write_files(folder, texts):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for index, text in enumerate(texts):
        (folder / f"{index:06}.svg").write_bytes(text)
    return folder


def write_lines(path, lines):
    with open(path, "wb") as out:
        out.writelines(lines)
    return path


def write_words(path, drawings, labels=()):
    """Drawings in 64-bit words: how many there are; for each the number of strokes; for each of these the number of
    points, and x and y of each point as doubles. Then the number of each one's label, where there are labels."""
    with open(path, "wb") as out:
        out.write(struct.pack("=Q", len(drawings)))
        for drawing in drawings:
            out.write(struct.pack("=Q", len(drawing)))
            for stroke in drawing:
                out.write(struct.pack("=Q", len(stroke[0])))
                out.write(np.array(stroke[:2], dtype=np.float64).T.tobytes())
        out.write(struct.pack(f"={len(labels)}Q", *labels))
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
