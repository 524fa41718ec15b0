"""Has croquis read files of the Universal Ink Model, and compares strokes, points, names, widths and samples with what
Wacom's own library reads.

    check_uim.py --croquis PROGRAM [FILE.uim…]

The library needs another version of protobuf than the other peers, so `requirements.txt` leaves it out: without it, this
check is skipped. Exits 1 at the first file that is wrong.
"""

import argparse
import json
import logging
import math
import sys
import tempfile
from pathlib import Path

from processes import ProgramFailed, run

try:
    from uim.codec.parser.uim import UIMParser
    from uim.model.inkinput.inputdata import InkSensorType
except ImportError:
    print("check_uim: skipped: to run it, make a virtual environment with universal-ink-library==2.1.2")
    sys.exit(0)

#: Of places and samples, which the library adds up in decimal steps, and seconds since 1970 in 64 bits.
TOLERANCE = 1e-5


class Wrong(Exception):
    """Croquis did not give what the library reads."""


def samples(model, stroke, kind):
    """A stroke's samples of a kind, one per control point that is drawn; `None` if it has none."""
    data = model.sensor_data.sensor_data_by_id(stroke.sensor_data_id)
    context = model.input_configuration.get_input_context(data.input_context_id)
    sensors = model.input_configuration.get_sensor_context(context.sensor_context_id)
    if not sensors.has_channel_type(kind):
        return None
    channel = data.get_data_by_id(sensors.get_channel_by_type(kind).id)
    if channel is None or not channel.values:
        return None
    return [stroke.get_sensor_point(index, channel.values) for index in range(1, len(stroke.splines_x) - 1)]


def near(found, wanted, what):
    if len(found) != len(wanted):
        raise Wrong(f"{what}: {len(found)} instead of {len(wanted)}")
    worst = max((abs(a - b) for a, b in zip(found, wanted)), default=0)
    if worst > TOLERANCE:
        raise Wrong(f"{what}: {worst} away")


def check(croquis, path, folder):
    model = UIMParser().parse(str(path))
    output = folder / "out.ndjson"
    run([croquis, "convert", path, "-o", output, "--force", "--quiet"], folder / "log")
    (line,) = output.read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    strokes, drawing = model.strokes, record["drawing"]
    if len(drawing) != len(strokes):
        raise Wrong(f"{len(drawing)} strokes instead of {len(strokes)}")
    attributes = record["attributes"]["strokes"]
    kinds = (InkSensorType.TIMESTAMP, InkSensorType.PRESSURE, InkSensorType.ALTITUDE)
    times, pressures, altitudes = ([samples(model, stroke, kind) for stroke in strokes] for kind in kinds)
    channels = record.get("channels", {})
    start = min(min(of) for of in times)
    points = 0
    for index, (stroke, found) in enumerate(zip(strokes, drawing)):
        what = f"stroke {index + 1}"
        near(found[0], stroke.splines_x[1:-1], f"{what}, x")
        near(found[1], stroke.splines_y[1:-1], f"{what}, y")
        near([time / 1000 for time in found[2]], [time - start for time in times[index]], f"{what}, times")
        if "pressure" in channels:
            near(channels["pressure"][index], pressures[index], f"{what}, pressures")
        if "tilt" in channels:
            tilts = [max(0, math.pi / 2 - altitude) for altitude in altitudes[index]]
            near(channels["tilt"][index], tilts, f"{what}, tilts")
        of = attributes[index]
        if of["name"] != str(stroke.id):
            raise Wrong(f"{what} is {of['name']}, not {stroke.id}")
        sizes = stroke.sizes or [stroke.style.path_point_properties.size]
        near([of["width"]], [sum(sizes) / len(sizes)], f"{what}, width")
        points += len(found[0])
    print(f"{path.name}: {len(strokes)} strokes, {points} points", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--croquis", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="the files in its folder samples/wacom, if none are named")
    parser.add_argument("files", type=Path, nargs="*")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        for path in options.files or sorted((options.data / "samples/wacom").glob("*.uim")):
            try:
                check(options.croquis.resolve(), path, Path(folder))
            except (Wrong, ProgramFailed) as failure:
                sys.exit(f"check_uim: WRONG: {path}: {failure}")


if __name__ == "__main__":
    main()
