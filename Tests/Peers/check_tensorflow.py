"""Reads with TensorFlow the records that croquis wrote, as the QuickDraw tutorial reads them, and has croquis read what
TensorFlow wrote.

    check_tensorflow.py --croquis PROGRAM [SOURCE.ndjson]

Without a source, drawings of the real data are taken, or generated ones. `run check-tensorflow` enters here. TensorFlow
takes 1 GB, so `requirements.txt` leaves it out: without it, this check is skipped. Exits 1 at the first file that is
wrong.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import orjson
from inputs import PROGRAMS, Inputs
from processes import ProgramFailed, run

sys.path.insert(0, str(PROGRAMS))
from ink import drawing, ink  # noqa: E402

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
try:
    import tensorflow as tf
except ImportError:
    print("check_tensorflow: skipped: to run it, .venv-peers/bin/pip install tensorflow-cpu==2.21.0")
    sys.exit(0)

#: What float32 rounds away where croquis and NumPy subtract in another order.
TOLERANCE = 2**-22


class Wrong(Exception):
    """A file is not what it should be."""


def expect(condition, message):
    if not condition:
        raise Wrong(message)


def tutorial_records(paths, compression=None):
    """The records by the tutorial's own specification of features (train_model.py)."""
    features = {
        "ink": tf.io.VarLenFeature(dtype=tf.float32),
        "shape": tf.io.FixedLenFeature([2], dtype=tf.int64),
        "class_index": tf.io.FixedLenFeature([1], dtype=tf.int64),
    }
    for example in tf.data.TFRecordDataset([str(path) for path in paths], compression_type=compression):
        parsed = tf.io.parse_single_example(example, features)
        yield tf.sparse.to_dense(parsed["ink"]).numpy(), parsed["shape"].numpy(), parsed["class_index"].numpy()


def check_written(sketches, paths, classes, compression=None):
    """Compares croquis's records with the tutorial's ink of the same drawings."""
    names = classes.read_text(encoding="utf-8").splitlines()
    count = 0
    for sketch, (found, shape, number) in zip(sketches, tutorial_records(paths, compression), strict=True):
        rows = ink(sketch["drawing"])
        expect(tuple(shape) == rows.shape, f"{paths[0].name}: record {count} has the shape {shape}, not {rows.shape}")
        worst = np.abs(found - rows.ravel()).max(initial=0)
        expect(worst <= TOLERANCE, f"{paths[0].name}: record {count} is {worst} away")
        word = names[number[0]]
        expect(word == sketch["word"], f"{paths[0].name}: record {count} is {word!r}, not {sketch['word']!r}")
        count += 1
    print(f"{paths[0].name}: {count} records, {len(names)} classes", flush=True)


def write(sketches, path, compression):
    """Writes records as the tutorial's create_dataset.py does.

    Returns the drawings that they hold."""
    names, drawings = [], []
    with tf.io.TFRecordWriter(str(path), tf.io.TFRecordOptions(compression_type=compression)) as writer:
        for sketch in sketches:
            if sketch["word"] not in names:
                names.append(sketch["word"])
            rows = ink(sketch["drawing"])
            features = {
                "class_index": tf.train.Feature(int64_list=tf.train.Int64List(value=[names.index(sketch["word"])])),
                "ink": tf.train.Feature(float_list=tf.train.FloatList(value=rows.flatten())),
                "shape": tf.train.Feature(int64_list=tf.train.Int64List(value=rows.shape)),
            }
            example = tf.train.Example(features=tf.train.Features(feature=features))
            writer.write(example.SerializeToString())
            drawings.append((sketch["word"], drawing(rows)))
    Path(f"{path}.classes").write_text("".join(name + "\n" for name in names), encoding="utf-8")
    return drawings


def check_read(croquis, drawings, path):
    """Has croquis read TensorFlow's records, and compares every number."""
    back = path.with_suffix(".ndjson")
    run([croquis, "convert", path, "-o", back, "--force", "--quiet"], path.parent / "log")
    found = [orjson.loads(line) for line in back.read_bytes().splitlines()]
    expect(len(found) == len(drawings), f"{path.name}: {len(found)} drawings, not {len(drawings)}")
    for index, (sketch, (word, strokes)) in enumerate(zip(found, drawings)):
        expect(sketch["word"] == word, f"{path.name}: record {index} is {sketch['word']!r}, not {word!r}")
        expect(sketch["drawing"] == strokes, f"{path.name}: record {index} differs")
    print(f"{path.name}: croquis reads {len(found)} records", flush=True)


def check(croquis, source, folder):
    sketches = [orjson.loads(line) for line in source.read_bytes().splitlines()]
    ways = {
        "plain.tfrecord": [],
        "numbered.tfrecord": ["--classes", "quickdraw"],
        "sorted.tfrecord": ["--classes", "alphabetical"],
        "shards.tfrecord": ["--shard-size", "1000"],
        "packed.tfrecord.gz": [],
    }
    for name, options in ways.items():
        path = folder / name
        run([croquis, "convert", source, "-o", path, "--quiet", *options], folder / "log")
        paths = sorted(folder.glob("shards.tfrecord-*")) if "shards" in name else [path]
        classes = folder / (name.removesuffix(".gz") + ".classes")
        check_written(sketches, paths, classes, "GZIP" if name.endswith(".gz") else None)
    for name, compression in (("theirs.tfrecord", None), ("theirs-packed.tfrecord.gz", "GZIP")):
        check_read(croquis, write(sketches, folder / name, compression), folder / name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--croquis", type=Path, required=True)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("source", type=Path, nargs="?")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            check(options.croquis, options.source or Inputs(options.data, folder, quick=True).simplified, folder)
        except (Wrong, ProgramFailed, OSError, ValueError) as failure:
            sys.exit(f"check_tensorflow: WRONG: {failure}")


if __name__ == "__main__":
    main()
