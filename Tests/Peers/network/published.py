"""Runs single sketches through the published architecture with PyTorch, 197 tokens each, on one thread and on two.

    published.py MODEL.safetensors SKETCHES.ndjson PASSES [LOGITS.f32]

The fastest pass of the first sketch counts, and the better number of threads. LOGITS are those of all sketches.
"""

import json
import sys
import time

import sketches
import torch
import weights


@torch.inference_mode()
def main(model, source, passes, destination=None):
    network, _, _ = weights.load(model)
    batches = [sketches.batch([drawing]) for drawing in sketches.read(source)[0]]
    fastest = {}
    for threads in (1, 2):
        torch.set_num_threads(threads)
        network(batches[0])
        for _ in range(int(passes)):
            start = time.perf_counter()
            network(batches[0])
            seconds = time.perf_counter() - start
            fastest[threads] = min(seconds, fastest.get(threads, seconds))
    if destination:
        torch.cat([network(batch) for batch in batches]).numpy().astype("<f4").tofile(destination)
    print(json.dumps({"stopwatchSeconds": min(fastest.values()), "sketches": 1, "threads": fastest}))


if __name__ == "__main__":
    main(*sys.argv[1:])
