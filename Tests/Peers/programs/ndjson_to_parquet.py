"""Simplified NDJSON to a Parquet or Arrow table as QuickDraw's on the Hugging Face hub, with orjson and pyarrow.

    ndjson_to_parquet.py IN.ndjson CLASSES.txt OUT.parquet|OUT.arrow

Batches of rows become record batches by way of Python's lists, as a program must do it that checks its records.
"""

import json
from datetime import datetime, timezone

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import stopwatch

ROWS = 16_384


def schema(names):
    points = pa.list_(pa.uint8())
    features = {"word": {"names": names, "_type": "ClassLabel"}}
    fields = [
        ("key_id", pa.string()),
        ("word", pa.int64()),
        ("recognized", pa.bool_()),
        ("timestamp", pa.timestamp("us", "UTC")),
        ("countrycode", pa.string()),
        ("drawing", pa.list_(pa.struct([("x", points), ("y", points)]))),
    ]
    return pa.schema(fields, {"huggingface": json.dumps({"info": {"features": features}})})


def rows(source, numbers):
    with open(source, "rb") as lines:
        for line in lines:
            sketch = orjson.loads(line)
            # Half of the lines have only a word and a drawing.
            if "timestamp" in sketch:
                time = sketch["timestamp"].removesuffix(" UTC")
                form = "%Y-%m-%d %H:%M:%S.%f" if "." in time else "%Y-%m-%d %H:%M:%S"
                sketch["timestamp"] = datetime.strptime(time, form).replace(tzinfo=timezone.utc)
            sketch["word"] = numbers[sketch["word"]]
            sketch["drawing"] = [{"x": x, "y": y} for x, y in sketch["drawing"]]
            yield sketch


def main(source, classes, destination):
    with open(classes, encoding="utf-8") as lines:
        names = lines.read().splitlines()
    numbers = {name: number for number, name in enumerate(names)}
    table = schema(names)
    count, batch = 0, []
    if destination.endswith(".parquet"):
        writer = pq.ParquetWriter(destination, table, compression="zstd")
    else:
        writer = pa.ipc.new_file(destination, table)
    with writer:
        for row in rows(source, numbers):
            batch.append(row)
            if len(batch) == ROWS:
                writer.write_table(pa.Table.from_pylist(batch, table))
                count, batch = count + len(batch), []
        if batch:
            writer.write_table(pa.Table.from_pylist(batch, table))
    return count + len(batch)


if __name__ == "__main__":
    stopwatch.run(main)
