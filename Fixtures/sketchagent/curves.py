"""Writes curves.txt: the control points of every stroke of answers.md, fitted with NumPy as SketchAgent's program does.

One line per stroke: the curves separated by `|`, each with its control points as `x,y` in pixels. Needs NumPy.
"""

import pathlib
import re

import numpy as np

HERE = pathlib.Path(__file__).parent


def weights(times, degree):
    t = np.asarray(times, float)
    if degree == 2:
        return np.stack([(1 - t) ** 2, 2 * (1 - t) * t, t**2], 1)
    return np.stack([(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3], 1)


def solve(points, times):
    return np.linalg.lstsq(weights(times, min(len(points) - 1, 3)), points, rcond=None)[0]


def curves(points, times):
    if len(points) <= 2:
        return [points]
    whole = solve(points, times)
    if len(points) < 7:
        return [whole]
    error = np.linalg.norm(weights(times, 3) @ whole - points, axis=1).mean()
    if error <= 5:
        return [whole]
    middle = len(points) // 2
    left, right = times[: middle + 1], times[middle:]
    first = solve(points[: middle + 1], (left - left[0]) / (left[-1] - left[0]))
    second = solve(points[middle:], (right - right[0]) / (right[-1] - right[0]))
    second[0] = first[-1]
    return [first, second]


text = re.sub(r"<thinking>.*?</thinking>", "", (HERE / "answers.md").read_text(), flags=re.DOTALL)
lines = []
for cells, times in re.findall(r"<points>(.*?)</points>\s*<t_values>(.*?)</t_values>", text):
    cells = np.array([[int(x), int(y)] for x, y in re.findall(r"x(\d+)y(\d+)", cells)], float)
    pixels = np.stack([12 * cells[:, 0] + 6, 612 - 12 - (12 * (cells[:, 1] - 1) + 6)], 1)
    fitted = curves(pixels, np.array([float(t) for t in times.split(",")]))
    lines.append(" | ".join(" ".join(f"{x:.6f},{y:.6f}" for x, y in curve) for curve in fitted))
(HERE / "curves.txt").write_text("\n".join(lines) + "\n")
