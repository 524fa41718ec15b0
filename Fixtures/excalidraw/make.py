"""Makes the files of this folder: one drawing in every form that Excalidraw's scenes have. Needs only Python."""

import base64
import json
import math
import struct
import zlib

KEYWORD = "application/vnd.excalidraw+json"


def element(kind, number, x, y, width, height, **more):
    """An element with the keys that the app gives it."""
    base = {
        "id": f"{kind}{number}", "type": kind, "x": x, "y": y, "width": width, "height": height, "angle": 0,
        "strokeColor": "#1e1e1e", "backgroundColor": "transparent", "fillStyle": "solid", "strokeWidth": 2,
        "strokeStyle": "solid", "roughness": 1, "opacity": 100, "groupIds": [], "frameId": None, "index": f"a{number}",
        "roundness": None, "seed": number + 1, "version": 1, "versionNonce": 1, "isDeleted": False,
        "boundElements": None, "updated": 1, "link": None, "locked": False,
    }
    return {**base, **more}


def path(kind, number, x, y, points, **more):
    across = [p[0] for p in points]
    down = [p[1] for p in points]
    size = (max(across) - min(across), max(down) - min(down))
    return element(kind, number, x, y, *size, points=points, **more)


def house():
    """A house with a tree: each kind of element, rotated, grouped, framed, hidden and deleted."""
    return [
        element("frame", 0, -20, -20, 340, 260, name="Sketch"),
        path("freedraw", 1, 40, 200, [[0, 0], [2, -50], [0, -100], [0, -100]], pressures=[0, 0.5, 0.25, 0],
             simulatePressure=False, lastCommittedPoint=[0, -100], groupIds=["walls", "house"], frameId="frame0"),
        path("freedraw", 2, 140, 100, [[0, 0], [-2, 50], [0, 100, 0.5], [0, 100]], pressures=[0, 0.75, 1, 0],
             simulatePressure=False, lastCommittedPoint=None, groupIds=["walls", "house"], frameId="frame0",
             strokeColor="#e03131", opacity=60, strokeWidth=1),
        path("line", 3, 30, 100, [[0, 0], [60, -60], [120, 0]], groupIds=["house"], startArrowhead=None,
             endArrowhead=None),
        element("rectangle", 4, 75, 150, 30, 50, angle=math.pi / 2, backgroundColor="#ffc9c9", groupIds=["house"]),
        element("diamond", 5, 80, 110, 20, 20, roughness=0),
        element("ellipse", 6, 200, 60, 80, 60, strokeColor="green", strokeStyle="dashed"),
        path("line", 7, 240, 120, [[0, 0], [4, 40], [-4, 80]], roundness={"type": 2}, startArrowhead=None,
             endArrowhead=None),
        path("arrow", 8, 300, 40, [[0, 0], [-15, 15]], endArrowhead="arrow", startArrowhead=None),
        element("rectangle", 9, 200, 205, 60, 20, roundness={"type": 3}, strokeColor="#abc"),
        element("text", 10, 210, 208, 40, 15, text="a tree", fontSize=12, fontFamily=1, containerId="rectangle9"),
        element("ellipse", 11, 0, 0, 9, 9, strokeColor="transparent", backgroundColor="#ffffff"),
        path("freedraw", 12, 0, 0, [[0, 0], [9, 9]], pressures=[], simulatePressure=True, isDeleted=True),
        element("image", 13, 0, 0, 9, 9, fileId=None),
    ]


def tree():
    """Strokes without pressures, as the app had them before 2021 and later."""
    return [
        path("draw", 0, 10, 90, [[0, 0], [5, -40], [0, -80]], strokeSharpness="round"),
        path("freedraw", 1, 10.5, 10.25, [[-1, 2], [20, -30.5], [40, 0]], pressures=[], simulatePressure=True),
    ]


def scene(elements):
    return {"type": "excalidraw", "version": 2, "source": "https://excalidraw.com", "elements": elements,
            "appState": {"gridSize": 20, "viewBackgroundColor": "#ffffff"}, "files": {}}


def record(text):
    """What the app embeds: the deflated scene, each byte as a character."""
    packed = zlib.compress(text.encode()).decode("latin-1")
    wrapper = {"version": "1", "encoding": "bstring", "compressed": True, "encoded": packed}
    return json.dumps(wrapper, ensure_ascii=False).encode("latin-1")


def png(payload):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    text = chunk(b"tEXt", KEYWORD.encode() + b"\0" + payload) if payload is not None else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + text + chunk(b"IEND", b"")


def svg(payload):
    return f"""<svg version="1.1" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" width="300" height="200">
  <!-- svg-source:excalidraw -->
  <metadata><!-- payload-type:{KEYWORD} --><!-- payload-version:2 --><!-- payload-start -->{base64.b64encode(payload).decode()}<!-- payload-end --></metadata>
  <g fill="#1e1e1e"><path d="M0 0 Q1 1 2 0 Z"/></g>
</svg>
"""


def lz_string(text):
    """lz-string's compressToBase64."""
    bits, numbers, new, word, left, width = [], {}, set(), "", 2, 2

    def put(value, count):
        bits.extend(value >> bit & 1 for bit in range(count))

    def count():
        nonlocal left, width
        left -= 1
        if left == 0:
            left, width = 1 << width, width + 1

    def emit(word):
        if word in new:
            wide = ord(word) > 255
            put(int(wide), width)
            put(ord(word), 16 if wide else 8)
            count()
            new.remove(word)
        else:
            put(numbers[word], width)
        count()

    for unit in text:
        if unit not in numbers:
            numbers[unit] = len(numbers) + 3
            new.add(unit)
        if word + unit in numbers:
            word += unit
        else:
            emit(word)
            numbers[word + unit] = len(numbers) + 3
            word = unit
    emit(word)
    put(2, width)
    bits += [0] * (-len(bits) % 6)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    sixes = [bits[start:start + 6] for start in range(0, len(bits), 6)]
    encoded = "".join(alphabet[int("".join(map(str, six)), 2)] for six in sixes)
    return encoded + "=" * (-len(encoded) % 4)


def note(fence, text):
    return f"""---
excalidraw-plugin: parsed
tags: [excalidraw]
---
A note with code of its own:

```json
{{"not": "a drawing"}}
```

%%
# Drawing
```{fence}
{text}
```
%%
"""


def main():
    drawing = json.dumps(scene(house()), indent=2, ensure_ascii=False)
    small = json.dumps(scene(tree()), separators=(",", ":"))
    packed = lz_string(small)
    wrapped = "\n\n".join(packed[start:start + 256] for start in range(0, len(packed), 256))
    library = {"type": "excalidrawlib", "version": 2, "source": "https://libraries.excalidraw.com", "libraryItems": [
        {"status": "published", "elements": house(), "id": "first", "created": 1640000000000, "name": "house"},
        {"status": "published", "elements": tree(), "id": "second", "created": 1640000000000},
    ]}
    old = {"type": "excalidrawlib", "version": 1, "library": [house(), tree()]}
    files = {
        "house.excalidraw": drawing.encode(),
        "drawings.excalidrawlib": json.dumps(library, indent=1).encode(),
        "old.excalidrawlib": json.dumps(old, separators=(",", ":")).encode(),
        "plain.excalidraw.png": png(small.encode()),
        "house.excalidraw.png": png(record(drawing)),
        "without.excalidraw.png": png(None),
        "house.excalidraw.svg": svg(record(drawing)).encode(),
        "tree.excalidraw.md": note("json", small).encode(),
        "packed.excalidraw.md": note("compressed-json", wrapped).encode(),
    }
    for name, data in files.items():
        with open(name, "wb") as file:
            file.write(data)


main()
