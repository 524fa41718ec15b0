"""Runs croquis beside other people's programs and prints one table. Entered by `run`, which sets everything up."""

import argparse
import json
import os
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import cairocffi
from bench import Bench
from checks import Different
from inputs import Inputs
from picture_checks import Bounds
from processes import ProgramFailed, interleaved
from report import machine, milliseconds, report
from rows import ROWS

#: The peers' libraries, as they are called in the table; simdjson and cairo say their versions themselves.
LIBRARIES = (
    "numpy", "orjson", "svgpathtools", "svgelements", "rdp", "simplification",
    "cairocffi", "Pillow", "resvg_py", "CairoSVG", "torch",
)  # fmt: skip


def main():
    options = arguments()
    kinds = [kind for kind in ROWS if not options.only or any(kind.key.startswith(name) for name in options.only)]
    if not kinds:
        sys.exit(f"no row begins with {', '.join(options.only)}; they are {', '.join(kind.key for kind in ROWS)}")
    load = os.getloadavg()[0]
    work = Path(options.work) if options.work else Path(tempfile.mkdtemp(prefix="croquis-peers-"))
    try:
        results = measure(kinds, options, work)
    finally:
        if not options.work:
            shutil.rmtree(work, ignore_errors=True)
    print(report(results, options, load))
    if options.json:
        Path(options.json).write_text(json.dumps({"machine": machine(), "rows": results}, indent=1, ensure_ascii=False))
    sys.exit(1 if any("failure" in result for result in results) else 0)


def arguments():
    parser = argparse.ArgumentParser(prog="Tests/Peers/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small inputs: a smoke run, whose ratios mean little")
    parser.add_argument("--only", action="append", metavar="ROW", help="rows whose name begins so; may be repeated")
    parser.add_argument("--json", metavar="FILE", help="write everything measured to FILE")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each side, interleaved; the fastest counts (5)")
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--threads", type=int, default=cores, help="threads of the simdjson peer (all cores)")
    parser.add_argument("--work", metavar="DIR", help="keep inputs, outputs and logs in DIR")
    parser.add_argument("--peers-only", action="store_true", help="time the peers alone")
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--croquis", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--simdjson", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--raster-cairo", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--library", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(kinds, options, work):
    out = work / "out"
    out.mkdir(parents=True, exist_ok=True)
    croquis = None if options.peers_only else options.croquis
    bench = Bench(
        inputs=Inputs(options.data, work, options.quick),
        out=out,
        croquis=croquis,
        simdjson=options.simdjson,
        raster_cairo=options.raster_cairo,
        library=options.library,
        threads=options.threads,
    )
    say(f"{machine()}; {bench.inputs.origin}; {work}")
    results = []
    for kind in kinds:
        say(f"{kind.key}: {kind.work}, {kind.peer}")
        target = str(kind.target) if isinstance(kind.target, Bounds) else kind.target
        result = {"key": kind.key, "work": kind.work, "peer": kind.peer, "target": target}
        results.append(result)
        try:
            measure_row(kind, bench, options, result)
        except (Different, ProgramFailed, OSError, ValueError, KeyError, TypeError, IndexError) as failure:
            words = {Different: "DIFFERENT", ProgramFailed: "FAILED"}
            word = words.get(type(failure), f"FAILED {type(failure).__name__}")
            result["failure"] = f"{word}: {failure}"
            say(f"  {result['failure']}")
    return results


def measure_row(kind, bench, options, result):
    log = bench.out / kind.key
    row = kind.make(bench, log)
    croquis = row.croquis if bench.croquis else None
    if row.peer is None:
        measure_alone(kind, row, croquis, log, bench, result)
        return
    rounds = min(options.rounds, row.rounds or options.rounds) * row.more_rounds
    result["versions"] = {name: version(name) for name in LIBRARIES if name.lower() in kind.peer.lower()}
    if "cairo" in kind.peer.lower():
        result["versions"]["cairo"] = cairocffi.cairo_version_string()
    peer_runs, croquis_runs = interleaved(row.peer, croquis, rounds, log, bench.out)
    result["peerRuns"] = [vars(one) for one in peer_runs]
    result["croquisRuns"] = [vars(one) for one in croquis_runs]
    if "simdjson" in kind.peer:
        result["versions"]["simdjson"] = json.loads(Path(f"{log}-peer.out").read_text())["simdjson"]
    peer = min(one.seconds for one in peer_runs)
    sketches = row.sketches or peer_runs[0].sketches
    result.update(sketches=sketches, notes=row.notes)
    if sketches:
        result["peerSketchesPerSecond"] = round((row.peer_sketches or sketches) / peer, 1)
    say(f"  peer {milliseconds(peer)}, {result.get('peerSketchesPerSecond', '?')} sketches/s")
    if croquis is None:
        result["peerSeconds"] = peer
        return
    fastest = min(one.seconds for one in croquis_runs)
    if row.peer_sketches:
        fastest *= row.peer_sketches / sketches
    result.update(peerSeconds=peer, croquisSeconds=fastest, ratio=peer / fastest)
    say(f"  croquis {milliseconds(fastest)}, {peer / fastest:.2f}×")
    row.before_check()
    result["checked"] = row.check()
    say(f"  same: {result['checked']}")


def measure_alone(kind, row, croquis, log, bench, result):
    result["notes"] = row.notes
    if croquis is None:
        return
    _, [only] = interleaved(None, croquis, 1, log, bench.out)
    result["croquisRuns"] = [vars(only)]
    found = row.check()
    result["checked"] = str(found)
    if isinstance(kind.target, Bounds):
        result.update(likeness=vars(found), met=kind.target.met_by(found))
    else:
        result.update(sketches=only.sketches, croquisSeconds=only.seconds)
        row.notes.append(str(found))
    say(f"  {found}")


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
