"""Makes the golden files of this folder: a small SketchXAINet with random weights in PyTorch, its logits and gradients.

The architecture is written from its description (SketchXAI, CVPR 2023): a two-layer bidirectional nn.LSTM over the rows of
each stroke, summed over time; plus a linear map of the stroke's first point; plus an embedding of its place; a pre-norm
ViT encoder, and a class token. `packed` has a token a stroke; `padded197` always 197 tokens, all of which attend.

    pip install torch numpy && python make.py

golden.f32 holds little-endian 32-bit floats; golden.txt says what is where: name, offset and count, in floats.
"""

import os

import numpy as np
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Layer(nn.Module):
    def __init__(self, d, heads, ratio, eps):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(d, d) for _ in range(4))
        self.before, self.after = nn.LayerNorm(d, eps=eps), nn.LayerNorm(d, eps=eps)
        self.up, self.down = nn.Linear(d, ratio * d), nn.Linear(ratio * d, d)

    def forward(self, x, mask=None):
        b, n, d = x.shape
        y = self.before(x)
        q, k, v = (f(y).view(b, n, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        y = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.out(y.transpose(1, 2).reshape(b, n, d))
        return x + self.down(nn.functional.gelu(self.up(self.after(x))))


class SketchXAINet(nn.Module):
    def __init__(self, d, layers, heads, classes, ratio=4, eps=1e-6, padded=False):
        super().__init__()
        self.d, self.padded = d, padded
        self.cls = nn.Parameter(torch.zeros(1, 1, d))
        self.lstm = nn.LSTM(4, d // 2, 2, batch_first=True, bidirectional=True)
        self.order = nn.Embedding(196, d)
        self.location = nn.Linear(2, d)
        self.layers = nn.ModuleList(Layer(d, heads, ratio, eps) for _ in range(layers))
        self.norm = nn.LayerNorm(d, eps=eps)
        self.fc = nn.Linear(d, classes)

    def names(self):
        """The parameters under the names of the published files."""
        e = "vit.embeddings."
        result = {e + "cls_token": self.cls}
        for name, value in self.lstm.named_parameters():
            result[e + "stroke_embeddings." + name] = value
        parts = {e + "order_embeddings": self.order, e + "location_embeddings": self.location}
        for i, layer in enumerate(self.layers):
            p = f"vit.encoder.layer.{i}."
            for name in ("query", "key", "value"):
                parts[p + "attention.attention." + name] = getattr(layer, name)
            parts[p + "attention.output.dense"] = layer.out
            parts[p + "layernorm_before"], parts[p + "layernorm_after"] = layer.before, layer.after
            parts[p + "intermediate.dense"], parts[p + "output.dense"] = layer.up, layer.down
        parts["vit.layernorm"], parts["vit.fc"] = self.norm, self.fc
        for name, module in parts.items():
            for kind, value in module.named_parameters():
                result[f"{name}.{kind}"] = value
        return result

    def forward(self, strokes, lengths, starts, counts):
        """strokes: (all strokes, longest, 4), zero-padded; starts: (all strokes, 2); counts: strokes of each sketch."""
        packed = pack_padded_sequence(strokes, lengths, batch_first=True, enforce_sorted=False)
        shape = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)[0].sum(1)
        b = len(counts)
        n = 196 if self.padded else int(max(counts))
        place = torch.cat([torch.arange(c) for c in counts])
        sketch = torch.repeat_interleave(torch.arange(b), torch.as_tensor(counts))
        shapes = torch.zeros(b, n, self.d).index_put((sketch, place), shape)
        positions = torch.zeros(b, n, 2).index_put((sketch, place), starts)
        tokens = shapes + self.location(positions) + self.order(torch.arange(n))
        x = torch.cat([self.cls.expand(b, -1, -1), tokens], 1)
        mask = None
        if not self.padded:
            mask = (torch.arange(n + 1)[None] <= torch.as_tensor(counts)[:, None])[:, None, None]
        for layer in self.layers:
            x = layer(x, mask)
        return self.fc(self.norm(x[:, 0]))


def main():
    torch.manual_seed(7)
    rng = np.random.default_rng(7)
    model = SketchXAINet(16, 2, 2, 5)
    with torch.no_grad():
        for value in model.parameters():
            value.add_(torch.randn_like(value) * 0.1)
    # Three sketches of dyadic points: the strokes' absolute points are written too, for the program to read.
    sketches = [[rng.integers(-47, 48, (length, 2)) / 64 for length in lengths] for lengths in ((5, 1, 9), (3,), (2, 7))]
    lengths, starts, rows, counts = [], [], [], []
    for sketch in sketches:
        counts.append(len(sketch))
        for points in sketch:
            lengths.append(len(points))
            starts.append(points[0])
            row = np.zeros((len(points), 4))
            row[1:, :2] = np.diff(points, axis=0)
            row[:-1, 2], row[-1, 3] = 1, 1
            rows.append(row)
    strokes = np.zeros((len(rows), max(lengths), 4))
    for i, row in enumerate(rows):
        strokes[i, : len(row)] = row
    strokes = torch.tensor(strokes, dtype=torch.float32)
    labels = torch.tensor([1, 4, 0])
    arrays = {"points": np.concatenate([p for s in sketches for p in s]), "lengths": lengths, "counts": counts}
    for name, value in model.names().items():
        arrays["weight " + name] = value.detach().numpy()
    for mode in ("packed", "padded197"):
        model.padded = mode == "padded197"
        model.zero_grad()
        position = torch.tensor(np.array(starts), dtype=torch.float32, requires_grad=True)
        logits = model(strokes, torch.tensor(lengths), position, counts)
        loss = nn.functional.cross_entropy(logits, labels, label_smoothing=0.1)
        loss.backward()
        arrays[mode + " logits"] = logits.detach().numpy()
        arrays[mode + " loss"] = loss.detach().numpy()
        arrays[mode + " starts"] = position.grad.numpy()
        for name, value in model.names().items():
            gradient = value.grad.numpy()
            if name.endswith("order_embeddings.weight"):
                gradient = gradient[:3]
            if mode == "packed" or "embeddings" in name:
                arrays[f"{mode} gradient {name}"] = gradient
    folder = os.path.dirname(os.path.abspath(__file__))
    offset = 0
    with open(folder + "/golden.f32", "wb") as data, open(folder + "/golden.txt", "w") as index:
        for name, value in arrays.items():
            flat = np.asarray(value, dtype="<f4").ravel()
            data.write(flat.tobytes())
            index.write(f"{name}\t{offset}\t{flat.size}\n")
            offset += flat.size


if __name__ == "__main__":
    main()
