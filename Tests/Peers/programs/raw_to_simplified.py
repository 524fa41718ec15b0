"""The four published steps of QuickDraw's simplification, in numpy, with a library's Ramer-Douglas-Peucker.

    raw_to_simplified.py rdp|simplification RAW.ndjson OUT.ndjson

Minimum to the origin, one scale of 255 over the longer side, resampling at 1 unit of arc length with the last point
kept, Ramer-Douglas-Peucker with epsilon 2, rounding to whole units.
"""

import sys
import warnings

import numpy as np
import orjson
import stopwatch

if sys.argv[1] == "rdp":
    from rdp import rdp

    # It calls numpy.cross on vectors of two, which numpy advises against at every call.
    warnings.simplefilter("ignore")

    def reduce(points):
        return rdp(points, epsilon=2.0)

else:
    from simplification.cutil import simplify_coords

    def reduce(points):
        return simplify_coords(points, 2.0)


def resample(points):
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    wanted = np.append(np.arange(0.0, along[-1]), along[-1])
    return np.column_stack(
        (np.interp(wanted, along, points[:, 0]), np.interp(wanted, along, points[:, 1]))
    )


def simplify(drawing):
    strokes = [np.array(stroke[:2], dtype=float).T for stroke in drawing]
    low = np.min([stroke.min(axis=0) for stroke in strokes], axis=0)
    high = np.max([stroke.max(axis=0) for stroke in strokes], axis=0)
    side = (high - low).max()
    scale = 255 / side if side > 0 else 1.0
    result = []
    for stroke in strokes:
        points = resample((stroke - low) * scale)
        if len(points) > 1:
            points = np.asarray(reduce(points))
        else:
            points = np.vstack((points, points))
        result.append(np.rint(points).astype(np.int64).T.tolist())
    return result


def main(_, source, destination):
    count = 0
    with open(source, "rb") as lines, open(destination, "wb") as out:
        for line in lines:
            sketch = orjson.loads(line)
            sketch["drawing"] = simplify(sketch["drawing"])
            out.write(orjson.dumps(sketch, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
    return count


if __name__ == "__main__":
    stopwatch.run(main)
