"""QuickDraw .bin to NDJSON with struct and json.dumps.

    bin_to_ndjson.py IN.bin OUT.ndjson

Unpacks field by field, one read and one unpack each, as the example published with the dataset does; a generator of
dictionaries feeds json.dumps.
"""

import json
from struct import error, unpack

import stopwatch


def one(file, form, size):
    return unpack(form, file.read(size))[0]


def record(file):
    key = one(file, "<Q", 8)
    country = one(file, "2s", 2)
    recognized = one(file, "b", 1)
    timestamp = one(file, "<I", 4)
    drawing = []
    for _ in range(one(file, "<H", 2)):
        points = one(file, "<H", 2)
        form = str(points) + "B"
        xs = unpack(form, file.read(points))
        ys = unpack(form, file.read(points))
        drawing.append((xs, ys))
    return {
        "countrycode": country.decode(),
        "timestamp": timestamp,
        "recognized": bool(recognized),
        "key_id": str(key),
        "drawing": drawing,
    }


def records(path):
    with open(path, "rb") as file:
        while True:
            try:
                yield record(file)
            except error:
                return


def main(source, destination):
    count = 0
    with open(destination, "w") as lines:
        for drawing in records(source):
            lines.write(json.dumps(drawing) + "\n")
            count += 1
    return count


if __name__ == "__main__":
    stopwatch.run(main)
