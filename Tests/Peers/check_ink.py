"""Reads with Google's own Protocol Buffers the strokes that croquis wrote as google/ink stores them, and compares every
point and time with the source; then has croquis read what Protocol Buffers wrote, in google/ink's own steps.

    check_ink.py --croquis PROGRAM [SOURCE.ndjson]

Without a source, raw drawings of the real data are taken, or generated ones; of each, the first 200. `run check-ink` enters
here. Exits 1 at the first drawing that is wrong.
"""

import argparse
import gzip
import json
import sys
import tempfile
import zlib
from pathlib import Path

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from inputs import Inputs
from processes import ProgramFailed, run

#: google/ink's runs, by the numbers of their fields.
RUNS = {1: "x", 2: "y", 3: "time", 4: "pressure", 5: "tilt", 6: "orientation"}


class Wrong(Exception):
    """A file is not what it should be."""


def message_type():
    """`CodedStrokeInputBatch`, built from what its fields are."""
    field = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="ink.proto", package="ink", syntax="proto2")
    run_type = file.message_type.add(name="CodedNumericRun")
    deltas = run_type.field.add(name="deltas", number=1, label=field.LABEL_REPEATED, type=field.TYPE_SINT32)
    deltas.options.packed = True
    run_type.field.add(
        name="scale", number=2, label=field.LABEL_OPTIONAL, type=field.TYPE_FLOAT, default_value="1"
    )
    run_type.field.add(name="offset", number=3, label=field.LABEL_OPTIONAL, type=field.TYPE_FLOAT)
    batch = file.message_type.add(name="CodedStrokeInputBatch")
    for number, name in RUNS.items():
        batch.field.add(
            name=name, number=number, label=field.LABEL_OPTIONAL, type=field.TYPE_MESSAGE,
            type_name=".ink.CodedNumericRun",
        )
    batch.field.add(name="tool", number=7, label=field.LABEL_OPTIONAL, type=field.TYPE_INT32)
    batch.field.add(name="unit", number=8, label=field.LABEL_OPTIONAL, type=field.TYPE_FLOAT)
    batch.field.add(name="seed", number=9, label=field.LABEL_OPTIONAL, type=field.TYPE_FIXED32)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("ink.CodedStrokeInputBatch"))


def members(data):
    """The contents of the members of a gzip file."""
    while data:
        inflater = zlib.decompressobj(31)
        yield inflater.decompress(data)
        data = inflater.unused_data


def values(numeric_run):
    total, found = 0, []
    for delta in numeric_run.deltas:
        total += delta
        found.append(numeric_run.offset + numeric_run.scale * total)
    return found


def expect_near(found, wanted, what):
    if len(found) != len(wanted):
        raise Wrong(f"{what}: {len(found)} instead of {len(wanted)}")
    # What is left of the numbers in 32 bits.
    worst = max((abs(a - b) for a, b in zip(found, wanted)), default=0)
    if worst > 1e-6 * max([1, *map(abs, wanted)]):
        raise Wrong(f"{what}: {worst} away")


def check_written(batch_type, path, strokes):
    batches = [batch_type.FromString(member) for member in members(path.read_bytes())]
    if len(batches) != len(strokes):
        raise Wrong(f"{path.name}: {len(batches)} strokes instead of {len(strokes)}")
    for index, (batch, stroke) in enumerate(zip(batches, strokes)):
        what = f"{path.name}, stroke {index + 1}"
        if not batch.HasField("seed") or not batch.HasField("tool"):
            raise Wrong(f"{what} has no noise seed or tool type")
        expect_near(values(batch.x), stroke[0], f"{what}, x")
        expect_near(values(batch.y), stroke[1], f"{what}, y")
        if len(stroke) > 2:
            expect_near(values(batch.time), [time / 1000 for time in stroke[2]], f"{what}, times")


def coded(numbers, scale, offset, numeric_run):
    last = 0
    for number in numbers:
        step = round((number - offset) / scale)
        numeric_run.deltas.append(step - last)
        last = step
    numeric_run.scale = scale
    numeric_run.offset = offset


def write(batch_type, strokes, path):
    """Writes strokes in 4096 steps of their extent, as google/ink does, with times from the beginning of each."""
    data = b""
    for stroke in strokes:
        batch = batch_type(tool=3, seed=1)
        for numbers, numeric_run in ((stroke[0], batch.x), (stroke[1], batch.y)):
            extent = max(numbers) - min(numbers)
            coded(numbers, extent / 4096 or 1, min(numbers), numeric_run)
        times = stroke[2] if len(stroke) > 2 else [0] * len(stroke[0])
        coded([(time - times[0]) / 1000 for time in times], 1e-6, 0, batch.time)
        data += gzip.compress(batch.SerializeToString(), mtime=0)
    path.write_bytes(data)


def check_read(croquis, batch_type, path, strokes, folder):
    write(batch_type, strokes, path)
    output = folder / "back.ndjson"
    run([croquis, "convert", path, "-o", output, "--force", "--quiet"], folder / "log")
    found = json.loads(output.read_text(encoding="utf-8"))["drawing"]
    if len(found) != len(strokes):
        raise Wrong(f"{path.name}: {len(found)} strokes instead of {len(strokes)}")
    for index, (back, stroke) in enumerate(zip(found, strokes)):
        for axis in (0, 1):
            half = (max(stroke[axis]) - min(stroke[axis])) / 4096 / 2
            worst = max(abs(a - b) for a, b in zip(back[axis], stroke[axis], strict=True))
            if worst > half + 1e-4:
                raise Wrong(f"{path.name}, stroke {index + 1}: {worst} away")


def check(croquis, source, folder):
    with open(source, encoding="utf-8") as lines:
        drawings = [json.loads(line)["drawing"] for line, _ in zip(lines, range(200))]
    beginning = folder / "beginning.ndjson"
    beginning.write_text("".join(json.dumps({"drawing": drawing}) + "\n" for drawing in drawings), encoding="utf-8")
    batch_type = message_type()
    run(
        [croquis, "convert", beginning, "-o", folder / "ink/", "--to", "ink", "--name", "{index}", "--quiet"],
        folder / "log",
    )
    for index, drawing in enumerate(drawings):
        check_written(batch_type, folder / "ink" / f"{index}.ink", drawing)
    for drawing in drawings[:20]:
        check_read(croquis, batch_type, folder / "theirs.ink", drawing, folder)
    print(f"{source.name}: {len(drawings)} drawings", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--croquis", type=Path, required=True)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("source", type=Path, nargs="?")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = options.source or Inputs(options.data, folder, quick=True).raw
        try:
            check(options.croquis.resolve(), source, folder)
        except (Wrong, ProgramFailed, OSError, ValueError) as failure:
            sys.exit(f"check_ink: WRONG: {failure}")


if __name__ == "__main__":
    main()
