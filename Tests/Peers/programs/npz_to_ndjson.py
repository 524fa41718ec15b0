"""Stroke-3 .npz files to NDJSON with numpy.load and orjson.dumps.

    npz_to_ndjson.py IN.npz ... OUT.ndjson

Offsets are summed, and the points are split where the pen is lifted. A file whose name says `omniglot` has its first
point as its first row; the others begin at an origin that is not written.
"""

import os

import numpy as np
import orjson
import stopwatch


def strokes(rows, implicit):
    places = np.cumsum(rows[:, :2], axis=0, dtype=np.int64)
    lifts = np.flatnonzero(rows[:, 2]) + 1
    if implicit:
        places = np.vstack((np.zeros((1, 2), dtype=np.int64), places))
        lifts = lifts + 1
    xs, ys = places.T.tolist()
    drawing, start = [], 0
    for end in lifts.tolist():
        drawing.append([xs[start:end], ys[start:end]])
        start = end
    if start < len(xs):
        drawing.append([xs[start:], ys[start:]])
    return drawing


def main(*paths):
    count = 0
    with open(paths[-1], "wb") as lines:
        for path in paths[:-1]:
            word = os.path.splitext(os.path.basename(path))[0]
            implicit = "omniglot" not in word
            with np.load(path, allow_pickle=True, encoding="latin1") as members:
                for member in members.files:
                    for rows in members[member]:
                        drawing = {"word": word, "drawing": strokes(rows, implicit)}
                        lines.write(orjson.dumps(drawing, option=orjson.OPT_APPEND_NEWLINE))
                        count += 1
    return count


if __name__ == "__main__":
    stopwatch.run(main)
