"""SketchXAINet (SketchXAI, CVPR 2023) in PyTorch, written from its description.

A token a stroke: what a bidirectional LSTM over its rows (dx, dy, pen down, pen up) gives, summed over time; plus a
linear map of its first point; plus an embedding of its place in the sketch. A class token, a pre-norm ViT encoder, and
a linear map of what becomes of the class token. With `packed` tokens a sketch has its strokes and no more; with
`padded197` always 197 tokens, all of which attend, as the published checkpoints were trained.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn.functional import gelu, scaled_dot_product_attention
from torch.nn.utils.rnn import pad_packed_sequence

#: Strokes after these have no row in the embedding of places, and are left out.
MAXIMUM_STROKES = 196


@dataclass(frozen=True)
class Configuration:
    width: int
    layers: int
    heads: int
    classes: int
    lstm_layers: int = 2
    feed_forward_ratio: int = 4
    layer_norm_epsilon: float = 1e-6
    hidden_dropout: float = 0.0
    attention_dropout: float = 0.0
    tokens: str = "packed"


def tiny(classes):
    """The smaller of the two published architectures."""
    return Configuration(192, 12, 3, classes, 2, 4, 1e-12, 0.1, 0.1, "padded197")


class Layer(nn.Module):
    """A layer of the encoder."""

    def __init__(self, c):
        super().__init__()
        d = c.width
        self.heads, self.attention_dropout = c.heads, c.attention_dropout
        self.query, self.key, self.value, self.out = (nn.Linear(d, d) for _ in range(4))
        self.before, self.after = (nn.LayerNorm(d, eps=c.layer_norm_epsilon) for _ in range(2))
        self.up, self.down = nn.Linear(d, c.feed_forward_ratio * d), nn.Linear(c.feed_forward_ratio * d, d)
        self.dropout = nn.Dropout(c.hidden_dropout)

    def forward(self, x, mask=None):
        b, n, d = x.shape
        y = self.before(x)
        q, k, v = (f(y).view(b, n, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        dropped = self.attention_dropout if self.training else 0.0
        y = scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=dropped)
        x = x + self.dropout(self.out(y.transpose(1, 2).reshape(b, n, d)))
        return x + self.dropout(self.down(gelu(self.up(self.after(x)))))


class SketchXAINet(nn.Module):
    def __init__(self, configuration):
        super().__init__()
        c = self.configuration = configuration
        self.cls = nn.Parameter(torch.zeros(1, 1, c.width))
        self.lstm = nn.LSTM(4, c.width // 2, c.lstm_layers, batch_first=True, bidirectional=True)
        self.order = nn.Embedding(MAXIMUM_STROKES, c.width)
        self.location = nn.Linear(2, c.width)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.norm = nn.LayerNorm(c.width, eps=c.layer_norm_epsilon)
        self.fc = nn.Linear(c.width, c.classes)
        self.dropout = nn.Dropout(c.hidden_dropout)

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

    @torch.no_grad()
    def set_names(self, arrays):
        """Takes all parameters from arrays under the names of the published files."""
        for name, parameter in self.names().items():
            values = torch.as_tensor(arrays[name], dtype=torch.float32)
            if values.shape != parameter.shape:
                raise ValueError(f"{name} is {tuple(values.shape)}, not {tuple(parameter.shape)}")
            parameter.copy_(values)

    def shapes(self, batch):
        """What the LSTM gives for each stroke, which hangs on nothing but its offsets."""
        return pad_packed_sequence(self.lstm(batch.strokes)[0], batch_first=True)[0].sum(1)

    def tokens(self, batch, tokens, shapes=None):
        """The class token and the sketches' tokens, and which of them attend (None: all)."""
        token = (self.shapes(batch) if shapes is None else shapes) + self.location(batch.starts) + self.order(batch.place)
        b, x = len(batch.counts), None
        if tokens == "packed":
            x = token.new_zeros(b, batch.most_strokes, self.configuration.width)
        else:
            places = torch.arange(MAXIMUM_STROKES, device=token.device)
            x = (self.order(places) + self.location.bias).expand(b, -1, -1)
        x = torch.cat([self.cls.expand(b, -1, -1), x.index_put((batch.sketch, batch.place), token)], 1)
        return self.dropout(x), batch.mask if tokens == "packed" else None

    def forward(self, batch, tokens=None, shapes=None):
        """The logits of a `sketches.Batch`, by the configuration's tokens or others; with `shapes` given, without LSTM."""
        x, mask = self.tokens(batch, tokens or self.configuration.tokens, shapes)
        for layer in self.layers:
            x = layer(x, mask)
        return self.fc(self.norm(x[:, 0]))
