"""Classifies normalised sketches with PyTorch, and times the network alone.

    classify.py MODEL.safetensors SKETCHES.ndjson OUT.npz THREADS

Everything that can be done beforehand is: sketches are read and put into batches of 256 of about the same number of
strokes, their strokes packed for the LSTM, and a batch is run through before the clock starts.
"""

import json
import sys
import time

import numpy as np
import sketches
import torch
import weights

BATCH = 256


@torch.inference_mode()
def main(model, source, destination, threads):
    torch.set_num_threads(int(threads))
    network, labels, temperature = weights.load(model)
    drawings, _ = sketches.read(source)
    order = sorted(range(len(drawings)), key=lambda i: (len(drawings[i]), sum(map(len, drawings[i]))))
    parts = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    batches = [sketches.batch([drawings[index] for index in part]) for part in parts]
    network(batches[-1])

    start = time.perf_counter()
    answers = [torch.softmax(network(batch) / temperature, 1) for batch in batches]
    seconds = time.perf_counter() - start

    probabilities = np.empty((len(drawings), len(labels)), np.float32)
    probabilities[np.concatenate(parts)] = torch.cat(answers).numpy()
    np.savez(destination, probabilities=probabilities, labels=np.array(labels))
    print(json.dumps({"stopwatchSeconds": seconds, "sketches": len(drawings)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
