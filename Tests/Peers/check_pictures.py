"""Has croquis draw, and reads what it wrote with other programs: Pillow, numpy, tarfile, WebDataset, a reader of IDX.

    check_pictures.py --croquis PROGRAM [SOURCE.ndjson]

Without a source, drawings of the real data are taken, or generated ones. `run check-pictures` enters here. The array of
`google28` is compared with what cairo draws by the official recipe; every other form must hold the array's pictures,
bit for bit, and the labels and ids of the source. Exits 1 at the first output that is wrong.
"""

import argparse
import gzip
import io
import json
import sys
import tarfile
import tempfile
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import orjson
import webdataset
from bench import PROGRAMS
from checks import Different
from inputs import Inputs, write_lines
from picture_checks import EXACT, on_white, same_pictures
from PIL import Image
from processes import ProgramFailed, run

sys.path.insert(0, str(PROGRAMS))
import vector_to_raster

DRAWINGS, FEW, SHARD = 400, 60, 150
GOOGLE = ("--preset", "google28")


class Wrong(Exception):
    """An output is not what it should be."""


def expect(condition, message):
    if not condition:
        raise Wrong(message)


def expect_same(theirs, ours, what):
    same = theirs.shape == ours.shape and np.array_equal(theirs, ours)
    expect(same, f"{what}: {ours.dtype} {ours.shape} is not the array's {theirs.dtype} {theirs.shape}, bit for bit")


class Source:
    """The drawings, and what is known of each."""

    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.records = [orjson.loads(line) for line in file]
        self.words = [record.get("word", "") for record in self.records]
        self.ids = [int(record.get("key_id", 0)) for record in self.records]
        self.classes = list(dict.fromkeys(word for word in self.words if word))
        self.numbers = [self.classes.index(word) if word else -1 for word in self.words]

    def __len__(self):
        return len(self.records)


class Bench:
    """Runs croquis into a folder."""

    def __init__(self, croquis, folder):
        self.croquis, self.folder = croquis, folder

    def render(self, source, name, *options):
        path = self.folder / name
        run([self.croquis, "render", source, "-o", path, "--force", "--quiet", *options], self.folder / "log")
        return path


def check_array(bench, source):
    path = bench.render(source.path, "array.npy", *GOOGLE)
    array = np.load(path)
    expect(array.shape == (len(source), 28, 28) and array.dtype == np.uint8, f"it is {array.dtype} {array.shape}")
    drawn = vector_to_raster.pictures([record["drawing"] for record in source.records], 28)
    said = same_pictures(np.stack(list(drawn)), array, EXACT)
    labels = path.with_name("array.labels.txt").read_text().splitlines()
    expect(labels == source.words, "the labels beside it are not the source's")
    return array, said


def check_flat(bench, source, array):
    flat = np.load(bench.render(source.path, "flat.npy", *GOOGLE, "--flat"))
    expect_same(array.reshape(len(array), -1), flat, "flat.npy")
    return f"{flat.shape}"


def check_archive(bench, source, array):
    with np.load(bench.render(source.path, "archive.npz", *GOOGLE)) as archive:
        expect_same(array, archive["images"], "images")
        expect(archive["labels"].tolist() == source.numbers, "labels are not the source's")
        expect(archive["classes"].tolist() == source.classes, "classes are not the source's")
        expect(archive["ids"].tolist() == source.ids, "ids are not the source's")
        return ", ".join(f"{name} {archive[name].dtype} {archive[name].shape}" for name in archive.files)


def read_idx(path):
    """The reader that everyone writes for MNIST."""
    types = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    content = (gzip.open if path.suffix == ".gz" else open)(path, "rb").read()
    expect(content[:2] == b"\0\0", f"{path.name} begins with {content[:4]}")
    kind, axes = content[2], content[3]
    sizes = [int.from_bytes(content[4 + 4 * axis : 8 + 4 * axis], "big") for axis in range(axes)]
    return np.frombuffer(content, types[kind], offset=4 + 4 * axes).reshape(sizes)


def check_idx(bench, source, array, ending):
    bench.render(source.path, f"mnist.idx{ending}", *GOOGLE)
    images = read_idx(bench.folder / f"mnist-images-idx3-ubyte{ending}")
    expect_same(array[: len(source)], images, "images")
    bytes_are_enough = len(source.classes) <= 256 and -1 not in source.numbers
    kind = "ubyte" if bytes_are_enough else "int"
    labels = read_idx(bench.folder / f"mnist-labels-idx1-{kind}{ending}")
    expect(labels.tolist() == source.numbers, "labels are not the source's")
    classes = (bench.folder / "mnist.classes.txt").read_text().splitlines()
    expect(classes == source.classes, "classes are not the source's")
    for file in bench.folder.glob("mnist*"):
        file.unlink()
    return f"{images.shape}, labels {labels.dtype} of {len(classes)} classes"


def check_shards(bench, source, array):
    bench.render(source.path, "shards.tar", *GOOGLE, "--shard-size", SHARD)
    paths = sorted(bench.folder.glob("shards-*.tar"))
    expect(len(paths) == -(-len(source) // SHARD), f"there are {len(paths)} shards")
    classes = (bench.folder / "shards.classes.txt").read_text().splitlines()
    expect(classes == source.classes, "classes are not the source's")
    members = {}
    for path in paths:
        with tarfile.open(path) as shard:
            for member in shard:
                expect(member.isfile() and member.mtime == 0, f"{member.name} is no file, or has a date")
                members[member.name] = shard.extractfile(member).read()
    keys = sorted({name.split(".")[0] for name in members})
    expect(len(keys) == len(source), f"there are {len(keys)} keys")
    for index, key in enumerate(keys):
        picture = np.asarray(Image.open(io.BytesIO(members[f"{key}.png"])).convert("L"))
        number = int(members.get(f"{key}.cls", b"-1"))
        known(json.loads(members[f"{key}.json"]), number, picture, source, array, index)
    samples = webdataset.WebDataset([str(path) for path in paths], shardshuffle=False).decode("l8")
    count = 0
    for index, sample in enumerate(samples):
        known(sample["json"], sample.get("cls", -1), sample["png"], source, array, index)
        count = index + 1
    expect(count == len(source), f"webdataset reads {count} samples")
    for file in bench.folder.glob("shards*"):
        file.unlink()
    return f"{len(paths)} shards, {len(members)} members; webdataset reads {count} samples"


def known(record, number, picture, source, array, index):
    expect_same(array[index], picture, f"picture {index}")
    expect(number == source.numbers[index], f"class {index} is {number}")
    expect(record.get("label", "") == source.words[index], f"label {index} is {record.get('label')}")
    expect(int(record.get("id", 0)) == source.ids[index], f"id {index} is {record.get('id')}")


def check_files(bench, source, array):
    folder = bench.render(source.path, "files", *GOOGLE, "--name", "{index:06}.png")
    names = sorted(path.name for path in folder.iterdir())
    expect(names == [f"{index:06}.png" for index in range(len(source))], f"the names are {names[:2]} …")
    for index, name in enumerate(names):
        with Image.open(folder / name) as picture:
            picture.verify()
        with Image.open(folder / name) as picture:
            expect_same(array[index], np.asarray(picture.convert("L")), name)
            expect("croquis" in picture.info.get("Software", ""), f"{name} says nothing of its software")
            expect(source.words[index] in picture.info.values(), f"{name} does not have its label")
            expect(not {"date:create", "tIME", "Creation Time"} & set(picture.info), f"{name} has a date")
    return f"{len(names)} files"


def check_styles(bench, source, _):
    """One drawing in the forms that a PNG file may have: grey of several depths, palette, colour, transparency."""
    one = write_lines(bench.folder / "one.ndjson", [orjson.dumps(source.records[0])])
    modes = []

    def drawn(name, *options):
        path = bench.render(one, f"{name}.png", "--size", "301x199", *options)
        with Image.open(path) as picture:
            expect(picture.size == (301, 199), f"{name} is {picture.size}")
            modes.append(f"{name} {picture.mode}")
        return on_white(path).astype(int)

    plain, clear = drawn("plain"), drawn("transparent", "--background", "transparent")
    expect(abs(plain - clear).max() <= 1, "on white, the transparent picture is not the white one")
    black, inverted = drawn("black", "--background", "black"), drawn("inverted", "--invert")
    expect(abs(255 - plain - black).max() <= 1, "on black is not the opposite of on white")
    expect(np.array_equal(255 - plain, inverted), "inverted is not the opposite")
    coloured, blank = drawn("coloured", "--color", "stroke"), drawn("nothing", "--line", "0")
    expect(((coloured < 255) != (plain < 255)).mean() < 0.001, "in colour, other pixels are inked")
    expect((blank == 255).all(), "lines of no width leave ink")
    return ", ".join(modes)


def check_animation(bench, record, options, times):
    one = write_lines(bench.folder / "moving.ndjson", [orjson.dumps(record)])
    still = on_white(bench.render(one, "still.png", *options))
    moving = bench.render(one, "moving.png", "--to", "apng", "--fps", "20", "--duration", "2", *options)
    with Image.open(moving) as picture:
        frames, seconds = picture.n_frames, 0.0
        expect(frames > 2, f"there are {frames} frames")
        before = None
        for frame in range(frames):
            picture.seek(frame)
            seconds += picture.info["duration"] / 1000
            now = picture.convert("RGBA")
            now = np.asarray(Image.alpha_composite(Image.new("RGBA", now.size, "white"), now).convert("L"))
            if before is not None and "--color" not in options:
                # A line's moving end is round: where it goes on, the grey of its edge may change a little.
                expect((now.astype(int) - before).max() <= 32, f"ink is gone in frame {frame}")
            before = now.astype(int)
        expect(np.array_equal(before, still), f"the last frame is {abs(before - still).max()} off the still picture")
    said = "with" if times else "without"
    return f"{said} times: {frames} frames, {seconds:.2f} s, the last one is the still picture"


def check_animations(bench, source, raw):
    said = [
        check_animation(bench, source.records[0], (), times=False),
        check_animation(bench, raw.records[0], (), times=True),
        check_animation(bench, raw.records[1], ("--color", "stroke", "--background", "transparent"), times=True),
    ]
    return "; ".join(said)


def check_svg(bench, source):
    one = write_lines(bench.folder / "one.ndjson", [orjson.dumps(source.records[0])])
    root = ElementTree.parse(bench.render(one, "moving.svg", "--to", "svg")).getroot()
    drawn = [element for element in root.iter() if element.tag.endswith(("}path", "}polyline", "}line", "}circle"))]
    strokes = len(source.records[0]["drawing"])
    expect(len(drawn) >= strokes, f"{len(drawn)} elements are drawn for {strokes} strokes")
    return f"{len(drawn)} elements for {strokes} strokes"


def check_all(croquis, data, given, folder):
    inputs = Inputs(data, folder, quick=True)
    lines = (given or inputs.simplified).read_bytes().splitlines(keepends=True)
    lines = lines[:: max(1, len(lines) // DRAWINGS)][:DRAWINGS]
    source = Source(write_lines(folder / "source.ndjson", lines))
    # Without the field, the label would be told from the name of the file.
    nameless = {**source.records[FEW], "word": ""}
    few = Source(write_lines(folder / "few.ndjson", [*lines[:FEW], orjson.dumps(nameless)]))
    raw = Source(inputs.raw)
    bench = Bench(croquis, folder)
    array, said = check_array(bench, source)
    print(f"npy: {said}", flush=True)
    checks = {
        "npy, flat": partial(check_flat, bench, source, array),
        "npz": partial(check_archive, bench, source, array),
        "idx": partial(check_idx, bench, source, array, ""),
        "idx, one without a label, gzip": partial(check_idx, bench, few, array, ".gz"),
        "tar": partial(check_shards, bench, source, array),
        "tar, one without a label": partial(check_shards, bench, few, array),
        "png": partial(check_files, bench, source, array),
        "png, styles": partial(check_styles, bench, source, array),
        "apng": partial(check_animations, bench, source, raw),
        "svg": partial(check_svg, bench, source),
    }
    for name, check in checks.items():
        try:
            print(f"{name}: {check()}", flush=True)
        except (Wrong, Different, ProgramFailed, OSError, ValueError, KeyError) as failure:
            sys.exit(f"check_pictures: WRONG: {name}: {failure}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--croquis", type=Path, required=True)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("source", type=Path, nargs="?")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        try:
            check_all(options.croquis, options.data, options.source, Path(name))
        except (Wrong, Different, ProgramFailed, OSError, ValueError) as failure:
            sys.exit(f"check_pictures: WRONG: npy: {failure}")


if __name__ == "__main__":
    main()
