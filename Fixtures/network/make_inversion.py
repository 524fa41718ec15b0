"""Makes trajectories of stroke location inversion in PyTorch, as the authors of SketchXAI coded it, of the network and
the sketches of golden.f32: plain gradient descent of the cross-entropy by the strokes' first points, rate 10 falling to
1e-5 along a cosine over 100 steps, the gradient's norm clipped to 0.5 over the rate.

    pip install torch numpy orjson && python make_inversion.py

inversion.txt has a line for every tenth step of every sketch: the sketch, the tokens, the target, the step, the loss, the
norm of the gradient before clipping, then x and y of each stroke's first point.
"""

import numpy as np
import torch
from make_published import HERE, drawings, golden
from sketches import batch
from sketchxai import Configuration, SketchXAINet

RATE, LAST_RATE, STEPS, DEVIATION = 10.0, 1e-5, 100, 0.1


def invert(model, drawing, target, start):
    """A row for each step: what the locations were before it, and what the network said of them."""
    fixed = batch([drawing])
    locations = torch.tensor(start, dtype=torch.float32, requires_grad=True)
    optimiser = torch.optim.SGD([locations], lr=RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, T_max=STEPS, eta_min=LAST_RATE)
    rows = []
    for step in range(STEPS + 1):
        optimiser.zero_grad()
        fixed.starts = locations[fixed.before]
        loss = torch.nn.functional.cross_entropy(model(fixed), torch.tensor([target]))
        loss.backward()
        before = locations.detach().numpy().copy()
        norm = torch.nn.utils.clip_grad_norm_([locations], 0.5 / (RATE + 1e-8))
        rows.append((step, loss.item(), norm.item(), before))
        optimiser.step()
        schedule.step()
    return rows


def main():
    arrays = golden()
    sketches = drawings(arrays["points"].reshape(-1, 2), arrays["lengths"], arrays["counts"])
    weights = {name.removeprefix("weight "): value for name, value in arrays.items() if name.startswith("weight ")}
    generator = np.random.default_rng(5)
    with open(HERE + "/inversion.txt", "w") as out:
        for tokens in ("packed", "padded197"):
            model = SketchXAINet(Configuration(16, 2, 2, 5, tokens=tokens)).eval()
            shapes = {name: parameter.shape for name, parameter in model.names().items()}
            model.set_names({name: weights[name].reshape(shape) for name, shape in shapes.items()})
            for index, drawing in enumerate(sketches):
                start = DEVIATION * generator.standard_normal((len(drawing), 2))
                target = (index + 2) % 5
                for step, loss, norm, locations in invert(model, drawing, target, start)[::10]:
                    numbers = [loss, norm, *locations.reshape(-1)]
                    text = " ".join(f"{value:.9g}" for value in numbers)
                    out.write(f"{index} {tokens} {target} {step} {text}\n")


if __name__ == "__main__":
    main()
