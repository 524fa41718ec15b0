"""The rows of stroke location inversion."""

import inversion_checks
import orjson
from bench import Kind, Row
from inputs import write_lines
from network_rows import CORES, embedded_model, normalised, random_model
from processes import run

#: The strokes of the drawing that is inverted alone.
STROKES = 5
#: Sketches in a batch of PyTorch's: of 8, 16, 32, 64 and 128 the fastest.
BATCH = 32


def one_sketch(bench):
    """The first drawing of so many strokes in the sample, and the same as networks see it."""
    source, prepared, _ = normalised(bench, "inverted")
    drawings = [orjson.loads(line)["drawing"] for line in source.read_bytes().splitlines()]
    number = next(number for number, drawing in enumerate(drawings) if len(drawing) == STROKES)
    return tuple(
        write_lines(bench.inputs.work / f"one-{path.name}", path.read_bytes().splitlines(True)[number : number + 1])
        for path in (source, prepared)
    )


def row(bench, log, source, prepared, model, options=(), threads=CORES, batch=1, rounds=None, may_part=False):
    """Both sides from reading weights and sketches to the written trace; a note tells the peer's time with one LSTM pass."""
    ours, theirs = bench.out / log.name, bench.out / f"{log.name}-peer.npz"
    method = ("--method", "paper", "--start", "zero", "--no-pictures")
    peer = bench.torch("invert", model, prepared, theirs, threads, batch)
    notes = []

    def before_check():
        once = bench.out / f"{log.name}-once"
        took = run(bench.torch("invert", model, prepared, f"{once}.npz", threads, batch, "shapes-once"), once)
        notes.append(f"{took.seconds:.3g} s where the LSTM runs once and not in each step ({log.name})")

    def doubles(indices):
        """The archive of the sketches of these numbers, computed in 64 bits."""
        some, answer = bench.inputs.work / f"{log.name}-some.ndjson", bench.out / f"{log.name}-doubles.npz"
        every = prepared.read_bytes().splitlines(True)
        write_lines(some, (every[index] for index in indices))
        run(bench.torch("invert", model, some, answer, CORES, batch, "doubles"), answer.with_suffix(""))
        return answer

    return Row(
        peer=peer,
        croquis=[bench.croquis, "invert", source, "-o", ours, *method, *options, "--quiet", "-j", CORES],
        check=lambda: inversion_checks.trajectories(theirs, ours / "trace.ndjson", source, doubles if may_part else None),
        before_check=before_check,
        rounds=rounds,
        notes=notes,
    )


def one(bench, log):
    source, prepared = one_sketch(bench)
    model = embedded_model(bench, normalised(bench, "inverted")[1])
    return row(bench, log, source, prepared, model, threads="1,2")


def many(bench, log):
    source, prepared, _ = normalised(bench, "inverted")
    return row(
        bench, log, source, prepared, embedded_model(bench, prepared), batch=BATCH, rounds=1, may_part=True
    )


def published(bench, log):
    source, prepared = one_sketch(bench)
    model = random_model(bench, "even-tiny", normalised(bench, "inverted")[1])
    return row(bench, log, source, prepared, model, ("--model", model), threads="1,2", rounds=3)


INVERSION_ROWS = [
    Kind("inversion-one", "invert one sketch, 100 steps", "PyTorch, the better of 1 and 2 threads", 20, one),
    Kind("inversion-many", "invert 500 sketches, 100 steps", f"PyTorch, batches of {BATCH}", 4, many),
    Kind(
        "inversion-published",
        "invert with the published Tiny, 100 steps",
        "PyTorch, batch of 1, the better of 1 and 2 threads",
        1.5,
        published,
    ),
]
