"""The rows of reading, converting and simplifying."""

import os
import sys
from pathlib import Path

import checks
import table_checks
from bench import PROGRAMS, Kind, Row, lines, megabytes
from processes import run


def ndjson_to_npz(bench, _):
    source = bench.inputs.simplified
    theirs, ours = bench.out / "stroke3-peer.npz", bench.out / "stroke3-croquis.npz"
    options = ("--to", "stroke-3", "--split", "train=0.9,valid=0.05,test=0.05")
    row = Row(
        peer=bench.program("ndjson_to_npz", source, theirs, "implicit"),
        croquis=bench.convert([source], ours, *options),
        check=lambda: checks.stroke3_archives(theirs, ours) + f"; {megabytes(theirs)} and {megabytes(ours)}",
        sketches=lines(source),
    )
    if bench.croquis:
        origin = first_point_convention(bench, source, options)
        row.peer[-1] = origin
        row.notes.append(f"croquis writes the first point as '{origin}', and so does the peer")
    return row


def first_point_convention(bench, source, options):
    """Which of the three conventions croquis writes, from 1 000 drawings: the peer is then asked for the same."""
    few, archive = bench.out / "few.ndjson", bench.out / "few.npz"
    with open(source, "rb") as file, open(few, "wb") as out:
        out.writelines(line for _, line in zip(range(1000), file))
    run(bench.convert([few], archive, *options), bench.out / "few-croquis")
    ours = checks.load_members(archive)
    missing = {}
    for origin in ("explicit", "zero", "implicit"):
        peer = bench.out / f"few-{origin}.npz"
        run(bench.program("ndjson_to_npz", few, peer, origin), bench.out / "few-peer")
        missing[origin] = sum(checks.multiset_difference(checks.load_members(peer), ours)[0].values())
    return min(missing, key=missing.get)


def info(program, numbers=None):
    def make(bench, log):
        source = bench.inputs.simplified
        counted = bench.out / "counts.json"
        report, peer_report = Path(f"{log}-croquis.out"), Path(f"{log}-peer.out")

        def before_check():
            # The timed loop may count less than is compared: the peer counts once more, in full.
            run(bench.program("count_ndjson", source, "counts", counted), f"{log}-counts")

        def check():
            if program == "simdjson":
                checks.counts(counted, peer_report)
            return checks.counts(counted, report)

        if program == "simdjson":
            peer = [bench.simdjson, source, bench.threads, numbers, "lines"]
        else:
            peer = bench.program("count_ndjson", source, program)
        croquis = bench.info(source)
        return Row(peer, croquis, check, before_check=before_check, sketches=lines(source))

    return make


def bin_to_ndjson(bench, _):
    source = bench.inputs.bin
    theirs, ours = bench.out / "bin-peer.ndjson", bench.out / "bin-croquis.ndjson"
    return Row(
        peer=bench.program("bin_to_ndjson", source, theirs),
        croquis=bench.convert([source], ours, "--to", "quickdraw"),
        check=lambda: checks.bin_records(theirs, ours),
        sketches=lines(bench.inputs.simplified),
    )


def csv_to_ndjson(bench, _):
    source = bench.inputs.csv
    theirs, ours = bench.out / "csv-peer.ndjson", bench.out / "csv-croquis.ndjson"
    return Row(
        peer=bench.program("csv_to_ndjson", source, theirs),
        croquis=bench.convert([source], ours, "--to", "quickdraw"),
        check=lambda: checks.records(theirs, ours),
        sketches=lines(bench.inputs.complete),
    )


def ndjson_to_csv(bench, _):
    source = bench.inputs.complete
    theirs, ours = bench.out / "peer.csv", bench.out / "croquis.csv"
    return Row(
        peer=bench.program("ndjson_to_csv", source, theirs),
        croquis=bench.convert([source], ours),
        check=lambda: checks.same_bytes(theirs, ours),
        sketches=lines(source),
    )


def npz_to_ndjson(bench, _):
    sources = bench.inputs.npz
    theirs, ours = bench.out / "npz-peer.ndjson", bench.out / "npz-croquis.ndjson"
    return Row(
        peer=bench.program("npz_to_ndjson", *sources, theirs),
        croquis=bench.convert(sources, ours, "--to", "quickdraw"),
        check=lambda: checks.drawings(theirs, ours),
    )


def ndjson_to_tfrecord(bench, _):
    source = bench.inputs.simplified
    theirs, ours = bench.out / "tfrecord-peer.tfrecord", bench.out / "tfrecord-croquis.tfrecord"
    return Row(
        peer=bench.program("ndjson_to_tfrecord", source, theirs),
        croquis=bench.convert([source], ours),
        check=lambda: checks.tfrecords(theirs, ours) + f"; {megabytes(theirs)} and {megabytes(ours)}",
        sketches=lines(source),
    )


def tfrecord_to_ndjson(bench, _):
    source = bench.inputs.tfrecord
    theirs, ours = bench.out / "tfrecord-read-peer.ndjson", bench.out / "tfrecord-read-croquis.ndjson"
    return Row(
        peer=bench.program("tfrecord_to_ndjson", source, theirs),
        croquis=bench.convert([source], ours),
        check=lambda: checks.labelled_drawings(theirs, ours),
        sketches=lines(bench.inputs.simplified),
    )


def ndjson_to_table(kind):
    def make(bench, _):
        source = bench.inputs.simplified
        theirs, ours = bench.out / f"peer.{kind}", bench.out / f"croquis.{kind}"
        return Row(
            peer=bench.program("ndjson_to_parquet", source, bench.inputs.classes, theirs),
            croquis=bench.convert([source], ours),
            check=lambda: table_checks.tables(theirs, ours) + f"; {megabytes(theirs)} and {megabytes(ours)}",
            sketches=lines(source),
        )

    return make


def table_to_ndjson(kind):
    def make(bench, _):
        source = bench.inputs.table(kind)
        theirs, ours = bench.out / f"{kind}-peer.ndjson", bench.out / f"{kind}-croquis.ndjson"
        return Row(
            peer=bench.program("parquet_to_ndjson", source, theirs),
            croquis=bench.convert([source], ours, "--to", "quickdraw"),
            check=lambda: checks.records(theirs, ours),
            sketches=lines(bench.inputs.simplified),
        )

    return make


def svg_to_ndjson(library):
    def make(bench, _):
        folder = bench.inputs.svg
        theirs, ours = bench.out / f"{library}-peer.ndjson", bench.out / f"{library}-croquis.ndjson"

        def check():
            moved = {} if library == "svgelements" else strokes_with_transforms(folder)
            return checks.svg_drawings(theirs, ours, moved)

        return Row(
            peer=bench.program(f"svg_{library}", folder, theirs),
            croquis=bench.convert([folder], ours, "--to", "quickdraw"),
            check=check,
            sketches=len(os.listdir(folder)),
        )

    return make


def strokes_with_transforms(folder):
    """For the files with transforms, what svgpathtools gives by its slower way in, which follows them."""
    sys.path.insert(0, str(PROGRAMS))
    from svg_svgpathtools import stroke
    from svgpathtools import Document

    moved = {}
    for index, name in enumerate(sorted(os.listdir(folder))):
        path = folder / name
        if b"transform=" in path.read_bytes():
            paths = Document(str(path)).paths()
            moved[index] = [stroke(part) for whole in paths for part in whole.continuous_subpaths()]
    return moved


def simplify(library):
    def make(bench, _):
        source = bench.inputs.raw
        theirs, ours = bench.out / f"{library}-peer.ndjson", bench.out / f"{library}-croquis.ndjson"
        segment = bench.out / "segment-croquis.ndjson"
        row = Row(
            peer=bench.program("raw_to_simplified", library, source, theirs),
            croquis=bench.convert([source], ours, "--to", "quickdraw", "-t", "quickdraw"),
            check=lambda: checks.simplified(theirs, ours, None, 0, 25),
            sketches=lines(source),
        )
        if library == "rdp":
            sample, indices = bench.inputs.raw_sample
            row.peer = bench.program("raw_to_simplified", library, sample, theirs)
            row.peer_sketches = len(indices)
            row.rounds = 2
            row.check = lambda: checks.simplified(theirs, ours, indices, 0.95, 2)
            row.notes.append(
                f"the peer is timed on {len(indices)} drawings, every {indices.step}th; both times are for that many"
            )
        else:
            # The library measures to the segment, QuickDraw to the line: the same answer takes the segment flavour.
            steps = ("align", "fit:255", "resample:spacing=1", "simplify:2,segment")
            options = [part for step in steps for part in ("-t", step)]
            row.before_check = lambda: run(
                bench.convert([source], segment, "--to", "quickdraw", *options), bench.out / "segment"
            )
            row.check = lambda: (
                f"by line and segment: {checks.simplified(theirs, ours, None, 0, 25)}; "
                f"both by segment: {checks.simplified(theirs, segment, None, 0.95, 2)}"
            )
        return row

    return make


CONVERSION_ROWS = [
    Kind("npz-write", "simplified NDJSON → stroke-3 npz", "orjson, numpy.savez", 25, ndjson_to_npz),
    Kind("info-orjson", "read simplified NDJSON (`info`)", "bare loop of orjson.loads", 15, info("read")),
    Kind("info-statistics", "the same", "orjson.loads, and what `info` tells", None, info("statistics")),
    Kind("info-simdjson", "the same", "simdjson, numbers as doubles", 0.9, info("simdjson", numbers="double")),
    Kind("info-simdjson-integer", "the same", "simdjson, numbers as int64", None, info("simdjson", numbers="integer")),
    Kind("bin", "`.bin` → NDJSON", "struct, json.dumps", 40, bin_to_ndjson),
    Kind("csv-read", "Kaggle's CSV → NDJSON", "csv, orjson", 10, csv_to_ndjson),
    Kind("csv-write", "simplified NDJSON → Kaggle's CSV", "orjson, csv", None, ndjson_to_csv),
    Kind("npz-read", "npz → NDJSON", "numpy.load, orjson.dumps", 8, npz_to_ndjson),
    Kind("tfrecord-write", "simplified NDJSON → TFRecord", "orjson, tfrecord", 30, ndjson_to_tfrecord),
    Kind("parquet-write", "simplified NDJSON → Parquet", "orjson, pyarrow", 3, ndjson_to_table("parquet")),
    Kind("parquet-read", "Parquet → NDJSON", "pyarrow to_pylist, orjson", 10, table_to_ndjson("parquet")),
    Kind("arrow-write", "simplified NDJSON → Arrow", "orjson, pyarrow", None, ndjson_to_table("arrow")),
    Kind("arrow-read", "Arrow → NDJSON", "pyarrow to_pylist, orjson", None, table_to_ndjson("arrow")),
    Kind("tfrecord-read", "TFRecord → NDJSON", "tfrecord, orjson.dumps", None, tfrecord_to_ndjson),
    Kind("svg-svgpathtools", "SVG files → NDJSON", "svgpathtools", 15, svg_to_ndjson("svgpathtools")),
    Kind("svg-svgelements", "the same", "svgelements", 40, svg_to_ndjson("svgelements")),
    Kind("quickdraw-rdp", "`-t quickdraw` on raw NDJSON", "numpy, rdp", 500, simplify("rdp")),
    Kind("quickdraw-simplification", "the same", "numpy, simplification (Rust)", 3, simplify("simplification")),
]
