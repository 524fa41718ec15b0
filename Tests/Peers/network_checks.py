"""Whether croquis' network and PyTorch's gave the same. Each check raises Different, or says what it saw."""

import json

import numpy as np
from checks import Different, read_lines

#: The share of sketches whose likeliest label is the same, and how far a probability may be off.
SAME_LABELS, PROBABILITY = 0.999, 1e-3
#: How far the loss of a batch may be off, and the norm of its gradient, in units of itself.
LOSS, NORM = 1e-4, 1e-3
#: How far a logit may be off.
LOGIT = 1e-4


def predictions(theirs, ours):
    """`theirs` an archive of `network/classify.py`, `ours` what `croquis classify --json` printed."""
    with np.load(theirs) as archive:
        probabilities, labels = archive["probabilities"], archive["labels"].tolist()
    classes = {label: index for index, label in enumerate(labels)}
    lines = [line["predictions"] for line in read_lines(ours)]
    if len(lines) != len(probabilities):
        raise Different(f"the peer classified {len(probabilities)} sketches and croquis {len(lines)}")
    first = np.array([classes[line[0]["label"]] for line in lines])
    same = np.mean(first == probabilities.argmax(1))
    if not same >= SAME_LABELS:
        raise Different(f"of {len(lines)} sketches, only {same:.3%} have the same likeliest label")
    said = [[(classes[one["label"]], one["probability"]) for one in line] for line in lines]
    off = max(abs(probabilities[row, index] - value) for row, line in enumerate(said) for index, value in line)
    if not off <= PROBABILITY:
        raise Different(f"a probability is off by {off:.2g}")
    sure = probabilities.max(1).mean()
    likeliest = f"the likeliest of {len(set(first))} labels has {sure:.3f} in mean"
    return f"{same:.2%} of {len(lines)} labels equal, probabilities within {off:.1g}; {likeliest}"


def gradients(theirs, ours):
    """What `step` printed with `check`."""
    (loss, norm), (our_loss, our_norm) = (
        (said["loss"], said["gradientNorm"]) for said in (json.loads(path.read_text()) for path in (theirs, ours))
    )
    if not abs(our_loss - loss) <= LOSS:
        raise Different(f"the loss is {our_loss} and not {loss}")
    if not abs(our_norm / norm - 1) <= NORM:
        raise Different(f"the gradient's norm is {our_norm} and not {norm}")
    return f"loss {loss:.6f} and {our_loss:.6f}, norm of the gradient {norm:.5f} and {our_norm:.5f}"


def logits(theirs, ours, sketches):
    theirs, ours = (np.fromfile(path, "<f4").reshape(sketches, -1) for path in (theirs, ours))
    off, greatest = np.abs(theirs - ours).max(), np.abs(theirs).max()
    if not off <= LOGIT:
        raise Different(f"a logit is off by {off:.2g}, of logits up to {greatest:.2f}")
    return f"logits of {sketches} sketches within {off:.1g}, of logits up to {greatest:.2f}"


def one_sketch(ours):
    lines = list(read_lines(ours))
    if len(lines) != 1 or not lines[0]["predictions"]:
        raise Different(f"croquis answered with {len(lines)} lines")
    return "one sketch classified"


def streamed(ours, count):
    said = json.loads(ours.read_text())
    if said["answers"] != count:
        raise Different(f"croquis gave {said['answers']} answers to {count} sketches")
    rate = count / said["stopwatchSeconds"]
    return f"{count} sketches, {rate:.0f} a second, with at most {said['peakBytes'] / 1e6:.0f} MB of memory"
