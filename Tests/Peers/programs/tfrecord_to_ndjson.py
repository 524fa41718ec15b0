"""The TFRecords of TensorFlow's QuickDraw tutorial to NDJSON, with PyPI's tfrecord, NumPy and orjson.

    tfrecord_to_ndjson.py IN.tfrecord OUT.ndjson
"""

import numpy as np
import orjson
import stopwatch
from tfrecord.reader import tfrecord_loader

FEATURES = {"ink": "float", "shape": "int", "class_index": "int"}


def drawing(ink):
    rows = ink.reshape(-1, 3)
    points = np.zeros((len(rows) + 1, 2))
    # In 64 bits, where sums of these offsets are exact.
    np.cumsum(rows[:, :2], axis=0, dtype=np.float64, out=points[1:])
    ends = np.flatnonzero(rows[:, 2]) + 2
    strokes = np.split(points.T, ends[:-1], axis=1)
    return [[stroke[0].tolist(), stroke[1].tolist()] for stroke in strokes]


def main(source, destination):
    with open(source + ".classes", encoding="utf-8") as lines:
        names = lines.read().splitlines()
    count = 0
    with open(destination, "wb") as out:
        for record in tfrecord_loader(source, None, FEATURES):
            word = names[record["class_index"][0]]
            out.write(orjson.dumps({"word": word, "drawing": drawing(record["ink"])}) + b"\n")
            count += 1
    return count


if __name__ == "__main__":
    stopwatch.run(main)
