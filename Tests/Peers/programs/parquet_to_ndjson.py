"""A Parquet or Arrow table as QuickDraw's on the Hugging Face hub to NDJSON, with pyarrow and orjson.

    parquet_to_ndjson.py IN.parquet|IN.arrow OUT.ndjson
"""

import json

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import stopwatch


def batches(source):
    if source.endswith(".parquet"):
        file = pq.ParquetFile(source)
        return file.schema_arrow, file.iter_batches(batch_size=16_384)
    reader = pa.ipc.open_file(source)
    return reader.schema, (reader.get_batch(index) for index in range(reader.num_record_batches))


def main(source, destination):
    schema, parts = batches(source)
    names = json.loads(schema.metadata[b"huggingface"])["info"]["features"]["word"]["names"]
    count = 0
    with open(destination, "wb") as out:
        for part in parts:
            for row in part.to_pylist():
                record = {"word": names[row["word"]]}
                for key in ("countrycode", "timestamp", "recognized", "key_id"):
                    if row[key] is not None:
                        record[key] = row[key]
                if "timestamp" in record:
                    time = record["timestamp"].strftime("%Y-%m-%d %H:%M:%S.%f")
                    record["timestamp"] = time.rstrip("0").rstrip(".") + " UTC"
                record["drawing"] = [[stroke["x"], stroke["y"]] for stroke in row["drawing"]]
                out.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
                count += 1
    return count


if __name__ == "__main__":
    stopwatch.run(main)
