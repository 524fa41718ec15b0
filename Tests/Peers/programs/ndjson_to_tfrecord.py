"""Simplified NDJSON to the TFRecords of TensorFlow's QuickDraw tutorial, with orjson, NumPy and PyPI's tfrecord.

    ndjson_to_tfrecord.py IN.ndjson OUT.tfrecord
"""

import orjson
import stopwatch
from ink import ink
from tfrecord.writer import TFRecordWriter


def main(source, destination):
    classes, count = {}, 0
    writer = TFRecordWriter(destination)
    with open(source, "rb") as lines:
        for line in lines:
            sketch = orjson.loads(line)
            rows = ink(sketch["drawing"])
            number = classes.setdefault(sketch["word"], len(classes))
            writer.write(
                {
                    "ink": (rows.ravel(), "float"),
                    "shape": (rows.shape, "int"),
                    "class_index": (number, "int"),
                }
            )
            count += 1
    writer.close()
    with open(destination + ".classes", "w", encoding="utf-8") as names:
        names.writelines(name + "\n" for name in classes)
    return count


if __name__ == "__main__":
    stopwatch.run(main)
