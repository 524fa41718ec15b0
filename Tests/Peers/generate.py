"""Drawings of the shape and size of the real data, from fixed seeds, for machines that have none of it."""

import numpy as np
import orjson

SEED = 20170301
WORDS = ["cat", "house", "bicycle", "alarm clock", "The Eiffel Tower", "sun", "tree", "fish"]
COUNTRIES = ["US", "GB", "DE", "RU", "SA", "KR", "BR", "FI"]


def wander(random, strokes, points):
    """Strokes that turn smoothly, in a square of side 1 that they fill."""
    drawing = []
    for _ in range(strokes):
        count = int(max(2, random.poisson(points)))
        heading = np.cumsum(random.normal(0, 0.5, count)) + random.uniform(0, 2 * np.pi)
        steps = random.exponential(1, (count, 1)) * np.column_stack((np.cos(heading), np.sin(heading)))
        drawing.append(np.cumsum(steps, axis=0) + random.uniform(-4, 4, 2))
    low = np.min([stroke.min(axis=0) for stroke in drawing], axis=0)
    high = np.max([stroke.max(axis=0) for stroke in drawing], axis=0)
    side = max((high - low).max(), 1e-9)
    return [(stroke - low) / side for stroke in drawing]


def metadata(random, index):
    second = int(random.integers(0, 5_000_000))
    stamp = np.datetime64("2017-01-23T00:00:00") + np.timedelta64(second, "s")
    return {
        "word": WORDS[index % len(WORDS)],
        "countrycode": COUNTRIES[int(random.integers(len(COUNTRIES)))],
        "timestamp": f"{str(stamp).replace('T', ' ')}.{int(random.integers(10_000, 99_999))} UTC",
        "recognized": bool(random.random() < 0.9),
        "key_id": str(4_503_599_627_370_496 + int(random.integers(2**52))),
    }


def line(sketch, drawing):
    return orjson.dumps({**sketch, "drawing": drawing}, option=orjson.OPT_APPEND_NEWLINE)


def simplified(count):
    """Lines of simplified NDJSON: whole units, 0 to 255, about 5 strokes and 43 points."""
    random = np.random.default_rng(SEED)
    for index in range(count):
        strokes = wander(random, int(random.integers(1, 10)), 8.5)
        drawing = [np.rint(stroke * 255).astype(int).T.tolist() for stroke in strokes]
        yield line(metadata(random, index), drawing)


def raw(count):
    """Lines of raw NDJSON: pixels with fractions in part of the drawings, and times in milliseconds."""
    random = np.random.default_rng(SEED + 1)
    for index in range(count):
        digits = 0 if random.random() < 0.7 else 3
        now, drawing = 0, []
        for stroke in wander(random, int(random.integers(1, 9)), 39):
            times = now + np.cumsum(random.integers(8, 40, len(stroke)))
            now = int(times[-1]) + 300
            places = (stroke * 450 + 60).round(digits).T
            places = places.tolist() if digits else places.astype(int).tolist()
            drawing.append([*places, (times - times[0] * (not drawing)).tolist()])
        yield line(metadata(random, index), drawing)


def npz(folder, small, large):
    """Stroke-3 files in both conventions: three without the first row, one that begins with a zero row."""
    folder.mkdir(exist_ok=True)
    random = np.random.default_rng(SEED + 2)
    files = []
    for name, count in (("quickdraw-a", small), ("quickdraw-b", small), ("quickdraw-c", small), ("omniglot", large)):
        explicit = name == "omniglot"
        arrays = np.empty(count, dtype=object)
        for index in range(count):
            strokes = wander(random, int(random.integers(1, 4 if explicit else 10)), 13 if explicit else 8.5)
            places = np.rint(np.concatenate(strokes) * 500).astype(np.int16)
            rows = np.zeros((len(places), 3), dtype=np.int16)
            rows[1:, :2] = np.diff(places, axis=0)
            rows[np.cumsum([len(stroke) for stroke in strokes]) - 1, 2] = 1
            arrays[index] = rows if explicit else rows[1:]
        files.append(folder / f"{name}.npz")
        np.savez(files[-1], **({"train": arrays} if explicit else {"test": arrays}))
    return files


def svg(count):
    """SVG files in three hands: nested transforms and absolute curves, relative curves, polylines over a rectangle."""
    random = np.random.default_rng(SEED + 3)
    for index in range(count):
        strokes = wander(random, int(random.integers(2, 14)), 13)
        hand = nested if index % 32 == 0 else (relative, exported)[index % 2]
        yield hand(strokes).encode()


def tuberlin(count):
    """SVG files as the TU-Berlin set has them: lines of 3 units, round."""
    random = np.random.default_rng(SEED + 4)
    for _ in range(count):
        yield nested(wander(random, int(random.integers(5, 25)), 13)).encode()


def curves(places):
    """A chain of smooth cubics through every third place, as control points."""
    usable = places[: (len(places) - 1) // 3 * 3 + 1]
    return usable if len(usable) >= 4 else np.repeat(places[:1], 4, axis=0) + np.arange(4)[:, None]


def nested(strokes):
    paths = []
    for index, stroke in enumerate(strokes):
        chain = curves(stroke * 300 + 40)
        body = " ".join(f"{x:.4f} {y:.4f}" for x, y in chain[1:])
        paths.append(f'<path id="{index}" d="M{chain[0][0]:.4f} {chain[0][1]:.4f} C {body}"/>')
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<svg viewBox="0 0 800 800" xmlns="http://www.w3.org/2000/svg">\n'
        '<g fill="none" stroke="black" stroke-linecap="round" stroke-linejoin="round" stroke-width="1.5">'
        '<g transform="translate(80,90) scale(2) translate(-30,-20)">\n'
        + "\n".join(paths)
        + "\n</g></g></svg>\n"
    )


def relative(strokes):
    paths = []
    for stroke in strokes:
        chain = curves(stroke * 280 + 10)
        body = ""
        for start in range(0, len(chain) - 1, 3):
            offsets = (chain[start + 1 : start + 4] - chain[start]).round(5)
            body += "c" + " ".join(f"{x:.5f},{y:.5f}" for x, y in offsets)
        paths.append(
            f'<path d="M{chain[0][0]:.5f},{chain[0][1]:.5f}{body}" fill="none" stroke="black" stroke-width="5"/>'
        )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 300 300">\n'
        + "\n".join(paths)
        + "\n</svg>\n"
    )


def exported(strokes):
    paths = []
    for stroke in strokes:
        body = " L ".join(f"{x:.2f} {y:.2f}" for x, y in stroke * 597.66)
        paths.append(f'<path d = "M {body}" stroke="black" fill="transparent"/>')
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg width="600" height="600" xmlns="http://www.w3.org/2000/svg">\n'
        '<rect width="100%" height="100%" fill="white" />\n' + "\n".join(paths) + "\n</svg>\n"
    )
