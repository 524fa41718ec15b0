"""Trains SketchXAINet with PyTorch by the recipe of `croquis train`, on a GPU where there is one, for croquis to use.

    croquis convert train/ -t quickdraw -t normalise:sketchxai --to quickdraw-raw -o train.ndjson
    train.py train.ndjson -o model.safetensors [--steps N] [--width W --layers L --heads H]

AdamW, warm-up and cosine, label smoothing, gradient clipping, running average of the weights, classes drawn evenly,
augmentation, and a temperature fitted on what was kept for validation. Batches are made by processes of their own.
"""

import argparse
import copy
import math
import time

import numpy as np
import sketches
import torch
import weights
from augmentation import augmented
from labels import ordered
from sketchxai import Configuration, SketchXAINet
from torch import nn


class Batches(torch.utils.data.Dataset):
    """The batch of each step, which follows from the step and the seed."""

    def __init__(self, drawings, classes, options):
        self.drawings, self.options = drawings, options
        #: By class. A class may have nobody to train on.
        self.members = {number: np.flatnonzero(classes == number) for number in np.unique(classes)}

    def __len__(self):
        return self.options.steps

    def __getitem__(self, step):
        random = np.random.default_rng((self.options.seed, step))
        size, count = self.options.batch_size, len(self.members)
        places = ((np.arange(size) + random.random(size)) * count / size).astype(int)
        classes = np.array(list(self.members))[places]
        chosen = [random.choice(self.members[number]) for number in classes]
        return sketches.batch([augmented(self.drawings[index], random) for index in chosen], classes)


@torch.no_grad()
def initialise(network):
    """As ViT: matrices and embeddings normal with deviation 0.02, biases zero; the LSTM as PyTorch has it."""
    for name, value in network.names().items():
        if name.endswith(".weight") and "layernorm" not in name:
            nn.init.trunc_normal_(value, std=0.02, a=-0.04, b=0.04)
        elif name.endswith(".bias"):
            value.zero_()


def optimiser(network, options):
    """Only matrices decay."""
    groups = {True: [], False: []}
    for name, value in network.names().items():
        decays = value.dim() == 2 and "order_embeddings" not in name and "location_embeddings" not in name
        groups[decays].append(value)
    decaying = {"params": groups[True], "weight_decay": options.weight_decay}
    staying = {"params": groups[False], "weight_decay": 0}
    return torch.optim.AdamW([decaying, staying], lr=options.rate, betas=(0.9, 0.98))


def rate(step, options):
    """The share of the learning rate in a step."""
    warm_up = min(1000, options.steps // 10)
    if step < warm_up:
        return (step + 1) / warm_up
    share = min(1, (step - warm_up) / max(1, options.steps - 1 - warm_up))
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * share))


@torch.inference_mode()
def logits(network, drawings, device):
    order = sorted(range(len(drawings)), key=lambda index: len(drawings[index]))
    result = torch.empty(len(drawings), network.configuration.classes)
    for start in range(0, len(order), 256):
        part = order[start : start + 256]
        result[part] = network(sketches.batch([drawings[index] for index in part]).to(device)).cpu()
    return result


def main():
    options = arguments()
    device = torch.device(options.device or ("cuda" if torch.cuda.is_available() else "cpu"))
    drawings, words = sketches.read(options.source)
    labels = ordered(words)
    numbers = {label: number for number, label in enumerate(labels)}
    classes = np.array([numbers[word] for word in words])
    order = np.random.default_rng(options.seed).permutation(len(drawings))
    held, kept = np.split(order, [len(order) // 20])

    torch.manual_seed(options.seed)
    shape = (options.width, options.layers, options.heads, len(labels))
    network = SketchXAINet(Configuration(*shape, hidden_dropout=options.dropout))
    initialise(network)
    network.to(device).train()
    average = copy.deepcopy(network).eval()
    steps = optimiser(network, options)
    schedule = torch.optim.lr_scheduler.LambdaLR(steps, lambda step: rate(step, options))
    loss = nn.CrossEntropyLoss(label_smoothing=0.1)
    batches = torch.utils.data.DataLoader(
        Batches([drawings[index] for index in kept], classes[kept], options),
        batch_size=None,
        num_workers=options.workers,
        prefetch_factor=4 if options.workers else None,
    )
    start = time.perf_counter()
    for step, batch in enumerate(batches):
        batch = batch.to(device)
        found = loss(network(batch), batch.labels)
        steps.zero_grad(set_to_none=True)
        found.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        steps.step()
        schedule.step()
        share = 1 - min(0.999, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), share)
        if (step + 1) % options.every == 0 or step + 1 == options.steps:
            answers = logits(average, [drawings[index] for index in held], device)
            right = (answers.argmax(1).numpy() == classes[held]).mean()
            speed = options.batch_size * (step + 1) / (time.perf_counter() - start)
            said = f"loss {found.item():.3f}, validation {right:.2%}, {speed:.0f} sketches/s"
            print(f"step {step + 1}: {said}", flush=True)

    truth = torch.from_numpy(classes[held])
    fitted = min(np.linspace(0.4, 2, 161), key=lambda t: nn.functional.cross_entropy(answers / t, truth).item())
    weights.save(options.output, average, labels, temperature=float(fitted))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("source", help="NDJSON that croquis normalised, with labels")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--steps", type=int, default=40_000)
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--heads", type=int, default=6)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--weight-decay", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=1000, help="steps between validations")
    parser.add_argument("--workers", type=int, default=2, help="processes that make batches")
    parser.add_argument("--device", help="cuda or cpu; the default is cuda where there is one")
    return parser.parse_args()


if __name__ == "__main__":
    main()
