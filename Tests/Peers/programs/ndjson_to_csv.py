"""NDJSON to Kaggle's CSV with orjson and the csv module.

    ndjson_to_csv.py IN.ndjson OUT.csv

`str` writes a list with a space after each comma, as Kaggle's files have it, and is faster than json.dumps.
"""

import csv

import orjson
import stopwatch

COLUMNS = ["countrycode", "drawing", "key_id", "recognized", "timestamp", "word"]


def row(sketch):
    moment, _, fraction = sketch["timestamp"].removesuffix(" UTC").partition(".")
    return [
        sketch["countrycode"],
        str(sketch["drawing"]),
        sketch["key_id"],
        sketch["recognized"],
        moment + "." + fraction.ljust(6, "0"),
        sketch["word"],
    ]


def main(source, destination):
    count = 0
    with open(source, "rb") as lines, open(destination, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        for line in lines:
            rows.writerow(row(orjson.loads(line)))
            count += 1
    return count


if __name__ == "__main__":
    stopwatch.run(main)
