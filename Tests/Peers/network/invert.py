"""Stroke location inversion with PyTorch, as the authors of SketchXAI coded it, and times it from here on.

    invert.py MODEL.safetensors SKETCHES.ndjson OUT.npz THREADS[,THREADS…] BATCH [shapes-once|doubles]

Sketches are normalised ones. All strokes begin at the origin, which any program can do alike; then the cross-entropy with
the sketch's own label falls by plain gradient descent along the strokes' first points, rate 10 falling to 1e-5 along a
cosine over 100 steps, the norm of a sketch's gradient clipped to 0.5 over the rate. The network is in eval mode, and
its weights want no gradient.

As the authors have it, each step runs the whole network. With `shapes-once` the LSTM, whose input no step changes, runs
once; with `doubles` all is computed in 64 bits. Sketches are sorted by their strokes and points, so that a batch has
little padding. Of several numbers of threads the fastest counts; weights are read and the trace is written within the time.
"""

import json
import sys
import time

import numpy as np
import sketches
import torch
import weights

START = time.perf_counter()
RATE, LAST_RATE, STEPS = 10.0, 1e-5, 100
LONGEST_GRADIENT = 0.5 / (RATE + 1e-8)


def invert(network, batch, shapes_once):
    """Before each step and after the last: the locations, and each sketch's loss and norm of its gradient."""
    owners = torch.repeat_interleave(torch.arange(len(batch.counts)), batch.counts)
    kind = network.fc.weight.dtype
    batch.strokes = batch.strokes.to(kind)
    locations = torch.zeros(len(owners), 2, dtype=kind, requires_grad=True)
    optimiser = torch.optim.SGD([locations], lr=RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, T_max=STEPS, eta_min=LAST_RATE)
    shapes = network.shapes(batch) if shapes_once else None
    places, losses, norms = [], [], []
    for _ in range(STEPS + 1):
        optimiser.zero_grad()
        batch.starts = locations[batch.before]
        loss = torch.nn.functional.cross_entropy(network(batch, shapes=shapes), batch.labels, reduction="none")
        loss.sum().backward()
        gradient = locations.grad
        # What clip_grad_norm_ does, for each sketch by itself.
        norm = torch.zeros(len(batch.counts), dtype=kind).index_add_(0, owners, gradient.square().sum(1)).sqrt()
        gradient.mul_((LONGEST_GRADIENT / (norm + 1e-6)).clamp(max=1)[owners, None])
        places.append(locations.detach().clone())
        losses.append(loss.detach())
        norms.append(norm)
        optimiser.step()
        schedule.step()
    return [torch.stack(parts).numpy() for parts in (places, losses, norms)]


def invert_all(network, drawings, labels, size, shapes_once):
    """The same of all drawings, in their order: locations of each, losses, norms."""
    order = sorted(range(len(drawings)), key=lambda i: (len(drawings[i]), sum(map(len, drawings[i]))))
    places = [None] * len(drawings)
    losses, norms = (np.empty((STEPS + 1, len(drawings)), np.float32) for _ in range(2))
    for start in range(0, len(order), size):
        part = order[start : start + size]
        batch = sketches.batch([drawings[i] for i in part], [labels[i] for i in part])
        found, losses[:, part], norms[:, part] = invert(network, batch, shapes_once)
        ends = batch.counts.cumsum(0)[:-1].tolist()
        for index, moved in zip(part, np.split(found, ends, axis=1)):
            places[index] = moved
    return np.concatenate(places, axis=1), losses, norms


def main(model, source, destination, threads, size, way=""):
    network, names, _ = weights.load(model)
    network.requires_grad_(False)
    if way == "doubles":
        network.double()
    classes = {name: index for index, name in enumerate(names)}
    drawings, words = sketches.read(source)
    labels = [classes[word] for word in words]
    drawings = [drawing[: sketches.MAXIMUM_STROKES] for drawing in drawings]
    reading = time.perf_counter() - START

    taken = {}
    for count in map(int, threads.split(",")):
        torch.set_num_threads(count)
        start = time.perf_counter()
        places, losses, norms = invert_all(network, drawings, labels, int(size), way == "shapes-once")
        np.savez(
            destination,
            counts=[len(drawing) for drawing in drawings],
            drawn=np.array([stroke[0] for drawing in drawings for stroke in drawing]),
            locations=places,
            losses=losses,
            norms=norms,
        )
        taken[count] = time.perf_counter() - start
    seconds = reading + min(taken.values())
    print(json.dumps({"stopwatchSeconds": seconds, "sketches": len(drawings), "threads": taken}))


if __name__ == "__main__":
    main(*sys.argv[1:])
