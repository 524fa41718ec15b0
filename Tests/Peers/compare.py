"""Runs croquis beside other people's programs and prints one table. Entered by `run`, which sets everything up."""

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from checks import Different
from inputs import Inputs
from processes import ProgramFailed, interleaved
from rows import ROWS, Bench

#: The peers' libraries, as they are called in the table; simdjson says its version itself.
LIBRARIES = ("numpy", "orjson", "svgpathtools", "svgelements", "rdp", "simplification")
HEADINGS = ("work", "peer", "peer time", "croquis time", "ratio", "floor", "met?")


def main():
    options = arguments()
    kinds = [kind for kind in ROWS if not options.only or any(kind.key.startswith(name) for name in options.only)]
    if not kinds:
        sys.exit(f"no row begins with {', '.join(options.only)}; they are {', '.join(kind.key for kind in ROWS)}")
    work = Path(options.work) if options.work else Path(tempfile.mkdtemp(prefix="croquis-peers-"))
    try:
        results = measure(kinds, options, work)
    finally:
        if not options.work:
            shutil.rmtree(work, ignore_errors=True)
    print(table(results, options))
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
    return parser.parse_args()


def measure(kinds, options, work):
    out = work / "out"
    out.mkdir(parents=True, exist_ok=True)
    croquis = None if options.peers_only else options.croquis
    bench = Bench(Inputs(options.data, work, options.quick), out, croquis, options.simdjson, options.threads)
    say(f"{machine()}; {bench.inputs.origin}; {work}")
    results = []
    for kind in kinds:
        say(f"{kind.key}: {kind.work}, {kind.peer}")
        result = {"key": kind.key, "work": kind.work, "peer": kind.peer, "floor": kind.floor}
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
    rounds = min(options.rounds, row.rounds or options.rounds)
    result["versions"] = {name: version(name) for name in LIBRARIES if name in kind.peer}
    croquis = row.croquis if bench.croquis else None
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


def table(results, options):
    rows = [HEADINGS]
    for result in results:
        floor = result["floor"]
        ratio = result.get("ratio")
        if "failure" in result:
            met = "**" + result["failure"].split(":")[0] + "**"
        elif floor is None or ratio is None:
            met = "–"
        else:
            met = "yes" if ratio >= floor else "no"
        rows.append((
            result["work"],
            result["peer"],
            milliseconds(result.get("peerSeconds")),
            milliseconds(result.get("croquisSeconds")),
            "–" if ratio is None else f"{ratio:.0f}×" if ratio >= 20 else f"{ratio:.2f}×",
            "–" if floor is None else f"{floor:g}×",
            met,
        ))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    versions = {name: said for result in results for name, said in result.get("versions", {}).items()}
    notes = [f"{result['peer']}: {note}" for result in results for note in result.get("notes", ())]
    ending = [f"\n{machine()}. Fastest of the interleaved runs; Python's start and imports are not counted."]
    if versions:
        ending.append("Versions: " + ", ".join(f"{name} {said}" for name, said in versions.items()) + ".")
    ending += [note + "." for note in notes]
    ending += [f"\n{result['key']}: {result['failure']}" for result in results if "failure" in result]
    return "\n".join(lines + ending) + ("\n(a --quick run: these ratios mean little)" if options.quick else "")


def milliseconds(seconds):
    if seconds is None:
        return "–"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.1f} ms"


def machine():
    model = platform.machine()
    try:
        with open("/proc/cpuinfo") as lines:
            model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{len(os.sched_getaffinity(0))} cores of {model}, Python {platform.python_version()}"


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
