"""The ink of TensorFlow's QuickDraw tutorial: rows of offsets on axes that are scaled to 0…1."""

import numpy as np
from rows import absolute_rows, double_lone_point


def ink(drawing):
    """Rows as the tutorial's create_dataset.py makes them, in float32.

    A first stroke of one point would lose its lift with the dropped row: it is written as two equal points, as Croquis
    does."""
    if len(drawing) > 1:
        drawing = double_lone_point(drawing)
    rows = absolute_rows(drawing, np.float32)
    lower, upper = rows[:, :2].min(axis=0), rows[:, :2].max(axis=0)
    scale = upper - lower
    scale[scale == 0] = 1
    rows[:, :2] = (rows[:, :2] - lower) / scale
    rows[1:, :2] -= rows[:-1, :2].copy()
    return rows[1:]


def drawing(ink):
    """The strokes of rows, which begin at (0, 0)."""
    rows = ink.reshape(-1, 3)
    points = np.zeros((len(rows) + 1, 2))
    # In 64 bits, where sums of these offsets are exact.
    np.cumsum(rows[:, :2], axis=0, dtype=np.float64, out=points[1:])
    ends = np.flatnonzero(rows[:, 2]) + 2
    strokes = np.split(points.T, ends[:-1], axis=1)
    return [[stroke[0].tolist(), stroke[1].tolist()] for stroke in strokes]
