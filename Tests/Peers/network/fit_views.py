"""Fits how the program mixes what strokes and picture say, on drawings that neither network was trained on.

    fit_views.py CROQUIS RASTER.safetensors VALIDATION... [--model MODEL.safetensors]

Asks the command for the logits of each view, finds the weights by which their sum has the least negative log-likelihood,
and writes them into RASTER.safetensors, with the weight of the raster network alone. A drawing of a category of N counts
1/sqrt(N): between every drawing counting the same, by which common categories decide, and every category, by which a few
drawings do (Shimodaira, "Improving predictive inference under covariate shift", 2000).
"""

import argparse
import json
import subprocess

import torch

import train_judge


def logits(options, view):
    """The logits of a view for each drawing with a label, and the labels' numbers."""
    command = [options.croquis, "classify", *options.validation, "--json", "--logits", "--top", "1", "-q", "--view", view]
    if view == "raster":
        command += ["--raster-model", options.raster]
    if options.model:
        command += ["--model", options.model]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    rows, labels, numbers = [], [], {}
    for line in said.splitlines():
        record = json.loads(line)
        numbers = numbers or {label: number for number, label in enumerate(record["logits"])}
        if record.get("givenLabel") in numbers:
            rows.append(list(record["logits"].values()))
            labels.append(numbers[record["givenLabel"]])
    return torch.tensor(rows), torch.tensor(labels)


def fit(views, labels):
    """The weight of each view that makes the softmax of the sum likeliest."""
    logarithms = torch.full((len(views),), -0.3, requires_grad=True)
    counts = torch.bincount(labels)
    shares = counts[labels].double() ** -0.5
    shares /= shares.sum()
    optimiser = torch.optim.LBFGS([logarithms], max_iter=200, line_search_fn="strong_wolfe")

    def mixed():
        return sum(weight * view for weight, view in zip(logarithms.exp(), views)).double()

    def loss():
        optimiser.zero_grad()
        value = (torch.nn.functional.cross_entropy(mixed(), labels, reduction="none") * shares).sum()
        value.backward()
        return value

    value = optimiser.step(loss)
    best = mixed().topk(5).indices == labels[:, None]
    top1, top5 = ((hits.double() * shares).sum().item() for hits in (best[:, 0], best.any(1)))
    print(f"weights {logarithms.exp().tolist()}: loss {value.item():.4f}, top-1 {top1:.4f}, top-5 {top5:.4f}")
    return logarithms.exp().tolist()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("croquis")
    parser.add_argument("raster")
    parser.add_argument("validation", nargs="+")
    parser.add_argument("--model")
    options = parser.parse_args()
    strokes, labels = logits(options, "strokes")
    raster, same = logits(options, "raster")
    assert torch.equal(labels, same)
    print(f"{len(labels)} drawings of {len(labels.unique())} categories")
    fit([strokes], labels)
    (own,) = fit([raster], labels)
    mixture = fit([strokes, raster], labels)
    tensors, metadata = train_judge.read(options.raster)
    metadata["raster.weight"] = f"{own:.4f}"
    metadata["raster.mixture.strokes"], metadata["raster.mixture.raster"] = (f"{weight:.4f}" for weight in mixture)
    train_judge.write(options.raster, {name: tensor.half() for name, tensor in tensors.items()}, metadata)


if __name__ == "__main__":
    main()
