#!/usr/bin/env python3
"""Writes the TFRecords beside this script and in ../hostile/tfrecord, with its own protobuf and CRC-32C: Python 3 is
all it needs. The drawings are those of ../quickdraw/sketches.ndjson, made into records by the steps of TensorFlow's
tutorial in 32-bit arithmetic. `TFRecordFormatTests` has what is to be read, and the fault of each hostile
file."""

import json
import math
import os
import struct

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = os.path.join(HERE, "..", "hostile", "tfrecord")
SHARDS = 2


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return (((crc >> 15 | crc << 17) & 0xFFFFFFFF) + 0xA282EAD8) & 0xFFFFFFFF


def framed(data, length=None, length_crc=None, data_crc=None):
    head = struct.pack("<Q", len(data) if length is None else length)
    head += struct.pack("<I", masked(head) if length_crc is None else length_crc)
    return head + data + struct.pack("<I", masked(data) if data_crc is None else data_crc)


def varint(number):
    number &= (1 << 64) - 1
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def floats(values, packed=True):
    if packed:
        return field(2, field(1, struct.pack(f"<{len(values)}f", *values)) if values else b"")
    return field(2, b"".join(varint(1 << 3 | 5) + struct.pack("<f", value) for value in values))


def ints(values, packed=True):
    if packed:
        return field(3, field(1, b"".join(varint(value) for value in values)) if values else b"")
    return field(3, b"".join(varint(1 << 3) + varint(value) for value in values))


def texts(*values):
    return field(1, b"".join(field(1, value) for value in values))


def entry(name, feature, value_first=False):
    parts = [field(1, name.encode()), field(2, feature)]
    return field(1, b"".join(reversed(parts) if value_first else parts))


def example(features, **options):
    return field(1, b"".join(entry(name, feature, **options) for name, feature in features.items()))


def single(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def rows(drawing):
    """Normalisation, offsets and the first row's fall, as create_dataset.py does them with float32 arrays."""
    points, lifts = [], []
    for xs, ys in drawing:
        points += zip(xs, ys)
        lifts += [0] * (len(xs) - 1) + [1]
    axes = []
    for axis in zip(*points):
        low, extent = min(axis), max(axis) - min(axis)
        axes.append([single((value - low) / (extent or 1)) for value in axis])
    return [
        (single(x1 - x0), single(y1 - y0), lift)
        for x0, x1, y0, y1, lift in zip(axes[0], axes[0][1:], axes[1], axes[1][1:], lifts[1:])
    ]


def features(ink, number=None):
    found = {
        "ink": floats([value for row in ink for value in row]),
        "shape": ints([len(ink), 3]),
    }
    if number is not None:
        found["class_index"] = ints([number])
    return found


def write(folder, name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def drawings():
    with open(os.path.join(HERE, "..", "quickdraw", "sketches.ndjson"), encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def good():
    names, records = [], []
    for drawing in drawings():
        if drawing["word"] not in names:
            names.append(drawing["word"])
        records.append(framed(example(features(rows(drawing["drawing"]), names.index(drawing["word"])))))
    for shard in range(SHARDS):
        write(HERE, f"training.tfrecord-{shard:05}-of-{SHARDS:05}", b"".join(records[shard::SHARDS]))
    write(HERE, "training.tfrecord.classes", "".join(name + "\n" for name in names).encode())

    ink = [(0.5, 0, 0), (0.5, 1, 1), (-1, 0, 0), (0, -1, 1)]
    flat = [value for row in ink for value in row]
    plain = features(ink, 1)
    others = {
        # Entries in another order, and with the value before the key.
        "reversed": example(dict(reversed(plain.items())), value_first=True),
        # A tag and a value for each number.
        "unpacked": example(
            {"ink": floats(flat, False), "shape": ints([4, 3], False), "class_index": ints([1], False)}
        ),
        # What no reader of drawings knows, on every level.
        "unknown": varint(9 << 3) + varint(300) + varint(10 << 3 | 1) + bytes(8) + varint(11 << 3 | 5) + bytes(4)
        + field(12, b"x") + example({"country": texts(b"NL"), **plain, "size": ints([3])}),
        # Features in two pieces are one message; of two entries with one name the last counts.
        "merged": example({"ink": floats([9.0])}) + example(plain),
        # A label and a key of other programs.
        "labelled": example({**features(ink), "label": texts("café".encode()), "key_id": ints([1 << 63 | 5])}),
        "keyed": example({**features(ink), "key_id": texts(b"5201136883597312")}),
        "dot": example(features([], 0)),
        "unlabelled": example(features(ink)),
        # The pen is not lifted at the end.
        "open": example(features(ink[:3], 0)),
    }
    write(HERE, "dialects.tfrecord", b"".join(framed(data) for data in others.values()))
    write(HERE, "dialects.tfrecord.classes", b"cat\nowl\n")


def hostile():
    ink = [(0.5, 0.25, 0), (0.5, 0.75, 1)]
    fine = framed(example(features(ink, 1)))
    flat = [value for row in ink for value in row]

    def after(data):
        return fine + data + fine

    def changed(**parts):
        return after(framed(example({**features(ink, 1), **parts})))

    files = {
        "cut-header": fine + fine[:7],
        "cut-data": fine + fine[:40],
        "length-checksum": fine + framed(example(features(ink)), length_crc=0xDEADBEEF) + fine,
        "data-checksum": after(framed(example(features(ink)), data_crc=0xDEADBEEF)),
        "huge-length": fine + framed(b"", length=1 << 63) + fine,
        "long-length": fine + framed(b"", length=(1 << 28) + 1) + fine,
        "long-varint": after(framed(b"\xff" * 11)),
        "cut-varint": after(framed(b"\x0a\xff")),
        "long-field": after(framed(b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f")),
        "long-list": after(framed(field(1, field(1, field(1, b"ink") + field(2, b"\x12\x7f"))))),
        "group": after(framed(b"\x0b\x0c")),
        "field-zero": after(framed(b"\x02\x00")),
        "number-for-message": after(framed(b"\x08\x01")),
        "no-ink": after(framed(example({"shape": ints([2, 3])}))),
        "not-rows-of-three": changed(ink=floats(flat[:4])),
        "three-quarters-of-a-float": changed(ink=field(2, field(1, bytes(7)))),
        "ink-of-integers": changed(ink=ints([1, 2, 3])),
        "shape-too-long": changed(shape=ints([3, 3])),
        "shape-of-three": changed(shape=ints([2, 3, 1])),
        "shape-negative": changed(shape=ints([-2, 3])),
        "shape-of-bytes": changed(shape=texts(b"2,3")),
        "not-a-number": changed(ink=floats([math.nan, 0, 0, 0, 0, 1])),
        "infinite": changed(ink=floats([0, 0, 0, 0, -math.inf, 1])),
        "half-a-pen": changed(ink=floats([0, 0, 0.5, 0, 0, 1])),
        "class-out-of-range": changed(class_index=ints([2])),
        "class-beyond-all": changed(class_index=ints([(1 << 63) - 1])),
        "class-negative": changed(class_index=ints([-1])),
        "two-classes": changed(class_index=ints([0, 1])),
        "label-not-text": changed(label=texts(b"\xff")),
    }
    for name, data in files.items():
        write(HOSTILE, name + ".tfrecord", data)
        if name.startswith("class"):
            write(HOSTILE, name + ".tfrecord.classes", b"cat\nowl\n")
    write(HOSTILE, "classes-not-text.tfrecord", fine)
    write(HOSTILE, "classes-not-text.tfrecord.classes", b"cat\n\xff\n")


if __name__ == "__main__":
    good()
    hostile()
