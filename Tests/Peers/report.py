"""Prints what was measured as tables in Markdown."""

import os
import platform

HEADINGS = ("work", "peer", "peer time", "croquis time", "ratio", "target", "met?")
LIKENESS_HEADINGS = ("pictures", "beside", "identical", "mean difference", "within 2", "greatest", "to reach", "met?")


#: What stands for the peer of a row without one.
NO_PEER = "–"

#: The load average from which on something else is said to be running.
BUSY = 0.5


def report(results, options, load):
    timed = [result for result in results if isinstance(result["target"], (float, int, type(None)))]
    compared = [result for result in results if isinstance(result["target"], str)]
    blocks = []
    if timed:
        blocks.append(table(HEADINGS, [timed_cells(result) for result in timed]))
    if compared:
        blocks.append(table(LIKENESS_HEADINGS, [likeness_cells(result) for result in compared]))
    ending = [f"{machine()}. Fastest of the interleaved runs; Python's start and imports are not counted."]
    versions = {name: said for result in results for name, said in result.get("versions", {}).items()}
    if versions:
        ending.append("Versions: " + ", ".join(f"{name} {said}" for name, said in versions.items()) + ".")
    notes = [f"{subject(result)}: {note}" for result in results for note in result.get("notes", ())]
    ending += [note + "." for note in dict.fromkeys(notes)]
    ending += [f"\n{result['key']}: {result['failure']}" for result in results if "failure" in result]
    if load > BUSY:
        ending.append(f"(Other programs were running: the load average was {load:.1f} before the first row.)")
    if options.quick:
        ending.append("(a --quick run: these ratios mean little)")
    return "\n\n".join([*blocks, "\n".join(ending)])


def subject(result):
    """What a note is about."""
    return result["work"] if result["peer"] == NO_PEER else result["peer"]


def timed_cells(result):
    target, ratio = result["target"], result.get("ratio")
    return (
        result["work"],
        result["peer"],
        milliseconds(result.get("peerSeconds")),
        milliseconds(result.get("croquisSeconds")),
        "–" if ratio is None else f"{ratio:.0f}×" if ratio >= 20 else f"{ratio:.2f}×",
        "–" if target is None else f"{target:g}×",
        verdict(result, None if target is None or ratio is None else ratio >= target),
    )


def likeness_cells(result):
    seen = result.get("likeness")
    numbers = ("–",) * 4
    if seen:
        numbers = (
            f"{seen['identical']:.2%} of {seen['pictures']}",
            f"{seen['mean']:.3f} of 255",
            f"{seen['within']:.3%} of pixels",
            str(seen["greatest"]),
        )
    return result["work"], result["peer"], *numbers, result["target"], verdict(result, result.get("met"))


def verdict(result, met):
    if "failure" in result:
        return "**" + result["failure"].split(":")[0] + "**"
    return "–" if met is None else "yes" if met else "no"


def table(headings, rows):
    rows = [headings, *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(headings))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


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
