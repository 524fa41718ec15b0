#!/usr/bin/env python3
"""Draws the fixtures: twelve sketches in four categories, by formulas and a seeded unsteady hand.

Writes, beside this file: sketches-raw.ndjson (times and fractional coordinates, as a browser would record them),
sketches.ndjson (the official simplification), sketches.bin (the same, packed) and sketches.csv (the same in Kaggle's
form), each with the drawings in the same order, and <category>.ndjson with the simplified drawings of one category.
Needs nothing but Python 3.
"""

import csv
import json
import math
import os
import random
import struct

HERE = os.path.dirname(os.path.abspath(__file__))


def arc(cx, cy, rx, ry, start, end, steps):
    """Points on an ellipse, angles in degrees, clockwise on screen."""
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


def line(*corners, step=9):
    """Points along a polyline."""
    points = [corners[0]]
    for (x0, y0), (x1, y1) in zip(corners, corners[1:]):
        n = max(1, round(math.hypot(x1 - x0, y1 - y0) / step))
        points += [(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n) for i in range(1, n + 1)]
    return points


def smiley(k):
    mood = (30, 22, -18)[k]
    mouth = [(x, 218 + mood * (1 - ((x - 200) / 55) ** 2)) for x in range(145, 256, 6)]
    face = [arc(200, 180, 120 - 6 * k, 118, -80, 290, 56)]
    eyes = [arc(158 - 4 * k, 150, 9, 13, 0, 350, 14), arc(243, 148 + 3 * k, 9, 13, 20, 380, 14)]
    nose = [line((200, 165), (188 + 3 * k, 200), (204, 202))]
    return face + eyes + nose[: k + 1 if k < 2 else 0] + [mouth]


def house(k):
    wide = 200 + 30 * k
    walls = [line((110, 190), (112, 340), (110 + wide, 338), (108 + wide, 188))]
    roof = [line((90, 195), (110 + wide / 2, 80 - 8 * k), (130 + wide, 192), (92, 194))]
    door = [line((190, 338), (190, 262), (232, 260), (234, 338)), arc(224, 302, 3, 3, 0, 340, 6)]
    window = [
        line((258, 222), (258, 262), (296, 262), (297, 221), (259, 222)),
        line((277, 222), (278, 262)),
        line((258, 242), (297, 241)),
    ]
    chimney = [line((130 + wide * 0.62, 118), (130 + wide * 0.62, 70), (152 + wide * 0.62, 70), (152 + wide * 0.62, 138))]
    smoke = [[(140 + wide * 0.62 + 12 * math.sin(t / 3), 62 - 2.2 * t) for t in range(26)]]
    return walls + roof + door + (window if k else []) + (chimney + smoke if k == 2 else [])


def star(k):
    if k == 2:
        corners = [(240 + 110 * math.cos(math.pi * i / 5 - math.pi / 2) * (1 if i % 2 == 0 else 0.42),
                    240 + 110 * math.sin(math.pi * i / 5 - math.pi / 2) * (1 if i % 2 == 0 else 0.42)) for i in range(11)]
    else:
        turn = math.radians(-126 + 14 * k)
        corners = [(240 + 120 * math.cos(turn + i * 4 * math.pi / 5), 240 + 118 * math.sin(turn + i * 4 * math.pi / 5))
                   for i in range(6)]
    return [line(*corners)]


def cat(k):
    head = [arc(210, 210, 96, 82 + 5 * k, -50, 308, 44)]
    ears = [line((140, 152), (128, 82), (188, 132)), line((238, 131), (296, 80), (284, 156))]
    eyes = [arc(176, 192, 11, 8 + 3 * k, 0, 345, 12), arc(246, 192, 11, 8 + 3 * k, 0, 345, 12)]
    nose = [line((200, 222), (221, 221), (211, 234), (201, 223)), line((211, 234), (210, 250))]
    mouth = [arc(194, 248, 16, 12, 5, 170, 10), arc(227, 248, 16, 12, 10, 178, 10)]
    whiskers = []
    for side in (-1, 1):
        for row in range(3):
            x, y = 211 + side * 52, 228 + 11 * row
            whiskers.append(line((x, y), (x + side * 92, y - 18 + 17 * row)))
    tail = [[(300 + 70 * (1 - math.cos(t / 11)), 268 + 46 * math.sin(t / 8)) for t in range(34)]]
    return head + ears + eyes + nose + mouth + whiskers[: 6 if k else 4] + (tail if k == 2 else [])


def unsteady(strokes, rng):
    """The strokes as a hand draws them: a slow wobble, and milliseconds that count up."""
    drawn, clock = [], 0
    for index, stroke in enumerate(strokes):
        if index:
            clock += rng.randint(180, 640)
        phase, drift = rng.uniform(0, 6.3), rng.uniform(1.2, 2.4)
        xs, ys, ts = [], [], []
        for i, (x, y) in enumerate(stroke):
            xs.append(x + drift * math.sin(phase + i / 4) + rng.uniform(-0.6, 0.6))
            ys.append(y + drift * math.cos(phase * 1.7 + i / 5) + rng.uniform(-0.6, 0.6))
            ts.append(clock)
            clock += rng.randint(7, 34)
        drawn.append([xs, ys, ts])
    return drawn


def simplify(points, epsilon):
    """Ramer-Douglas-Peucker by distance to the line."""
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0)

    def distance(p):
        if length == 0:
            return math.hypot(p[0] - x0, p[1] - y0)
        return abs((x1 - x0) * (y0 - p[1]) - (x0 - p[0]) * (y1 - y0)) / length

    far = max(range(1, len(points) - 1), key=lambda i: distance(points[i]))
    if distance(points[far]) <= epsilon:
        return [points[0], points[-1]]
    return simplify(points[: far + 1], epsilon)[:-1] + simplify(points[far:], epsilon)


def official(strokes):
    """Align, scale to 255, resample at one unit, simplify by 2, round."""
    left = min(x for xs, _, _ in strokes for x in xs)
    top = min(y for _, ys, _ in strokes for y in ys)
    right = max(x for xs, _, _ in strokes for x in xs)
    bottom = max(y for _, ys, _ in strokes for y in ys)
    scale = 255 / max(right - left, bottom - top)
    result = []
    for xs, ys, _ in strokes:
        points = [((x - left) * scale, (y - top) * scale) for x, y in zip(xs, ys)]
        dense, travelled = [points[0]], 0.0
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            length = math.hypot(x1 - x0, y1 - y0)
            at = 1 - travelled
            while at <= length:
                dense.append((x0 + (x1 - x0) * at / length, y0 + (y1 - y0) * at / length))
                at += 1
            travelled = length - (at - 1)
        dense.append(points[-1])
        kept = simplify(dense, 2.0)
        result.append([[round(x) for x, _ in kept], [round(y) for _, y in kept]])
    return result


def pack(record):
    stamp = record["timestamp"]
    days = (int(stamp[8:10]) - 1) + 17226  # March 2017 begins 17226 days after 1970.
    seconds = days * 86400 + int(stamp[11:13]) * 3600 + int(stamp[14:16]) * 60 + int(stamp[17:19])
    data = struct.pack("<Q2sBIH", int(record["key_id"]), record["countrycode"].encode(), record["recognized"], seconds,
                       len(record["drawing"]))
    for xs, ys in record["drawing"]:
        data += struct.pack("<H", len(xs)) + bytes(xs) + bytes(ys)
    return data


def row(record):
    moment, _, fraction = record["timestamp"].removesuffix(" UTC").partition(".")
    return [record["countrycode"], record["drawing"], record["key_id"], record["recognized"],
            f"{moment}.{fraction.ljust(6, '0')}", record["word"]]


def main():
    rng = random.Random(20170301)
    countries = ["NL", "PT", "KE", "JP", "BR", "IS"]
    raw, simple = [], []
    for k in range(3):
        for word, draw in (("smiley face", smiley), ("house", house), ("star", star), ("cat", cat)):
            number = len(raw)
            strokes = unsteady(draw(k), rng)
            fraction = str(rng.randint(1, 999999)).zfill(6).rstrip("0")
            record = {
                "word": word,
                "countrycode": countries[number % len(countries)],
                "timestamp": f"2017-03-{1 + number:02d} {rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:"
                             f"{rng.randint(0, 59):02d}.{fraction} UTC",
                "recognized": number not in (6, 8),
                "key_id": str(4503599627370496 + rng.getrandbits(51)),
            }
            # Half of the browsers give whole coordinates, the others fractions.
            digits = None if number % 2 else (0 if number % 4 else 2)
            shaped = [[[v if digits is None else (round(v, digits) if digits else round(v)) for v in xs],
                       [v if digits is None else (round(v, digits) if digits else round(v)) for v in ys], ts]
                      for xs, ys, ts in strokes]
            raw.append({**record, "drawing": shaped})
            simple.append({**record, "drawing": official(shaped)})

    def save(name, records):
        with open(os.path.join(HERE, name), "w", newline="\n") as file:
            for record in records:
                text = json.dumps(record, separators=(",", ":"), ensure_ascii=False)
                file.write(text.replace(".0,", ",").replace(".0]", "]") + "\n")

    save("sketches-raw.ndjson", raw)
    save("sketches.ndjson", simple)
    for word in ("smiley face", "house", "star", "cat"):
        save(word + ".ndjson", [record for record in simple if record["word"] == word])
    with open(os.path.join(HERE, "sketches.bin"), "wb") as file:
        for record in simple:
            file.write(pack(record))
    with open(os.path.join(HERE, "sketches.csv"), "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["countrycode", "drawing", "key_id", "recognized", "timestamp", "word"])
        rows.writerows(row(record) for record in simple)


if __name__ == "__main__":
    main()
