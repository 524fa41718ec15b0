"""The TFRecords of TensorFlow's QuickDraw tutorial to NDJSON, with PyPI's tfrecord, NumPy and orjson.

    tfrecord_to_ndjson.py IN.tfrecord OUT.ndjson
"""

import orjson
import stopwatch
from ink import drawing
from tfrecord.reader import tfrecord_loader

FEATURES = {"ink": "float", "shape": "int", "class_index": "int"}


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
