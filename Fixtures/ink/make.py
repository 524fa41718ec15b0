#!/usr/bin/env python3
"""Writes the files of google/ink and of the Universal Ink Model beside this script and in ../hostile/ink, with its own
Protocol Buffers and RIFF: Python 3 is all it needs. `InkMessageFormatTests` has what is to be read, and the fault of each
hostile file."""

import gzip
import math
import os
import struct

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = os.path.join(HERE, "..", "hostile", "ink")

HOUSE = [
    [(20, 60), (20, 120), (100, 120), (100, 60), (20, 60)],
    [(10, 60), (60, 20), (110, 60)],
    [(50, 120), (50, 90), (70, 90), (70, 120)],
]


def varint(number):
    number &= (1 << 64) - 1
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


def number(field_number, value):
    return varint(field_number << 3) + varint(value)


def float32(field_number, value):
    return varint(field_number << 3 | 5) + struct.pack("<f", value)


def fixed32(field_number, value):
    return varint(field_number << 3 | 5) + struct.pack("<I", value)


def double(field_number, value):
    return varint(field_number << 3 | 1) + struct.pack("<d", value)


def zigzag(value):
    return (value << 1) ^ (value >> 63)


def differences(values):
    return b"".join(varint(zigzag(b - a)) for a, b in zip([0] + values, values))


def floats(values):
    return struct.pack(f"<{len(values)}f", *values)


def write(folder, name, data):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


# google/ink


def run(values, scale, offset=None, order=(1, 2, 3)):
    parts = {
        1: field(1, differences([round((value - (offset or 0)) / scale) for value in values])),
        2: float32(2, scale),
        3: b"" if offset is None else float32(3, offset),
    }
    return b"".join(parts[part] for part in order)


def place(values, order):
    """As google/ink stores places: 4096 steps between the least and the greatest."""
    extent = max(values) - min(values)
    return run(values, extent / 4096 if extent else 1.0, min(values), order)


def batch(points, times=None, pen=True, tool=3, seed=0, unit=None, descending=False):
    order = (3, 2, 1) if descending else (1, 2, 3)
    count = len(points)
    times = times or [16 * index for index in range(count)]
    fields = {9: fixed32(9, seed)}
    if points:
        fields[1] = field(1, place([x for x, _ in points], order))
        fields[2] = field(2, place([y for _, y in points], order))
        fields[3] = field(3, run([time / 1000 for time in times], 1e-6, None, order))
        fields[7] = number(7, tool)
        if pen:
            fields[4] = field(4, run([0.25 + index / 16 for index in range(count)], 1 / 4096, None, order))
            tilts = [math.pi / 2 * index / 8 for index in range(count)]
            fields[5] = field(5, run(tilts, math.pi / 2 / 4096, None, order))
            turns = [2 * math.pi * index / 8 for index in range(count)]
            fields[6] = field(6, run(turns, 2 * math.pi / 4096, None, order))
        if unit is not None:
            fields[8] = float32(8, unit)
    return b"".join(fields[key] for key in sorted(fields, reverse=descending))


def members(messages):
    return b"".join(gzip.compress(message, mtime=0) for message in messages)


def google_ink():
    write(HERE, "house.ink", members(batch(stroke) for stroke in HOUSE))
    # Without channels of the pen, with an empty stroke, and with what the model has no place for.
    write(
        HERE,
        "mouse.ink",
        members([batch(HOUSE[0], pen=False, tool=1, seed=7, unit=0.025), batch([]), batch(HOUSE[1], pen=False, tool=0)]),
    )
    write(HERE, "plain.binarypb", batch(HOUSE[1], descending=True))
    # Two increments of a stroke, with predictions, as the samples of google/ink have them.
    parts = [(HOUSE[0][:2], [0, 16]), ([], []), (HOUSE[0][2:], [32, 48, 64])]
    increments = b"".join(
        field(1, field(2, batch([(1, 2)] if points else [], descending=True))
              + field(1, batch(points, times, pen=False, tool=2, descending=True)))
        for points, times in parts
    )
    write(HERE, "increments.binarypb", increments)
    # A stroke that is longer than what is looked at to find the format.
    circle = [(round(500 + 400 * math.cos(index / 99)), round(500 + 400 * math.sin(index / 99))) for index in range(3000)]
    write(HERE, "long.ink", members([batch(circle, pen=False)]))


def hostile_google_ink():
    x, y, t = (field(key, run([1, 2, 3], 1.0)) for key in (1, 2, 3))
    files = {
        "unequal-y": x + field(2, run([1, 2], 1.0)) + t,
        "no-y": x + t,
        "unequal-time": x + y + field(3, run([1], 1.0)),
        "infinite-scale": field(1, run([1, 2, 3], 1.0) + float32(2, math.inf)) + y + t,
        "offset-not-a-number": field(1, run([1, 2, 3], 1.0) + float32(3, math.nan)) + y + t,
        "long-run": x + b"\x12\x7f" + run([1, 2, 3], 1.0),
        "cut-difference": field(1, field(1, b"\x02\x80")) + y,
        "text-for-run": x + number(2, 5),
        "number-for-seed": x + y + t + number(9, 5),
        "cut-message": (x + y + t)[:-1],
        "group": x + y + b"\x53",
        "unequal-in-increment": field(1, field(1, x + t)),
    }
    for name, data in files.items():
        write(HOSTILE, name + ".binarypb", data)
    write(HOSTILE, "too-many-strokes.ink", gzip.compress(fixed32(9, 0) * ((1 << 18) + 1), mtime=0))
    whole = members([x + y + t])
    write(HOSTILE, "cut.ink", whole[:-6])


# Universal Ink Model


def chunk(name, data):
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) & 1)


def riff(*chunks):
    body = b"UINK" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def doubled(values):
    return [values[0], *values, values[-1]]


def identifier(index):
    return bytes([index] * 16)


def uuid_text(index):
    digits = f"{index:02x}"
    return "-".join(digits * count for count in (4, 2, 2, 2, 6)).encode()


CHANNELS = [("X", 0, 100.0, 0), ("Timestamp", 1, 1000.0, 0), ("Pressure", 4, 1.0, 2), ("Altitude", 3, 1.0, 2),
            ("Azimuth", 3, 1.0, 2)]
START = 1_600_000_000_000


def input_data(name, strokes):
    """`name` makes ids. Each stroke has a sensor data set with a sample per point."""
    channels = b"".join(
        field(2, field(1, name(100 + index)) + field(2, b"will://input/3.0/channel/" + kind.encode())
              + number(3, metric) + double(4, resolution) + float32(5, 0) + float32(6, 1 if kind == "Pressure" else 0)
              + number(7, precision))
        for index, (kind, metric, resolution, precision) in enumerate(CHANNELS)
    )
    device = field(5, name(83)) + field(6, name(82))
    out = field(1, field(1, field(1, name(80)) + field(2, name(81)) + field(3, name(90))) + field(2, field(1, name(83)))
                + field(3, field(1, name(82))) + field(4, field(1, name(81)))
                + field(5, field(1, name(90)) + field(2, field(1, name(91)) + channels + device)))
    for index, stroke in enumerate(strokes):
        steps = range(len(stroke))
        values = [
            [100 * x for x, _ in stroke], [16 * step for step in steps], [25 + 5 * step for step in steps],
            [157 - 10 * step for step in steps], [-10 * step for step in steps],
        ]
        lists = b"".join(
            field(5, field(1, name(100 + channel)) + field(2, differences(list_))) for channel, list_ in enumerate(values)
        )
        out += field(2, field(1, name(50 + index)) + field(2, name(80)) + number(4, START + 1000 * index) + lists)
    return out


def stroke_3_0(index, stroke):
    x, y = (doubled([point[axis] for point in stroke]) for axis in (0, 1))
    properties = b"".join(field(key, float32(1, value)) for key, value in ((2, 0.8), (3, 0.2), (4, 0.0), (5, 1.0)))
    style = field(1, field(1, float32(1, 2.5)) + properties) + field(2, b"app://brushes/Circle")
    style += number(3, 9) + field(4, b"will://rasterization/3.0/blend-mode/SourceOver")
    sizes = b"" if index else field(11, floats([2.0, 2.0, 3.0, 4.0, 4.0, 3.0, 3.0]))
    return (field(1, uuid_text(index + 1)) + float32(3, 1.0) + field(4, floats(x)) + field(5, floats(y)) + sizes
            + field(20, uuid_text(50 + index)) + field(22, style))


def node_3_0(depth, index=None, name=0):
    if index is None:
        return field(4, field(1, uuid_text(name)) + number(2, depth))
    return field(4, number(2, depth) + number(3, index) + number(4, 2))


def uim_3_0():
    ink = b"".join(field(1, stroke_3_0(index, stroke)) for index, stroke in enumerate(HOUSE))
    tree = node_3_0(0, name=0x20) + node_3_0(1, 0) + node_3_0(1, name=0x21) + node_3_0(2, 1) + node_3_0(2, 2)
    data = field(1, input_data(uuid_text, HOUSE)) + field(2, ink) + tree
    view = field(1, b"will://views/3.0/HWR") + field(2, field(1, uuid_text(0x23)))
    data += field(5, view) + field(6, field(1, field(1, b"a") + field(2, b"b")))
    write(HERE, "house-3.0.uim", riff(chunk(b"HEAD", bytes([3, 0, 0])), chunk(b"DATA", data)))


def stroke_3_1(index, stroke, compressed=True, **more):
    x, y = (doubled([point[axis] for point in stroke]) for axis in (0, 1))
    sizes = [2 + 0.5 * step for step in range(len(x))] if index else []
    if compressed:
        spline = field(1, differences([100 * value for value in x])) + field(2, differences([100 * value for value in y]))
        if sizes:
            spline += field(8, differences([round(10 * size) for size in sizes]))
        spline = number(2, zigzag(0x12)) + float32(4, more.get("end", 1.0)) + field(6, spline)
    else:
        spline = float32(3, more.get("start", 0.0)) + float32(4, more.get("end", 1.0))
        spline += field(5, field(1, floats(x)) + field(2, floats(y)))
    return (field(1, identifier(index + 1)) + spline + number(7, index and 1 or 2) + number(9, 1) + number(11, 1)
            + field(15, identifier(50 + index)))


def properties_3_1():
    def colour(value):
        return number(1, zigzag(struct.unpack(">i", bytes(value))[0]))

    return field(6, colour([0xCC, 0x33, 0, 0x80])) + field(6, colour([0, 0, 0xFF, 0xFF]) + float32(2, 3.5))


def node_3_1(depth, index=None, name=0, interval=b""):
    content = field(2, identifier(name)) if index is None else number(3, index)
    return field(2, number(1, depth) + content + interval)


def file_3_1(chunks, contents=None, compressions=None):
    head = bytes([3, 1, 0, 0])
    for name, _ in chunks:
        head += bytes([3, 1, 0, (contents or {}).get(name, 1), (compressions or {}).get(name, 0), 0, 0, 0])
    return riff(chunk(b"HEAD", head), *(chunk(name, data) for name, data in chunks))


def ink_data_3_1(strokes, **more):
    lists = field(4, b"app://brushes/Pencil") + field(5, b"will://rasterization/3.0/blend-mode/DestinationOut")
    return b"".join(field(1, stroke) for stroke in strokes) + more.get("placing", b"") + lists + properties_3_1()


def uim_3_1():
    strokes = [stroke_3_1(index, stroke) for index, stroke in enumerate(HOUSE)]
    tree = field(2, node_3_1(0, name=0x20) + node_3_1(1, name=0x21) + node_3_1(2, name=0x22) + node_3_1(3, 2)
                 + node_3_1(2, 0) + node_3_1(1, 1))
    write(
        HERE,
        "house-3.1.uim",
        file_3_1([
            (b"PRPS", field(1, field(1, b"a") + field(2, b"b"))), (b"INPT", input_data(identifier, HOUSE)),
            (b"BRSH", b""), (b"INKD", ink_data_3_1(strokes)), (b"INKS", number(1, 0) + tree),
        ]),
    )
    # Floats, a transform, parts of segments, a part of a stroke, and no samples.
    strokes = [stroke_3_1(0, HOUSE[0], False, start=0.5, end=0.25), stroke_3_1(1, HOUSE[1], False)]
    transform = field(3, float32(1, 2.0) + float32(4, 5.0) + float32(6, 2.0) + float32(8, -5.0))
    part = field(4, number(1, 1) + number(2, 4) + float32(4, 1.0))
    tree = field(2, node_3_1(0, name=0x20) + node_3_1(1, 0) + node_3_1(1, 1) + node_3_1(1, 0, interval=part))
    write(
        HERE,
        "parts-3.1.uim",
        file_3_1([(b"INKD", ink_data_3_1(strokes, placing=transform)), (b"INKS", tree)]),
    )


def path_will(index, stroke):
    x, y = (doubled([100 * point[axis] for point in stroke]) for axis in (0, 1))
    both, last = b"", (0, 0)
    for place in zip(x, y):
        both += b"".join(varint(zigzag(new - old)) for new, old in zip(place, last))
        last = place
    widths = differences([200] if index else [100 + 50 * step for step in range(len(x))])
    colour = struct.unpack(">i", bytes([0x4A, 0x4A, 0x4A, 0xFF]))[0]
    message = float32(1, 0.0) + float32(2, 1.0) + number(3, 2) + field(4, both) + field(5, widths)
    message += field(6, varint(zigzag(colour))) + number(9, 7 if index == 2 else 0) + number(100, index)
    return varint(len(message)) + message


def will():
    paths = b"".join(path_will(index, stroke) for index, stroke in enumerate(HOUSE))
    body = b"WILL" + chunk(b"HEAD", bytes([1, 0, 0])) + chunk(b"INK ", paths)
    write(HERE, "house.will", b"RIFF" + struct.pack("<I", len(body)) + body)
    cut = b"WILL" + chunk(b"HEAD", bytes([1, 0, 0])) + chunk(b"INK ", paths[:-3])
    write(HOSTILE, "cut-path.will", b"RIFF" + struct.pack("<I", len(cut)) + cut)


def hostile_uim():
    strokes = [stroke_3_1(index, stroke) for index, stroke in enumerate(HOUSE)]
    ink = ink_data_3_1(strokes)

    def tree(*nodes):
        return file_3_1([(b"INKD", ink), (b"INKS", field(2, b"".join(nodes)))])

    whole = file_3_1([(b"INKD", ink)])
    unequal = field(5, field(1, floats([1, 2, 3])) + field(2, floats([1, 2])))
    infinite = field(5, field(1, floats([1, math.inf, 3])) + field(2, floats([1, 2, 3])))
    groups = [node_3_1(depth, name=1) for depth in range(300)]
    files = {
        "no-head": riff(chunk(b"DATA", b"")),
        "version": riff(chunk(b"HEAD", bytes([4, 2, 1]))),
        "no-data": riff(chunk(b"HEAD", bytes([3, 0, 0]))),
        "no-ink": file_3_1([(b"INKS", b"")]),
        "compressed": file_3_1([(b"INKD", ink)], compressions={b"INKD": 1}),
        "json": file_3_1([(b"INKD", b"{}")], contents={b"INKD": 2}),
        "cut-chunk": whole[:-20],
        "huge-chunk": riff(chunk(b"HEAD", bytes([3, 0, 0])), b"DATA" + struct.pack("<I", 0xFFFFFFFF)),
        "unequal-spline": file_3_1([(b"INKD", field(1, unequal))]),
        "infinite-spline": file_3_1([(b"INKD", field(1, infinite))]),
        "infinite-transform": file_3_1([(b"INKD", ink + field(3, float32(1, math.inf)))]),
        "no-such-stroke": tree(node_3_1(0, name=1), node_3_1(1, 3)),
        "no-such-points": tree(node_3_1(0, name=1), node_3_1(1, 0, interval=field(4, number(2, 7)))),
        "no-such-properties": file_3_1([(b"INKD", field(1, number(7, 3)) + properties_3_1())]),
        "bad-depth": tree(node_3_1(0, name=1), node_3_1(2, 0)),
        "too-deep": tree(*groups),
        "damaged-stroke": file_3_1([(b"INKD", field(1, b"\x32\x05\x0a"))]),
        # A stroke that is drawn so often that the points would fill the memory.
        "repeated": file_3_1([
            (b"INKD", field(1, field(6, field(1, b"\x02" * 4000) + field(2, b"\x02" * 4000)))),
            (b"INKS", field(2, node_3_1(0, name=1) + node_3_1(1, 0) * 4000)),
        ]),
    }
    for name, data in files.items():
        write(HOSTILE, name + ".uim", data)


if __name__ == "__main__":
    google_ink()
    hostile_google_ink()
    uim_3_0()
    uim_3_1()
    will()
    hostile_uim()
