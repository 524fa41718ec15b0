#!/usr/bin/env python3
"""Writes the tables beside this script and in ../hostile/tables. The drawings are those of ../quickdraw, in every form
in which tables of drawings are found. `TableFormatTests` has what is to be read, and the fault of each hostile file.

Needs pyarrow, polars, duckdb and datasets."""

import datetime
import json
import os
import struct

import datasets
import duckdb
import polars
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = os.path.join(HERE, "..", "hostile", "tables")
QUICKDRAW = os.path.join(HERE, "..", "quickdraw")
NAMES = ["cat", "house", "smiley face", "star"]


def lines(name):
    with open(os.path.join(QUICKDRAW, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def time(text):
    return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S.%f UTC").replace(tzinfo=datetime.timezone.utc)


SIMPLE, RAW = lines("sketches.ndjson"), lines("sketches-raw.ndjson")


def common(rows):
    return {
        "key_id": [row["key_id"] for row in rows],
        "word": [row["word"] for row in rows],
        "recognized": [row["recognized"] for row in rows],
        "timestamp": pa.array([time(row["timestamp"]) for row in rows], pa.timestamp("us", "UTC")),
        "countrycode": [row["countrycode"] for row in rows],
    }


def strokes(rows, names, types):
    """A list of records of lists."""
    fields = pa.struct([(name, pa.list_(kind)) for name, kind in zip(names, types)])
    drawings = [[dict(zip(names, stroke)) for stroke in row["drawing"]] for row in rows]
    return pa.array(drawings, pa.list_(fields))


def axes(rows, names, types):
    """A record of lists of lists, as `datasets` stored a sequence of records before version 4."""
    fields = pa.struct([(name, pa.list_(pa.list_(kind))) for name, kind in zip(names, types)])
    drawings = [{name: [stroke[i] for stroke in row["drawing"]] for i, name in enumerate(names)} for row in rows]
    return pa.array(drawings, fields)


def nested(rows, kind):
    return pa.array([row["drawing"] for row in rows], pa.list_(pa.list_(pa.list_(kind))))


def stroke3(rows):
    """Offsets from the first point, which is the origin."""
    drawings = []
    for row in rows:
        table, place = [], None
        for stroke in row["drawing"]:
            for x, y in zip(*stroke[:2]):
                if place:
                    table.append([x - place[0], y - place[1], 0])
                place = (x, y)
            if table:
                table[-1][2] = 1
        drawings.append(table)
    return pa.array(drawings, pa.list_(pa.list_(pa.int16())))


def packed(row):
    head = struct.pack(
        "<Q2sBIH",
        int(row["key_id"]),
        row["countrycode"].encode(),
        row["recognized"],
        int(time(row["timestamp"]).timestamp()),
        len(row["drawing"]),
    )
    body = b"".join(struct.pack("<H", len(x)) + bytes(x) + bytes(y) for x, y in row["drawing"])
    return head + body


def features(names, **others):
    word = {"names": names, "_type": "ClassLabel"}
    return {b"huggingface": json.dumps({"info": {"features": {**others, "word": word}}}).encode()}


def numbered(rows, metadata=True, kind=pa.int64()):
    columns = common(rows)
    columns["word"] = pa.array([NAMES.index(word) for word in columns["word"]], kind)
    table = pa.table({**columns, "drawing": strokes(rows, "xy", [pa.uint8()] * 2)})
    return table.replace_schema_metadata(features(NAMES)) if metadata else table


def path(name, folder=HERE):
    return os.path.join(folder, name)


def write_parquet():
    simple = pa.table({**common(SIMPLE), "drawing": strokes(SIMPLE, "xy", [pa.uint8()] * 2)})
    pq.write_table(simple, path("strokes.parquet"))
    for codec in ("none", "gzip", "zstd", "lz4"):
        pq.write_table(simple, path(f"{codec}.parquet"), compression=codec, use_dictionary=False, row_group_size=5)
    pq.write_table(simple, path("pages-v2.parquet"), data_page_version="2.0", version="2.6", data_page_size=64)
    pq.write_table(simple, path("two-level.parquet"), use_compliant_nested_type=False)
    raw = {**common(RAW), "drawing": strokes(RAW, "xyt", [pa.float64()] * 2 + [pa.int32()])}
    pq.write_table(pa.table(raw), path("raw.parquet"))
    pq.write_table(pa.table({**common(SIMPLE), "drawing": axes(SIMPLE, "xy", [pa.uint8()] * 2)}), path("axes.parquet"))
    axes_raw = {**common(RAW), "drawing": axes(RAW, "xyt", [pa.float64()] * 2 + [pa.int64()])}
    pq.write_table(pa.table(axes_raw), path("axes-raw.parquet"))
    pq.write_table(pa.table({**common(SIMPLE), "drawing": nested(SIMPLE, pa.int64())}), path("nested.parquet"))
    words = pa.array([row["word"] for row in SIMPLE]).dictionary_encode()
    categorical = simple.set_column(1, "word", words)
    pq.write_table(categorical, path("categorical.parquet"))
    pq.write_table(numbered(SIMPLE), path("numbered.parquet"))
    pq.write_table(numbered(SIMPLE, metadata=False), path("numbered-unnamed.parquet"))
    rows = pa.table({"word": [row["word"] for row in SIMPLE], "drawing": stroke3(SIMPLE)})
    pq.write_table(rows, path("stroke-3.parquet"))
    bins = pa.table({"label": [row["word"] for row in SIMPLE], "packed_drawing": [packed(row) for row in SIMPLE]})
    pq.write_table(bins, path("packed.parquet"))
    integers = simple.set_column(0, "key_id", pa.array([int(row["key_id"]) for row in SIMPLE], pa.uint64()))
    texts = pa.array([row["timestamp"] for row in SIMPLE])
    pq.write_table(integers.set_column(3, "timestamp", texts), path("integer-ids.parquet"))
    others = simple.append_column("image", pa.array([b"PNG"] * len(SIMPLE)))
    pq.write_table(others, path("other-columns.parquet"))
    polars.from_arrow(simple).write_parquet(path("polars.parquet"))
    duckdb.sql("COPY (SELECT * FROM simple) TO '" + path("duckdb.parquet") + "' (FORMAT parquet)")
    value = datasets.Value
    hub = datasets.Features(
        key_id=value("string"),
        word=datasets.ClassLabel(names=NAMES),
        recognized=value("bool"),
        timestamp=value("timestamp[us, tz=UTC]"),
        countrycode=value("string"),
        drawing=datasets.List({"x": datasets.List(value("uint8")), "y": datasets.List(value("uint8"))}),
    )
    columns = {name: column for name, column in simple.to_pydict().items()}
    datasets.Dataset.from_dict(columns, features=hub).to_parquet(path("datasets.parquet"))


def write_arrow():
    table = numbered(SIMPLE)
    with pa.ipc.new_file(path("file.arrow"), table.schema) as writer:
        writer.write_table(table, max_chunksize=5)
    with pa.ipc.new_stream(path("stream.arrow"), table.schema) as writer:
        writer.write_table(table, max_chunksize=5)
    words = pa.array([row["word"] for row in SIMPLE]).dictionary_encode()
    for codec in ("lz4", "zstd"):
        feather.write_feather(table.set_column(1, "word", words), path(f"{codec}.feather"), compression=codec)
    polars.from_arrow(table).write_ipc(path("polars.arrow"))
    # The dictionary of a categorical column comes after the batches.
    polars.from_arrow(table.set_column(1, "word", words)).write_ipc(path("polars-categorical.arrow"))


def write_hostile():
    def write(name, drawing, **columns):
        table = pa.table({**columns, "drawing": drawing})
        pq.write_table(table, path(name + ".parquet", HOSTILE))

    record = pa.list_(pa.struct([("x", pa.list_(pa.float32())), ("y", pa.list_(pa.float32()))]))
    good = [{"x": [1, 2], "y": [3, 4]}]

    def second(name, drawing, kind=record):
        write(name, pa.array([good, drawing, good], kind))

    second("missing-drawing", None)
    second("missing-stroke", [good[0], None])
    second("missing-x", [{"x": None, "y": [1]}])
    second("missing-number", [{"x": [1, None], "y": [1, 2]}])
    second("other-count", [good[0], {"x": [1, 2], "y": [1]}])
    second("infinite", [good[0], {"x": [1, float("inf")], "y": [1, 2]}])
    timed = pa.list_(pa.struct([(name, pa.list_(pa.float32())) for name in "xyt"]))
    timed_good = [{"x": [1], "y": [2], "t": [3]}]
    write("other-times", pa.array([timed_good, [{"x": [1], "y": [2], "t": [3, 4]}], timed_good], timed))
    lists = pa.list_(pa.list_(pa.list_(pa.int32())))
    write("four-arrays", pa.array([[[[1], [2]]], [[[1], [2], [3], [4]]], [[[1], [2]]]], lists))
    write("half-timed", pa.array([[[[1], [2]]], [[[1], [2]], [[1], [2], [3]]], [[[1], [2]]]], lists))
    outer = pa.struct([(name, pa.list_(pa.list_(pa.int32()))) for name in "xy"])
    write("other-strokes", pa.array([{"x": [[1]], "y": [[2]]}, {"x": [[1], [2]], "y": [[1]]}], outer))
    rows = pa.list_(pa.list_(pa.int16()))
    write("four-columns", pa.array([[[1, 2, 1]], [[1, 2, 0], [1, 2, 1, 1]]], rows))
    write("half-pen", pa.array([[[1, 2, 1]], [[1, 2, 7]]], rows))
    bins = [packed(SIMPLE[0]), packed(SIMPLE[1])[:-3], packed(SIMPLE[2]) + b"more"]
    pq.write_table(pa.table({"packed_drawing": bins}), path("cut-record.parquet", HOSTILE))
    drawing = pa.array([good] * 3, record)
    write("not-text", drawing, word=pa.array([b"cat", b"\xff\xfe", b"cat"]).cast(pa.string(), safe=False))
    named = pa.table({"word": pa.array([0, 4, -1]), "drawing": drawing}).replace_schema_metadata(features(NAMES))
    pq.write_table(named, path("unknown-class.parquet", HOSTILE))
    for name, text in (("names-not-json", b"{"), ("names-not-text", b'{"info":{"features":{"word":{"names":[1]}}}}')):
        table = named.replace_schema_metadata({b"huggingface": text})
        pq.write_table(table, path(name + ".parquet", HOSTILE))
    write("bad-timestamp", drawing, timestamp=["2017-03-01 21:02:28 UTC", "yesterday", ""])
    write("bad-flag", drawing, recognized=["True", "perhaps", ""])
    coloured = pa.list_(pa.struct([("x", pa.list_(pa.int8())), ("y", pa.list_(pa.int8())), ("color", pa.string())]))
    colours = [[{"x": [1], "y": [1], "color": colour}] for colour in ("#ff0000", "red", None)]
    write("bad-colour", pa.array(colours, coloured))
    grouped = pa.list_(pa.struct([("x", pa.list_(pa.int8())), ("y", pa.list_(pa.int8())), ("group", pa.int32())]))
    write("no-such-group", pa.array([[{"x": [1], "y": [1], "group": group}] for group in (None, 3)], grouped))
    views = pa.array([good] * 2, pa.list_view(record.value_type))
    with pa.ipc.new_file(path("list-views.arrow", HOSTILE), pa.schema([("drawing", views.type)])) as writer:
        writer.write_table(pa.table({"drawing": views}))
    pq.write_table(pa.table({"image": [b"PNG"], "label": [3]}), path("no-drawings.parquet", HOSTILE))


if __name__ == "__main__":
    os.makedirs(HOSTILE, exist_ok=True)
    write_parquet()
    write_arrow()
    write_hostile()
