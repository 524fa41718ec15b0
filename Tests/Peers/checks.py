"""Whether two programs gave the same answer. Each check raises Different, or returns a line that says what it saw."""

import json
import struct
from collections import Counter
from datetime import datetime, timezone
from itertools import zip_longest
from pathlib import Path

import numpy as np
import orjson


class Different(Exception):
    """The two sides disagree; the text says where first, and how often."""


def read_lines(path):
    with open(path, "rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise Different(f"{path}:{number}: not JSON: {error}") from error


def shorten(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) < 400 else text[:400] + " …"


def pairs(peer, croquis):
    """Both files' sketches side by side; that there are as many is the first thing to hold."""
    theirs, ours = list(read_lines(peer)), list(read_lines(croquis))
    if len(theirs) != len(ours):
        raise Different(f"the peer wrote {len(theirs)} sketches and croquis {len(ours)}")
    return list(zip(theirs, ours))


def same_in_all(compared, what):
    """`compared` gives (index, theirs, ours); all must be equal."""
    wrong, first, count = 0, None, 0
    for index, theirs, ours in compared:
        count += 1
        if theirs != ours:
            wrong += 1
            first = first or f"sketch {index}:\n  peer    {shorten(theirs)}\n  croquis {shorten(ours)}"
    if wrong:
        raise Different(f"{wrong} of {count} {what} differ, the first is {first}")
    return f"{count} {what} equal"


# Row 1: stroke-3 archives


def load_members(path):
    with np.load(path, allow_pickle=True, encoding="latin1") as archive:
        # Labels and ids, which croquis puts beside drawings of several labels, are no rows.
        names = [name for name in archive.files if not name.endswith(("_labels", "_ids"))]
        return {name: list(archive[name]) for name in names}


def stroke3_archives(peer, croquis):
    """The arrays of all members together, as a multiset: the two shuffles are different."""
    theirs, ours = load_members(peer), load_members(croquis)
    sizes = {name: len(arrays) for name, arrays in ours.items()}
    if sorted(theirs) != sorted(ours):
        raise Different(f"the peer's members are {sorted(theirs)} and croquis' {sorted(ours)}")
    for name, arrays in ours.items():
        for index, rows in enumerate(arrays):
            if rows.dtype != np.int16 or rows.ndim != 2 or rows.shape[1] != 3:
                raise Different(f"{name}[{index}] is {rows.dtype} {rows.shape}, not int16 (n, 3)")
    missing, extra = multiset_difference(theirs, ours)
    if missing or extra:
        raise Different(
            f"{sum(missing.values())} arrays of the peer are not in croquis' archive, {sum(extra.values())} the other "
            f"way round; the first ones:\n  peer    {first_array(missing)}\n  croquis {first_array(extra)}"
        )
    return f"{sum(sizes.values())} arrays equal (members {sizes})"


def multiset_difference(theirs, ours):
    counts = [Counter(np.ascontiguousarray(rows, dtype="<i2").tobytes() for arrays in side.values() for rows in arrays)
              for side in (theirs, ours)]  # fmt: skip
    return counts[0] - counts[1], counts[1] - counts[0]


def first_array(counter):
    for content in counter:
        return shorten(np.frombuffer(content, dtype="<i2").reshape(-1, 3).tolist())
    return "(none)"


# Row 2: counts


def counts(peer, croquis):
    theirs = json.loads(peer.read_text())
    report = json.loads(croquis.read_text())
    ours = {key: find_number(report, key) for key in ("sketches", "strokes", "points")}
    theirs = {key: theirs[key] for key in ours}
    if theirs != ours:
        raise Different(f"the peer counts {theirs}, croquis {ours}; its report begins {shorten(json.dumps(report))}")
    return ", ".join(f"{number} {key}" for key, number in ours.items())


def find_number(report, key):
    """The number under `key`, or its `total`, at the level nearest to the top."""
    level = [report]
    while level:
        for entry in level:
            if isinstance(entry, dict) and key in entry:
                value = entry[key]
                value = value.get("total") if isinstance(value, dict) else value
                if isinstance(value, int):
                    return value
        level = [
            child
            for entry in level
            for child in (entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ())
        ]
    return None


# Row 3: records of .bin


def bin_records(peer, croquis):
    """All fields of .bin. A timestamp is compared as seconds; croquis' label, which .bin does not hold, is not."""

    def fields(sketch):
        return (
            int(sketch["key_id"]),
            sketch.get("countrycode"),
            sketch.get("recognized"),
            seconds(sketch.get("timestamp")),
            sketch["drawing"],
        )

    compared = ((index, fields(theirs), fields(ours)) for index, (theirs, ours) in enumerate(pairs(peer, croquis)))
    return same_in_all(compared, "records")


def seconds(timestamp):
    if not isinstance(timestamp, str):
        return timestamp
    moment = datetime.fromisoformat(timestamp.removesuffix(" UTC")[:19])
    return int(moment.replace(tzinfo=timezone.utc).timestamp())


# CSV


def records(peer, croquis):
    """All keys of NDJSON, in order."""
    compared = ((index, theirs, ours) for index, (theirs, ours) in enumerate(pairs(peer, croquis)))
    return same_in_all(compared, "records")


def same_bytes(peer, croquis):
    theirs, ours = peer.read_bytes(), croquis.read_bytes()
    if theirs != ours:
        compared = enumerate(zip(theirs.splitlines(), ours.splitlines()), 1)
        line, (a, b) = next(((line, pair) for line, pair in compared if pair[0] != pair[1]), (0, (b"", b"")))
        raise Different(
            f"{len(theirs)} bytes by the peer and {len(ours)} by croquis; they differ first in line {line}:\n"
            f"  peer    {shorten(a)}\n  croquis {shorten(b)}"
        )
    return f"{len(theirs)} bytes equal"


# Row 4: drawings of .npz


def drawings(peer, croquis):
    """The drawings, number by number (1 and 1.0 are the same), in order or, failing that, as a multiset."""
    together = pairs(peer, croquis)
    try:
        return same_in_all(((index, a["drawing"], b["drawing"]) for index, (a, b) in enumerate(together)), "drawings")
    except Different as difference:
        theirs, ours = (Counter(plain(pair[side]["drawing"]) for pair in together) for side in (0, 1))
        if theirs == ours:
            return f"{len(together)} drawings equal, in another order"
        moved = sum(from_first(a["drawing"]) == from_first(b["drawing"]) for a, b in together)
        raise Different(f"{difference}\n  ({moved} of {len(together)} are equal but for where they lie)") from None


def plain(drawing):
    return orjson.dumps([[[float(number) for number in channel] for channel in stroke] for stroke in drawing])


def from_first(drawing):
    x, y = drawing[0][0][0], drawing[0][1][0]
    return [[[value - x for value in stroke[0]], [value - y for value in stroke[1]]] for stroke in drawing]


# TFRecords


def tfrecords(peer, croquis):
    """Each record of both files as tfrecord reads it, offsets within 2⁻²²; croquis' checksums; the classes' names."""
    from tfrecord.reader import tfrecord_loader

    features = {"ink": "float", "shape": "int", "class_index": "int"}
    count = 0
    sides = (tfrecord_loader(str(path), None, features) for path in (peer, croquis))
    for index, (theirs, ours) in enumerate(zip_longest(*sides)):
        if theirs is None or ours is None:
            raise Different(f"{'the peer' if theirs is None else 'croquis'} wrote only {index} records")
        same = all(np.array_equal(theirs[name], ours[name]) for name in ("shape", "class_index"))
        if not same or np.abs(theirs["ink"] - ours["ink"]).max(initial=0) > 2**-22:
            raise Different(f"record {index}:\n  peer    {shorten(theirs)}\n  croquis {shorten(ours)}")
        count += 1
    names = [Path(f"{path}.classes").read_text(encoding="utf-8") for path in (peer, croquis)]
    if names[0] != names[1]:
        raise Different(f"the classes are {shorten(names[0])} and {shorten(names[1])}")
    return f"{count} records equal, {check_frames(croquis)} checksums right, {names[0].count(chr(10))} classes"


def check_frames(path):
    """Checks both checksums of each record, which tfrecord doesn't look at."""
    from crc32c import crc32c

    def masked(data):
        crc = crc32c(data)
        return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF

    data, offset, count = memoryview(path.read_bytes()), 0, 0
    while offset < len(data):
        (length,) = struct.unpack_from("<Q", data, offset)
        for start, size in ((offset, 8), (offset + 12, length)):
            if masked(data[start : start + size]) != struct.unpack_from("<I", data, start + size)[0]:
                raise Different(f"{path}: the checksum of the bytes from {start} is wrong")
            count += 1
        offset += 16 + length
    return count


def labelled_drawings(peer, croquis):
    """Labels and drawings, number by number."""
    together = enumerate(pairs(peer, croquis))
    compared = ((index, (a["word"], a["drawing"]), (b["word"], b["drawing"])) for index, (a, b) in together)
    return same_in_all(compared, "labelled drawings")


# Row 5: SVG

#: Half a unit for croquis' rounding to whole units on both axes, and 0.25 of flattening on either side.
SVG_ENDS = 0.75
SVG_SHAPE = 0.75 + 0.5


def svg_drawings(peer, croquis, with_transforms):
    """The same number of strokes a file; ends within SVG_ENDS, and every vertex within SVG_SHAPE of the other's line.

    `with_transforms` maps a file's index to the strokes it should have, for peers that do not look at transforms.
    """
    strokes = points = 0
    worst_end = worst_shape = 0.0
    together = pairs(peer, croquis)
    for index, (theirs, ours) in enumerate(together):
        expected = with_transforms.get(index, theirs["drawing"])
        found = ours["drawing"]
        if len(expected) != len(found):
            raise Different(f"file {index:06}.svg: {len(expected)} strokes by the peer and {len(found)} by croquis")
        for number, (a, b) in enumerate(zip(expected, found)):
            a, b = np.array(a[:2], dtype=float).T, np.array(b[:2], dtype=float).T
            end = max(np.hypot(*(a[0] - b[0])), np.hypot(*(a[-1] - b[-1])))
            shape = max(farthest(a, b), farthest(b, a))
            if end > SVG_ENDS or shape > SVG_SHAPE:
                raise Different(
                    f"file {index:06}.svg, stroke {number}: ends {end:.2f} apart, lines {shape:.2f} apart\n"
                    f"  peer    {shorten(a.round(2).tolist())}\n  croquis {shorten(b.tolist())}"
                )
            worst_end, worst_shape = max(worst_end, end), max(worst_shape, shape)
            strokes, points = strokes + 1, points + len(b)
    return (
        f"{len(together)} files, {strokes} strokes; ends at most {worst_end:.2f} and lines {worst_shape:.2f} apart; "
        f"{points} points by croquis"
    )


def farthest(points, line):
    """The greatest distance of a point of `points` from the polyline `line`."""
    starts, ends = (line[:-1], line[1:]) if len(line) > 1 else (line, line)
    along = ends - starts
    squared = np.maximum((along**2).sum(axis=1), 1e-30)
    offset = points[:, None, :] - starts[None]
    place = np.clip((offset * along).sum(axis=2) / squared, 0, 1)
    nearest = offset - place[:, :, None] * along
    return float(np.sqrt((nearest**2).sum(axis=2).min(axis=1)).max())


# Row 6: simplification


def simplified(peer, croquis, indices, identical_share, apart):
    """At least `identical_share` of the drawings equal; of the rest all strokes present, and `apart` at most between
    the polylines (either way) but for one drawing in a hundred. A stroke of a single point is the same as one of two
    equal points, which only croquis' `quickdraw` makes of it."""
    ours = list(read_lines(croquis))
    theirs = list(read_lines(peer))
    if indices is not None:
        ours = [ours[index] for index in indices]
    if len(theirs) != len(ours):
        raise Different(f"the peer wrote {len(theirs)} sketches and croquis {len(ours)}")
    identical, far, first = 0, 0, None
    for index, (a, b) in enumerate(zip(theirs, ours)):
        a, b = doubled(a["drawing"]), doubled(b["drawing"])
        if a == b:
            identical += 1
            continue
        if len(a) != len(b):
            raise Different(f"drawing {index}: {len(a)} strokes by the peer and {len(b)} by croquis")
        distance = max(
            max(farthest(p, q), farthest(q, p))
            for p, q in ((np.array(p, dtype=float).T, np.array(q[:2], dtype=float).T) for p, q in zip(a, b))
        )
        if distance > apart:
            far += 1
            first = first or f"drawing {index}, {distance:.1f} apart:\n  peer    {shorten(a)}\n  croquis {shorten(b)}"
    share = identical / max(1, len(theirs))
    said = f"{share:.1%} of {len(theirs)} drawings identical, {far} more than {apart} units apart"
    if share < identical_share or far > max(1, len(theirs) // 100):
        raise Different(f"{said} (to reach: {identical_share:.0%}); the first far one: {first}")
    return said


def doubled(drawing):
    """With each stroke of a single point as two equal points."""
    return [[channel * 2 if len(channel) == 1 else channel for channel in stroke] for stroke in drawing]
