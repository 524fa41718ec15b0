"""Reads NDJSON with a loop of orjson.loads.

    count_ndjson.py IN.ndjson read                 the bare loop: nothing is done with what was parsed
    count_ndjson.py IN.ndjson counts OUT.json      counts sketches, strokes and points
    count_ndjson.py IN.ndjson statistics           counts, drawings of each label, range of x and y, points a drawing
"""

import json
from collections import Counter

import orjson
import stopwatch


def read(source):
    count = 0
    with open(source, "rb") as lines:
        for line in lines:
            orjson.loads(line)
            count += 1
    return count


def counts(source, destination):
    sketches = strokes = points = 0
    with open(source, "rb") as lines:
        for line in lines:
            drawing = orjson.loads(line)["drawing"]
            sketches += 1
            strokes += len(drawing)
            points += sum(len(stroke[0]) for stroke in drawing)
    with open(destination, "w") as out:
        json.dump({"sketches": sketches, "strokes": strokes, "points": points}, out)
    return sketches


def statistics(source):
    labels, lengths, strokes = Counter(), [], 0
    left = top = float("inf")
    right = bottom = float("-inf")
    with open(source, "rb") as lines:
        for line in lines:
            sketch = orjson.loads(line)
            labels[sketch.get("word")] += 1
            points = 0
            for xs, ys in sketch["drawing"]:
                strokes += 1
                points += len(xs)
                left, right = min(left, min(xs)), max(right, max(xs))
                top, bottom = min(top, min(ys)), max(bottom, max(ys))
            lengths.append(points)
    return len(lengths)


MODES = {"read": read, "counts": counts, "statistics": statistics}


if __name__ == "__main__":
    stopwatch.run(lambda source, mode, *rest: MODES[mode](source, *rest))
