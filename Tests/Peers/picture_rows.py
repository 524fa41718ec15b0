"""The rows of drawing."""

import os

import picture_checks
from bench import Kind, Row, lines
from picture_checks import EXACT, FAST_28, FAST_224, THIN_LINES
from processes import run

SIDE = 224
GOOGLE = ("--preset", "google28")


def official_bitmaps(bench, _):
    source, bitmaps = bench.inputs.bitmaps
    ours = bench.out / "bitmaps-croquis.npy"
    row = Row(
        peer=None,
        croquis=bench.render(source, ours, *GOOGLE),
        check=lambda: picture_checks.likeness(*(picture_checks.array_pictures(path, 28) for path in (bitmaps, ours))),
        sketches=lines(source),
    )
    if not bench.inputs.data:
        row.notes.append("without the official bitmaps, cairocffi drew the pictures that croquis' are compared with")
    return row


def raster(engine, side, passes, bounds):
    def make(bench, _):
        drawings = bench.inputs.drawings
        theirs, ours = (bench.out / f"raster-{engine}-{side}-{name}.bytes" for name in ("peer", "croquis"))
        repeats = 2 if bench.inputs.is_quick else passes
        peer = [bench.raster_cairo, drawings, side]
        croquis = [bench.library / "raster", drawings, side]

        def before_check():
            # A run of its own, so that nothing is written while others are timed.
            run([*peer, 1, theirs], bench.out / "raster-pictures-peer")
            run([*croquis, 1, engine, ours], bench.out / "raster-pictures-croquis")

        def check():
            pictures = [picture_checks.raw_pictures(path, side) for path in (theirs, ours)]
            for path in (theirs, ours):
                path.unlink()
            return picture_checks.same_pictures(*pictures, bounds)

        return Row(
            peer=[*peer, repeats],
            croquis=[*croquis, repeats, engine],
            check=check,
            before_check=before_check,
        )

    return make


def ndjson_to_npy(engine, bounds):
    def make(bench, _):
        source = bench.inputs.sample("small-pictures")
        theirs, ours = bench.out / f"npy-{engine}-peer.npy", bench.out / f"npy-{engine}-croquis.npy"
        return Row(
            peer=bench.program("ndjson_to_npy", source, theirs, 28),
            croquis=bench.render(source, ours, *GOOGLE, "--engine", engine),
            check=lambda: picture_checks.same_pictures(
                *(picture_checks.array_pictures(path, 28) for path in (theirs, ours)), bounds
            ),
            rounds=3,
        )

    return make


def ndjson_to_png(engine, bounds):
    def make(bench, _):
        source = bench.inputs.sample("large-pictures")
        theirs, ours = bench.out / f"png-{engine}-peer", bench.out / f"png-{engine}-croquis"
        options = (*GOOGLE, "--size", SIDE, "--engine", engine, "--name", "{index:06}.png")
        return Row(
            peer=bench.program("ndjson_to_png", source, theirs, SIDE),
            croquis=bench.render(source, ours, *options),
            check=lambda: picture_checks.same_png_files(theirs, ours, bounds, no_larger=True),
            rounds=3,
        )

    return make


def svg_to_png(library):
    def make(bench, _):
        folder = bench.inputs.tuberlin
        theirs, ours = bench.out / f"svg-{library}-peer", bench.out / f"svg-{library}-croquis"
        options = ("--preset", "tuberlin", "--size", SIDE, "--name", "{source}.png")
        return Row(
            peer=bench.program("svg_to_png", library, folder, theirs, SIDE),
            croquis=bench.render(folder, ours, *options),
            check=lambda: picture_checks.same_png_files(theirs, ours, THIN_LINES),
            sketches=len(os.listdir(folder)),
        )

    return make


PICTURE_ROWS = [
    Kind("parity", "`google28` on QuickDraw's drawings", "the official bitmaps", EXACT, official_bitmaps),
    Kind("raster-fast-28", "raster only, 28×28, one core, fast", "cairo in C", 12, raster("fast", 28, 20, FAST_28)),
    Kind("raster-exact-28", "raster only, 28×28, one core, exact", "cairo in C", 3, raster("exact", 28, 20, EXACT)),
    Kind("raster-fast-224", "raster only, 224×224, one core, fast", "cairo in C", 4, raster("fast", 224, 5, FAST_224)),
    Kind(
        "raster-exact-224", "raster only, 224×224, one core, exact", "cairo in C", 1.5, raster("exact", 224, 5, EXACT)
    ),
    Kind("npy-exact", "NDJSON → 28×28 `.npy`, exact", "orjson, cairocffi loop", 40, ndjson_to_npy("exact", EXACT)),
    Kind("npy-fast", "NDJSON → 28×28 `.npy`, fast", "orjson, cairocffi loop", 40, ndjson_to_npy("fast", FAST_28)),
    Kind("png-exact", "NDJSON → 224×224 PNG, exact", "the loop, Pillow", 12, ndjson_to_png("exact", EXACT)),
    Kind("png-fast", "NDJSON → 224×224 PNG, fast", "the loop, Pillow", 12, ndjson_to_png("fast", FAST_224)),
    Kind("svg-png-resvg", "TU-Berlin SVG → PNG 224", "resvg_py", 8, svg_to_png("resvg")),
    Kind("svg-png-cairosvg", "the same", "CairoSVG", 8, svg_to_png("cairosvg")),
]
