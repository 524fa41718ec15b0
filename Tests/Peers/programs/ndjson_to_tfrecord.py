"""Simplified NDJSON to the TFRecords of TensorFlow's QuickDraw tutorial, with orjson, NumPy and PyPI's tfrecord.

    ndjson_to_tfrecord.py IN.ndjson OUT.tfrecord

The ink is made as the tutorial's create_dataset.py makes it, in float32. A first stroke of one point would lose its
lift with the dropped row: it is written as two equal points, as Croquis does.
"""

import numpy as np
import orjson
import stopwatch
from rows import absolute_rows, double_lone_point
from tfrecord.writer import TFRecordWriter


def ink(drawing):
    if len(drawing) > 1:
        drawing = double_lone_point(drawing)
    rows = absolute_rows(drawing, np.float32)
    lower, upper = rows[:, :2].min(axis=0), rows[:, :2].max(axis=0)
    scale = upper - lower
    scale[scale == 0] = 1
    rows[:, :2] = (rows[:, :2] - lower) / scale
    rows[1:, :2] -= rows[:-1, :2].copy()
    return rows[1:]


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
