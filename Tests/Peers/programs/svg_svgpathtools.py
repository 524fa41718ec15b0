"""SVG files to NDJSON with svgpathtools.

    svg_svgpathtools.py FOLDER OUT.ndjson

One stroke a continuous sub-path. A curve becomes as few points as keep the polyline within 0.25 units of it (by the
bound on the second differences of a cubic's control points). `svg2paths` is the library's quick way in: it does not
look at transforms, and rectangles are left out because it cannot read `width="100%"`.
"""

import os
from math import ceil, sqrt

import orjson
import stopwatch
from svgpathtools import CubicBezier, Line, svg2paths

TOLERANCE = 0.25


def steps(curve):
    if isinstance(curve, CubicBezier):
        bend = max(
            abs(curve.start - 2 * curve.control1 + curve.control2),
            abs(curve.control1 - 2 * curve.control2 + curve.end),
        )
        return max(1, ceil(sqrt(6 * bend / (8 * TOLERANCE))))
    return 16


def stroke(path):
    points = [path[0].start]
    for segment in path:
        if not isinstance(segment, Line):
            count = steps(segment)
            points += [segment.point(step / count) for step in range(1, count)]
        points.append(segment.end)
    return [[point.real for point in points], [point.imag for point in points]]


def main(folder, destination):
    names = sorted(os.listdir(folder))
    with open(destination, "wb") as lines:
        for name in names:
            paths, _ = svg2paths(os.path.join(folder, name), convert_rectangles_to_paths=False)
            drawing = [stroke(part) for path in paths for part in path.continuous_subpaths()]
            lines.write(orjson.dumps({"drawing": drawing}, option=orjson.OPT_APPEND_NEWLINE))
    return len(names)


if __name__ == "__main__":
    stopwatch.run(main)
