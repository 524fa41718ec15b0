"""Simplified NDJSON to a Sketch-RNN .npz with orjson and numpy.savez.

    ndjson_to_npz.py IN.ndjson OUT.npz implicit|explicit|zero

The last argument is what becomes of a drawing's first point: `explicit` keeps it as the first row, `zero` writes
(0, 0) there, `implicit` leaves the row out, as Sketch-RNN's files do. A first stroke of one point would lose its
lift with that row, and run into the second stroke: it is written as two equal points then, the row (0, 0, 1).
Of four ways to build the arrays that were tried, this was the fastest: lists first, one small array a drawing.
"""

import numpy as np
import orjson
import stopwatch
from rows import absolute_rows, double_lone_point


def stroke3(drawing, origin):
    if origin == "implicit":
        drawing = double_lone_point(drawing)
    rows = absolute_rows(drawing, np.int16)
    rows[1:, :2] -= rows[:-1, :2].copy()
    if origin == "implicit":
        return rows[1:]
    if origin == "zero":
        rows[0, :2] = 0
    return rows


def objects(arrays):
    together = np.empty(len(arrays), dtype=object)
    together[:] = arrays
    return together


def main(source, destination, origin):
    with open(source, "rb") as lines:
        sketches = [stroke3(orjson.loads(line)["drawing"], origin) for line in lines]
    np.random.default_rng(0).shuffle(sketches)
    count = len(sketches)
    train, valid = int(count * 0.9), int(count * 0.05)
    np.savez(
        destination,
        train=objects(sketches[:train]),
        valid=objects(sketches[train : train + valid]),
        test=objects(sketches[train + valid :]),
    )
    return count


if __name__ == "__main__":
    stopwatch.run(main)
