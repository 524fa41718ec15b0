"""Trains a network with PyTorch for some steps on normalised sketches, and times them.

    step.py MODEL.safetensors SKETCHES.ndjson THREADS          steps with dropout: forward, backward, AdamW
    step.py MODEL.safetensors SKETCHES.ndjson THREADS check    the loss of the first batch without dropout, and the
                                                               norm of its gradient

Batches of 256 are made before the clock starts, and a step is taken. A batch is computed in parts of 64 sketches of
about the same number of strokes, whose gradients add up: the same step with less padding, which took a quarter of the
time of a whole batch. Gradients are not clipped and weights not averaged.
"""

import json
import random
import sys
import time

import sketches
import torch
import weights
from torch import nn

BATCH, PART = 256, 64


def main(model, source, threads, mode="time"):
    torch.set_num_threads(int(threads))
    network, labels, _ = weights.load(model)
    drawings, words = sketches.read(source)
    classes = {label: index for index, label in enumerate(labels)}
    loss = nn.CrossEntropyLoss(label_smoothing=0.1, reduction="sum")

    def parts(indices):
        indices = sorted(indices, key=lambda i: (len(drawings[i]), sum(map(len, drawings[i]))))
        for start in range(0, len(indices), PART):
            part = indices[start : start + PART]
            yield sketches.batch([drawings[i] for i in part], [classes[words[i]] for i in part])

    def gradients(part):
        mean = loss(network(part), part.labels) / BATCH
        mean.backward()
        return mean.item()

    if mode == "check":
        found = 0.0
        for part in parts(range(BATCH)):
            found += gradients(part)
        squares = sum(parameter.grad.double().square().sum() for parameter in network.parameters())
        print(json.dumps({"loss": found, "gradientNorm": squares.sqrt().item()}))
        return
    # Files have one category after another.
    order = list(range(len(drawings)))
    random.Random(6).shuffle(order)
    batches = [list(parts(order[start : start + BATCH])) for start in range(0, len(order) - BATCH + 1, BATCH)]
    torch.manual_seed(7)
    network.train()
    optimiser = torch.optim.AdamW(network.parameters(), lr=1e-4, betas=(0.9, 0.98), weight_decay=0.05, fused=True)

    def step(batch):
        optimiser.zero_grad(set_to_none=True)
        for part in batch:
            gradients(part)
        optimiser.step()

    step(batches[0])
    start = time.perf_counter()
    for batch in batches:
        step(batch)
    print(json.dumps({"stopwatchSeconds": time.perf_counter() - start, "sketches": len(batches) * BATCH}))


if __name__ == "__main__":
    main(*sys.argv[1:])
