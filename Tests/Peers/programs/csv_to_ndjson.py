"""Kaggle's CSV to NDJSON with the csv module and orjson.

    csv_to_ndjson.py IN.csv OUT.ndjson

Each drawing is parsed and written again, as a program must that does anything with it.
"""

import csv

import orjson
import stopwatch


def main(source, destination):
    count = 0
    csv.field_size_limit(1 << 30)
    with open(source, newline="", encoding="utf-8") as file, open(destination, "wb") as lines:
        rows = csv.reader(file)
        place = {name: index for index, name in enumerate(next(rows))}
        country, drawing, key = place["countrycode"], place["drawing"], place["key_id"]
        recognized, timestamp, word = place["recognized"], place["timestamp"], place["word"]
        for row in rows:
            record = {
                "word": row[word],
                "countrycode": row[country],
                "timestamp": row[timestamp].rstrip("0").rstrip(".") + " UTC",
                "recognized": row[recognized] == "True",
                "key_id": row[key],
                "drawing": orjson.loads(row[drawing]),
            }
            lines.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
    return count


if __name__ == "__main__":
    stopwatch.run(main)
