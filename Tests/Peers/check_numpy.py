"""Reads the stroke-3 and stroke-5 files that croquis wrote with numpy, the way Sketch-RNN's training code takes them,
and compares every row with the NDJSON they were made from.

    check_numpy.py SOURCE.ndjson FILE...               files named *.npz or *.npy, stroke-3 or stroke-5
    check_numpy.py --croquis PROGRAM [SOURCE.ndjson]   has croquis write the files first, in a temporary folder

Without a source, drawings of the real data are taken, or generated ones. `run check-numpy` enters here.

Stroke-3 archives are loaded as the documentation of the dataset says, with `encoding="latin1"` and `allow_pickle`;
stroke-5 files must load without either. Exits 1 at the first file that is wrong.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import orjson
from inputs import Inputs
from processes import ProgramFailed, run

CONVENTIONS = ("explicit", "zero", "implicit")


class Wrong(Exception):
    """A file is not what it should be."""


def expect(condition, message):
    if not condition:
        raise Wrong(message)


def source_rows(path):
    """Stroke-3 rows of every drawing, with the first point as an absolute place."""
    sketches = []
    with open(path, "rb") as lines:
        for line in lines:
            drawing = orjson.loads(line)["drawing"]
            places = np.concatenate([np.array(stroke[:2], dtype=np.float64).T for stroke in drawing])
            rows = np.zeros((len(places), 3))
            rows[:, :2] = np.diff(places, axis=0, prepend=np.zeros((1, 2)))
            rows[np.cumsum([len(stroke[0]) for stroke in drawing]) - 1, 2] = 1
            sketches.append(rows)
    return sketches


def in_convention(rows, convention):
    if convention == "implicit":
        # Where the first stroke is a single point, the row (0, 0, 1) stands for it: two equal points.
        return np.vstack(([[0, 0, 1]], rows[1:])) if rows[0, 2] == 1 else rows[1:]
    rows = rows.copy()
    if convention == "zero":
        rows[0, :2] = 0
    return rows


def content(rows):
    return np.ascontiguousarray(rows, dtype=np.float64).tobytes()


def matching(sketches, source, ordered):
    """The convention under which the rows are the source's, whole and in any order (or in order)."""
    said = {}
    for convention in CONVENTIONS:
        expected = [in_convention(rows, convention) for rows in source]
        if ordered and len(sketches) == len(expected):
            wrong = [i for i, (a, b) in enumerate(zip(sketches, expected)) if not np.array_equal(a, b)]
        else:
            wrong = list((Counter(map(content, expected)) - Counter(map(content, sketches))).elements())
        if not wrong and len(sketches) == len(expected):
            return convention
        said[convention] = len(wrong)
    raise Wrong(f"{len(sketches)} sketches, {len(source)} in the source; unlike it under each convention: {said}")


def is_text(name):
    """Whether a member is of labels or ids, which a file of several labels has beside its rows."""
    return name.endswith(("_labels", "_ids"))


def stroke3(path, source):
    with np.load(path, allow_pickle=True, encoding="latin1") as archive:
        members = {name: archive[name] for name in archive.files if not is_text(name)}
    expect(set(members) == {"train", "valid", "test"}, f"members are {sorted(members)}")
    for name, sketches in members.items():
        expect(sketches.dtype == object and sketches.ndim == 1, f"{name} is {sketches.dtype} {sketches.shape}")
        for index, rows in enumerate(sketches):
            expect(rows.dtype == np.int16, f"{name}[{index}] is {rows.dtype}")
            expect(rows.ndim == 2 and rows.shape[1] == 3, f"{name}[{index}] is {rows.shape}")
            expect(set(np.unique(rows[:, 2])) <= {0, 1}, f"{name}[{index}] has pen states other than 0 and 1")
            expect(len(rows) == 0 or rows[-1, 2] == 1, f"{name}[{index}] does not end with the pen lifted")
    together = [rows for sketches in members.values() for rows in sketches]
    convention = matching(together, source, ordered=False)
    shape = training_batch(members["train"])
    sizes = {name: len(sketches) for name, sketches in members.items()}
    return f"stroke-3, {sizes}, first point '{convention}'; a training batch is {shape}"


def training_batch(sketches, longest=250, batch=100):
    """What a Sketch-RNN loader does with a member: clamp, scale by the deviation, sort, pad to stroke-5, prepend."""
    kept = [np.clip(rows, -1000, 1000).astype(np.float32) for rows in sketches if 0 < len(rows) <= longest]
    expect(kept, "no sketch is short enough to train on")
    deviation = np.std(np.concatenate([rows[:, :2].ravel() for rows in kept]))
    expect(np.isfinite(deviation) and deviation > 0, f"the offsets' standard deviation is {deviation}")
    for rows in kept:
        rows[:, :2] /= deviation
    kept.sort(key=len)
    chosen = kept[:: max(1, len(kept) // batch)][:batch]
    padded = np.stack([with_start(big(rows, longest)) for rows in chosen])
    expect(padded.shape == (len(chosen), longest + 1, 5), f"a batch has the shape {padded.shape}")
    expect(np.array_equal(padded[:, :, 2:].sum(axis=2), np.ones(padded.shape[:2])), "pen states are not one of three")
    return padded.shape


def big(rows, longest):
    """Stroke-5: offsets, then pen down, pen lifted, end of sketch; the rest of the rows are ends."""
    result = np.zeros((longest, 5), dtype=np.float32)
    result[:, 4] = 1
    result[: len(rows)] = np.column_stack((rows[:, :2], 1 - rows[:, 2], rows[:, 2], np.zeros(len(rows))))
    return result


def with_start(rows):
    return np.vstack((np.array([[0, 0, 1, 0, 0]], dtype=rows.dtype), rows))


def stroke5(path, source):
    loaded = np.load(path)
    members = {path.name: loaded}
    if not isinstance(loaded, np.ndarray):
        members = {name: loaded[name] for name in loaded.files if not is_text(name)}
    sketches, starts = [], set()
    for name, array in members.items():
        expect(array.dtype.kind in "fi", f"{name} is of {array.dtype}")
        expect(array.ndim == 3 and array.shape[2] == 5, f"{name} has the shape {array.shape}, not (N, L, 5)")
        states = array[:, :, 2:]
        one_hot = np.isin(states, (0, 1)).all() and (states.sum(axis=2) == 1).all()
        expect(one_hot, f"{name}: pen states not one of three")
        ended = np.cumsum(states[:, :, 2], axis=1) > 0
        expect((states[:, :, 2][ended] == 1).all(), f"{name} has rows after the end of a sketch")
        expect((array[:, :, :2][ended] == 0).all(), f"{name} has offsets in its padding")
        # A first point written as a zero row looks just like a start row; it is then called one, and 'implicit'.
        start = len(array) > 0 and bool((array[:, 0] == (0, 0, 1, 0, 0)).all())
        starts.add(start)
        lengths = (~ended).sum(axis=1)
        for rows, length in zip(array, lengths):
            rows = rows[int(start) : length]
            sketches.append(np.column_stack((rows[:, :2], rows[:, 3])))
    convention = matching(sketches, source, ordered=len(members) == 1)
    shapes = {name: array.shape for name, array in members.items()}
    said = "with" if starts == {True} else "without"
    return f"stroke-5, {shapes} {next(iter(members.values())).dtype}, {said} a start row, first point '{convention}'"


def check(path, source, asked=()):
    loaded = np.load(path, allow_pickle=True, encoding="latin1")
    first = loaded if isinstance(loaded, np.ndarray) else loaded[loaded.files[0]]
    kind = stroke5 if first.dtype != object else stroke3
    found = kind(path, source)
    expect(all(words in found for words in asked), f"{path.name}: not {asked}, but {found}")
    print(f"{path.name}: {found}", flush=True)


def written_by(croquis, source, folder):
    """Has croquis write both formats in the ways that training code asks for them."""
    longest = str(max(len(rows) for rows in source_rows(source)) + 1)
    kinds = {
        "stroke3.npz": "stroke-3",
        "stroke3-explicit.npz": "stroke-3:origin=explicit",
        "stroke3-compressed.npz": "stroke-3:compress=yes",
        "stroke5.npy": "stroke-5",
        "stroke5.npz": f"stroke-5:max-length={longest}",
        "stroke5-start.npy": "stroke-5:start-row=yes",
        "stroke5-start.npz": f"stroke-5:start-row=yes,max-length={longest}",
        "stroke5-explicit.npz": "stroke-5:origin=explicit,compress=yes",
    }
    for name, form in kinds.items():
        path = folder / name
        run([croquis, "convert", source, "-o", path, "--force", "--quiet", "--to", form], folder / "log")
        yield path, asked(form)


def asked(form):
    """What `check` is to find in a file that was asked for in `form`."""
    said = ["first point " + ("'explicit'" if "explicit" in form else "'implicit'")]
    if "stroke-5" in form:
        said.append("with a start row" if "start-row" in form else "without a start row")
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--croquis", type=Path)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("source", type=Path, nargs="?")
    parser.add_argument("files", type=Path, nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = options.source or Inputs(options.data, folder, quick=True).simplified
        try:
            source = source_rows(path)
            for file in options.files:
                check(file, source)
            if options.croquis and not options.files:
                for file, said in written_by(options.croquis, path, folder):
                    check(file, source, said)
        except (Wrong, ProgramFailed, OSError, ValueError) as failure:
            sys.exit(f"check_numpy: WRONG: {failure}")


if __name__ == "__main__":
    main()
