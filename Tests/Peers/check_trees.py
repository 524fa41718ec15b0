"""Writes drawings with NumPy and json in the layouts of data sets that croquis only reads, has croquis convert them to
NDJSON, and compares every stroke, label, time, pressure and attribute with what was written.

    check_trees.py --croquis PROGRAM [--sketches N] [SOURCE.ndjson]

Without a source, drawings of the real data are taken, or generated ones. `run check-trees` enters here. Exits 1 at the
first data set that is wrong.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import orjson
from inputs import Inputs
from processes import ProgramFailed, run

LONGEST = 100


class Wrong(Exception):
    """Croquis did not give what was written."""


def drawings(path, count):
    """Drawings of the file, evenly spread over it: lists of strokes, each a list of points."""
    lines = Path(path).read_bytes().splitlines()
    step = max(1, len(lines) // count)
    for line in lines[::step][:count]:
        yield [list(zip(*stroke[:2])) for stroke in orjson.loads(line)["drawing"]]


def expected(strokes, part=None, times=None, **more):
    """What a line of NDJSON is to hold."""
    record = {"strokes": [[[float(v) for v in point] for point in stroke] for stroke in strokes]}
    return record | {"parts": part or [None] * len(strokes), "times": times} | more


def found(line):
    """The same of a line that croquis wrote."""
    record = orjson.loads(line)
    drawing = record["drawing"]
    attributes = record.get("attributes", {}).get("strokes", [None] * len(drawing))
    return record, {
        "strokes": [[[float(v) for v in point] for point in zip(*stroke[:2])] for stroke in drawing],
        "parts": [(of or {}).get("part") for of in attributes],
        "times": [stroke[2] for stroke in drawing] if drawing and len(drawing[0]) > 2 else None,
    }


def compare(name, croquis, source, wanted, folder, then=None):
    """Converts `source` and compares the lines in order. `then` checks more of a record and what was wanted."""
    output = folder / f"{name}.ndjson"
    run([croquis, "convert", source, "-o", output, "--force", "--quiet"], folder / "log")
    lines = output.read_bytes().splitlines()
    if len(lines) != len(wanted):
        raise Wrong(f"{name}: {len(lines)} drawings instead of {len(wanted)}")
    for index, (line, want) in enumerate(zip(lines, wanted)):
        record, got = found(line)
        for key, value in got.items():
            if value != want[key]:
                raise Wrong(f"{name}: {key} of drawing {index + 1} are {value} instead of {want[key]}")
        if "label" in want and record.get("word") != want["label"]:
            raise Wrong(f"{name}: drawing {index + 1} is called {record.get('word')} instead of {want['label']}")
        if then:
            then(name, index, record, want)
    print(f"{name}: {len(lines)} drawings", flush=True)


def quickdraw_414k(sketches, folder):
    """Padded arrays of several types, some in an array of objects, in folders by category."""
    wanted = []
    for index, strokes in enumerate(sketches):
        points = [(x, y, i + 1 < len(s), i + 1 == len(s)) for s in strokes for i, (x, y) in enumerate(s)]
        if len(points) > LONGEST:
            continue
        rows = np.zeros((LONGEST, 4), (np.int64, np.float32, np.int16, np.float64)[index % 4])
        rows[: len(points)] = points
        if index % 5 == 0:
            held = np.empty(1, object)
            held[0] = rows
            rows = held
        label = ("cat", "owl")[index * 2 // len(sketches)]
        path = folder / "coordinate_files" / "train" / label / f"{index}.npy"
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, rows, allow_pickle=True)
        wanted.append(expected(strokes, label=label))
    return folder, wanted


def fs_coco(sketches, folder):
    wanted = []
    for index, strokes in enumerate(sketches):
        rows = []
        for stroke in strokes:
            rows += [(x * 1.5, y * 1.25, 0) for x, y in stroke]
            rows[-1] = (*rows[-1][:2], 1 + index % 2)
        path = folder / "vector_sketches" / "1" / f"{index:012}.npy"
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, np.array(rows))
        wanted.append(expected([[(x * 1.5, y * 1.25) for x, y in stroke] for stroke in strokes]))
    return folder, wanted


def differ_sketching(sketches, folder):
    wanted = []
    folder.mkdir()
    for index, strokes in enumerate(sketches):
        record = {
            "strokes": [
                {
                    "id": 2 * i,
                    "path": stroke,
                    "pressure": [p / 1000 for p in range(len(stroke))],
                    "s_time": 1_600_000_000_000 + i,
                    "width": i,
                }
                for i, stroke in enumerate(strokes)
            ]
        }
        (folder / f"{index}.json").write_text(json.dumps(record))
        wanted.append(expected(strokes, strokes_written=record["strokes"]))
    return folder, wanted


def has_ink(name, index, record, want):
    attributes, pressures = record["attributes"]["strokes"], record["channels"]["pressure"]
    for stroke, attribute, pressure in zip(want["strokes_written"], attributes, pressures, strict=True):
        if attribute["width"] != stroke["width"] or pressure != stroke["pressure"]:
            raise Wrong(f"{name}: stroke of drawing {index + 1} has {attribute} and {pressure}")
        if "id" in stroke and attribute["name"] != str(stroke["id"]):
            raise Wrong(f"{name}: stroke of drawing {index + 1} is called {attribute['name']}")


def tracing(sketches, folder):
    folder.mkdir()
    images, wanted = {}, []
    for index, strokes in enumerate(sketches):
        clock, written, times = 1_583_958_934_000 + index, [], []
        for stroke in strokes:
            moments = [clock + 16 * i for i in range(len(stroke))]
            clock = moments[-1] + 300
            times.append([moment - 1_583_958_934_000 - index for moment in moments])
            pressure = [i / 128 for i in range(len(stroke))]
            written.append({"width": 2, "pressure": [min(p, 1) for p in pressure]})
            written[-1]["text"] = {
                "path": ",".join(f"{t},{x},{y}" for t, (x, y) in zip(moments, stroke)),
                "pressure": ",".join(map(str, written[-1]["pressure"])),
                "color": "#0072b2",
                "width": 2,
                "opacity": 1,
            }
        image = f"image {index // 7}.png"
        images.setdefault(image, {})[f"P{index % 7}"] = [stroke["text"] for stroke in written]
        label = image.removesuffix(".png")
        wanted.append(expected(strokes, times=times, label=label, strokes_written=written))
    (folder / "tracings.json").write_text(json.dumps(images))
    return folder, wanted


def creative(sketches, folder):
    folder.mkdir()
    names, records, wanted = ("body", "wings", "beak"), [], []
    for index, strokes in enumerate(sketches):
        strokes = [stroke for stroke in strokes if len(stroke) > 1]
        parts = [[] for _ in names]
        for place, stroke in enumerate(strokes):
            parts[place * len(names) // len(strokes)].append([[*a, *b] for a, b in zip(stroke, stroke[1:])])
        used = list(names) if index % 2 else [names[2]]
        records.append({"good_sample": 1, "partsUsed": used, "all_strokes": parts})
        called = names if index % 2 else ("initial", "eye", names[2])
        labels = [called[place * len(names) // len(strokes)] for place in range(len(strokes))]
        wanted.append(expected(strokes, part=labels))
    (folder / "birds.json").write_text(json.dumps(records))
    return folder, wanted


def spg(sketches, folder):
    folder.mkdir()
    names, lines, wanted = ("beak", "body", "wings"), [], []
    for index, strokes in enumerate(sketches):
        labels = [(index + place) % len(names) for place in range(len(strokes))]
        drawing = [[*map(list, zip(*stroke)), [label] * len(stroke)] for stroke, label in zip(strokes, labels)]
        lines.append(json.dumps({"i": index, "key_id": str(index), "drawing": drawing}))
        wanted.append(expected(strokes, part=[names[label] for label in labels], label="duck"))
    (folder / "duck_raw.ndjson").write_text("\n".join(lines))
    (folder / "duck.txt").write_text("\n".join(names))
    return folder, wanted


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--croquis", type=Path, required=True)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--sketches", type=int, default=400)
    parser.add_argument("source", type=Path, nargs="?")
    options = parser.parse_args()
    kinds = {
        "quickdraw-414k": (quickdraw_414k, None),
        "fs-coco": (fs_coco, None),
        "differsketching": (differ_sketching, has_ink),
        "tracing": (tracing, has_ink),
        "creative": (creative, None),
        "spg-parts": (spg, None),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = options.source or Inputs(options.data, folder, quick=True).simplified
        sketches = list(drawings(source, options.sketches))
        try:
            for kind, (write, then) in kinds.items():
                tree, wanted = write(sketches, folder / kind)
                compare(kind, options.croquis, tree, wanted, folder, then)
        except (Wrong, ProgramFailed, OSError, ValueError) as failure:
            sys.exit(f"check_trees: WRONG: {failure}")


if __name__ == "__main__":
    main()
