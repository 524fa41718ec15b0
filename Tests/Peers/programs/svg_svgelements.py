"""SVG files to NDJSON with svgelements.

    svg_svgelements.py FOLDER OUT.ndjson

The same work as svg_svgpathtools.py, with transforms, viewBox and styles followed, as this library does by itself.
Shapes that are filled and not stroked are left out. `npoint` takes all the places on a curve at once, which is the
library's quick way.
"""

import os
from math import ceil, sqrt

import numpy as np
import orjson
import stopwatch
from svgelements import SVG, Close, CubicBezier, Line, Move, Path, Shape

TOLERANCE = 0.25


def steps(curve):
    if isinstance(curve, CubicBezier):
        first, second, third, last = curve.start, curve.control1, curve.control2, curve.end
        bend = max(abs(first - 2 * second + third), abs(second - 2 * third + last))
        return max(1, ceil(sqrt(6 * bend / (8 * TOLERANCE))))
    return 16


def strokes(path):
    drawing, xs, ys = [], [], []
    for segment in path:
        if isinstance(segment, Move):
            if xs:
                drawing.append([xs, ys])
            xs, ys = [segment.end.x], [segment.end.y]
            continue
        if not isinstance(segment, (Line, Close)):
            count = steps(segment)
            if count > 1:
                points = segment.npoint(np.arange(1, count) / count)
                xs += points[:, 0].tolist()
                ys += points[:, 1].tolist()
        xs.append(segment.end.x)
        ys.append(segment.end.y)
    if xs:
        drawing.append([xs, ys])
    return drawing


def main(folder, destination):
    names = sorted(os.listdir(folder))
    with open(destination, "wb") as lines:
        for name in names:
            drawing = []
            for element in SVG.parse(os.path.join(folder, name)).elements():
                if isinstance(element, Shape) and element.stroke.value is not None:
                    drawing += strokes(Path(element))
            lines.write(orjson.dumps({"drawing": drawing}, option=orjson.OPT_APPEND_NEWLINE))
    return len(names)


if __name__ == "__main__":
    stopwatch.run(main)
