"""Writes drawings as apps with perfect-freehand export them: each stroke of ../drawings as the outline of its ink.

python3 make.py [FOLDER]; needs perfect-freehand 1.2.0 from PyPI.
"""

import math
import re
import sys
from pathlib import Path

from perfect_freehand import get_stroke

HERE = Path(__file__).parent
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
# The drawings are 256 units wide.
SCALE = 4


def strokes(path):
    """The points of the paths of a drawing, which hold moves and cubic curves only, at the scale of a screen."""
    for data in re.findall(r"<path[^>]* d=\"([^\"]*)\"", path.read_text()):
        points = []
        for command, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
            numbers = [SCALE * float(number) for number in NUMBER.findall(text)]
            pairs = list(zip(numbers[::2], numbers[1::2]))
            if command == "M":
                points = pairs
            elif command == "c":
                for index in range(0, len(pairs), 3):
                    x, y = points[-1]
                    points += curve((x, y), *((x + dx, y + dy) for dx, dy in pairs[index : index + 3]))
            else:
                raise ValueError(f"{path}: {command}")
        yield points


def curve(a, b, c, d):
    steps = 1 + int((math.dist(a, b) + math.dist(b, c) + math.dist(c, d)) / 6)
    for step in range(1, steps + 1):
        t = step / steps
        w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield tuple(sum(k * p[axis] for k, p in zip(w, (a, b, c, d))) for axis in (0, 1))


def middle(a, b):
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def text(point):
    return f"{point[0]:.1f},{point[1]:.1f}"


def excalidraw(points, width):
    """As Excalidraw writes it: a quadratic curve with each point of the outline as its control point."""
    outline = get_stroke(
        points, size=width * 4.25, thinning=0.6, smoothing=0.5, streamline=0.5, last=True,
        easing=lambda t: math.sin(t * math.pi / 2), simulate_pressure=True,
    )
    pairs = zip(outline, outline[1:] + outline[:1])
    data = " ".join(f"{text(a)} {text(middle(a, b))}" for a, b in pairs)
    return f'<path stroke="none" fill="#1e1e1e" d="M {text(outline[0])} Q {data} Z"/>'


def smooth(points, width):
    """As perfect-freehand's own documentation writes it: smooth quadratic curves, without thinning."""
    outline = get_stroke(points, size=width * 3, thinning=0, streamline=0.4, last=True)
    pairs = zip(outline[2:], outline[3:])
    data = " ".join(text(middle(a, b)) for a, b in pairs)
    start = f"M{text(outline[0])} Q{text(outline[1])} {text(middle(outline[1], outline[2]))}"
    return f'<path d="{start} T{data}Z"/>'


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, style, draw in ("cat", "excalidraw", excalidraw), ("guitar", "freehand", smooth):
        source = HERE.parent / "drawings" / f"{name}.svg"
        side = SCALE * 256
        paths = "\n".join(draw(points, 1.5) for points in strokes(source))
        page = f'<rect x="0" y="0" width="{side}" height="{side}" fill="#ffffff"/>'
        root = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        (folder / f"{name}-{style}.svg").write_text(f"{root}\n{page}\n{paths}\n</svg>\n")


main()
