"""The rows of the network that recognises sketches."""

import sys
from pathlib import Path

import network_checks
import numpy as np
import orjson
from bench import NETWORK, Kind, Row
from inputs import write_lines, write_words
from processes import run
from report import NO_PEER

sys.path.append(str(NETWORK))
import augmentation  # noqa: E402
from labels import ordered  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
#: How many cores each side has.
CORES = 2


def normalised(bench, name):
    """The sample of that name, and the same as networks see it: NDJSON, and as `inputs.write_words` writes it."""
    source = bench.inputs.sample(name)
    prepared, words = (bench.inputs.work / f"{name}-normalised{ending}" for ending in (".ndjson", ".words"))
    if not words.exists():
        if bench.croquis:
            steps = ("-t", "quickdraw", "-t", "normalise:sketchxai")
            run(bench.convert([source], prepared, "--to", "quickdraw-raw", *steps), bench.out / f"{name}-normalised")
        else:
            # These are simplified as they are.
            write_lines(prepared, map(normalised_line, open(source, "rb")))
        with open(prepared, "rb") as lines:
            sketches = [orjson.loads(line) for line in lines]
        labels = [sketch.get("word", "") for sketch in sketches]
        numbers = {label: number for number, label in enumerate(ordered(labels))}
        write_words(words, [sketch["drawing"] for sketch in sketches], [numbers[label] for label in labels])
    return source, prepared, words


def normalised_line(line):
    sketch = orjson.loads(line)
    strokes = augmentation.normalised([np.array(stroke[:2], dtype=np.float64).T for stroke in sketch["drawing"]])
    return orjson.dumps(sketch | {"drawing": [stroke.T.tolist() for stroke in strokes]}) + b"\n"


def random_model(bench, kind, prepared):
    path = bench.inputs.work / f"{kind}-{prepared.stem}.safetensors"
    if not path.exists():
        run(bench.torch("weights", kind, path, prepared), bench.out / path.stem)
    return path


def embedded_model(bench, prepared):
    """The weights that croquis has in it; without their file, random ones."""
    path = ROOT / "Sources/CEmbeddedModel/model.safetensors"
    return path if path.exists() else random_model(bench, "small", prepared)


def classify(bench, log):
    source, prepared, _ = normalised(bench, "classified")
    model = embedded_model(bench, prepared)
    theirs = bench.out / "classify-peer.npz"
    return Row(
        peer=bench.torch("classify", model, prepared, theirs, CORES),
        croquis=[*bench.classify(source), "--model", model, "-j", CORES],
        check=lambda: network_checks.predictions(theirs, Path(f"{log}-croquis.out")),
        rounds=3,
    )


def training_step(bench, log):
    _, prepared, words = normalised(bench, "trained")
    model = random_model(bench, "small", prepared)
    peer = bench.torch("step", model, prepared, CORES)
    croquis = [bench.library / "network", "step", model, words, CORES]
    theirs, ours = Path(f"{log}-check-peer"), Path(f"{log}-check-croquis")

    def before_check():
        run([*peer, "check"], theirs)
        run([*croquis, "check"], ours)

    return Row(
        peer=peer,
        croquis=croquis,
        check=lambda: network_checks.gradients(theirs.with_suffix(".out"), ours.with_suffix(".out")),
        before_check=before_check,
        rounds=3,
    )


def published(bench, _):
    _, prepared, words = normalised(bench, "forward")
    model = random_model(bench, "tiny", prepared)
    passes = 5 if bench.inputs.is_quick else 50
    theirs, ours = (bench.out / f"published-{name}.f32" for name in ("peer", "croquis"))
    peer = bench.torch("published", model, prepared)
    croquis = [bench.library / "network", "forward", model, words]

    def before_check():
        run([*peer, 1, theirs], bench.out / "published-logits-peer")
        run([*croquis, 1, ours], bench.out / "published-logits-croquis")

    return Row(
        peer=[*peer, passes],
        croquis=[*croquis, passes],
        check=lambda: network_checks.logits(theirs, ours, bench.inputs.size["forward"]),
        before_check=before_check,
    )


def cold_start(bench, log):
    drawing = bench.inputs.svg / "000000.svg"
    return Row(
        peer=[sys.executable, "-c", "import torch"],
        croquis=bench.classify(drawing),
        check=lambda: network_checks.one_sketch(Path(f"{log}-croquis.out")),
        sketches=1,
        more_rounds=4,
    )


def stream(bench, log):
    count = bench.inputs.size["streamed"]
    command = [*bench.classify("-"), "-j", CORES]
    return Row(
        peer=None,
        croquis=bench.program("peak_memory", bench.inputs.sample("classified"), count, *command),
        check=lambda: network_checks.streamed(Path(f"{log}-croquis.out"), count),
    )


NETWORK_ROWS = [
    Kind("network-classify", "classify NDJSON, two cores", "PyTorch, batches of 256", 3, classify),
    Kind("network-step", "training step of 256, two cores", "PyTorch, AdamW", 1.5, training_step),
    Kind("network-published", "published Tiny, one sketch", "PyTorch, the better of 1 and 2 threads", 1, published),
    Kind("network-start", "classify one SVG file, whole process", "`import torch` alone", 40, cold_start),
    Kind("network-stream", "classify NDJSON from a pipe", NO_PEER, None, stream),
]
