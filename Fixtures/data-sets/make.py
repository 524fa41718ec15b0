#!/usr/bin/env python3
"""Makes the files beside this script and in ../hostile/data-sets, which have the layouts of data sets that are only
read. Needs NumPy 2. The drawings are our own. `ArrayTreeFormatTests`, `DataSetJSONFormatTests` and `SPGTests` have what
is to be read, and the fault of each hostile file."""

import json
import os
import pickle

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = os.path.join(HERE, "..", "hostile", "data-sets")

STROKES = [[(10, 20), (30, 40), (50, 60)], [(0, 255), (255, 0)]]


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def array(path, rows, dtype):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    np.save(path, np.array(rows, dtype))


def objects(items, shape=None, protocol=4):
    """The bytes of an array of objects; `numpy.save` fixes the protocol."""
    held = np.empty(len(items), object)
    for index, item in enumerate(items):
        held[index] = item
    held = held.reshape(shape or held.shape)
    text = "{'descr': '|O', 'fortran_order': False, 'shape': %r, }" % (held.shape,)
    text += " " * (-(11 + len(text)) % 64) + "\n"
    head = b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()
    return head + pickle.dumps(held, protocol=protocol)


def padded(strokes, length=100):
    """QuickDraw-414k's rows: x, y, pen down, pen up; zeros from the end of the drawing on."""
    rows = np.zeros((length, 4))
    flat = [(x, y, index + 1 < len(stroke)) for stroke in strokes for index, (x, y) in enumerate(stroke)]
    for row, (x, y, continues) in enumerate(flat):
        rows[row] = (x, y, continues, not continues)
    return rows


def quickdraw_414k():
    train = os.path.join(HERE, "quickdraw-414k", "coordinate_files", "train", "cat")
    test = os.path.join(HERE, "quickdraw-414k", "coordinate_files", "test", "owl")
    array(os.path.join(train, "1.npy"), padded(STROKES), np.int64)
    write(os.path.join(train, "2.npy"), objects([padded(STROKES).astype(np.float32)]))
    # As Python 2 reads it, with another object after the array.
    write(os.path.join(test, "3.npy"), objects([padded(STROKES).astype(np.int16), 5], protocol=2))
    fortran = np.asfortranarray(padded(STROKES, 6).astype(np.uint8))
    np.save(os.path.join(test, "4.npy"), fortran)
    pictures = os.path.join(HERE, "quickdraw-414k", "picture_files")
    write(os.path.join(pictures, "tiny_train_set.txt"), "cat/2.png 0\ncat/1.png 0\n")
    write(os.path.join(pictures, "tiny_test_set.txt"), "owl/3.png 1\r\n\r\nowl/4.png 1")


def fs_coco():
    folder = os.path.join(HERE, "fs-coco", "vector_sketches")
    rows = [(310.5, 20.25, 0), (300, 41, 1), (5, 5, 1), (17, 900, 0), (18, 901, 0)]
    array(os.path.join(folder, "1", "000000000049.npy"), rows, np.float64)
    rows = [(1, 2, 0), (3, 4, 2), (5, 6, 0), (7, 8, 1)]
    array(os.path.join(folder, "2", "000000000064.npy"), rows, np.float32)


def differ_sketching():
    strokes = [
        {
            "id": 0,
            "draw_type": 1,
            "path": [[10.5, 20], [30, 40.25], [50, 60]],
            "use_pressure": True,
            "pressure": [0, 0.5, 1],
            "s_time": 1614579000250,
            "e_time": 1614579001000,
            "width": 2,
        },
        {
            "id": 3,
            "draw_type": 1,
            "path": [[0, 255], [255, 0]],
            "use_pressure": False,
            "pressure": [0.25, 0.25],
            "s_time": 1614579002000,
            "e_time": 1614579003000,
            "width": 1.5,
        },
    ]
    drawing = {"strokes": strokes, "undo_count": 1, "rm_stroke_count": 2}
    write(os.path.join(HERE, "differsketching", "P001_bird.json"), json.dumps(drawing))


def ink(path, **more):
    return {"path": path, "pressure": "", "color": "#000000", "width": 2, "opacity": 1} | more


def tracing():
    images = {
        "teapot.png": {
            "41": [
                ink("1583958934123,10.5,20,1583958934140,30,40.25", pressure="0.25,0.5", color="#d55e00", opacity=0.4),
                ink("1583958935000,5,5", pressure="1", width=3),
            ],
            "p7": [ink("1583958000.25,1,2,1583958000.5,3,4", pressure="0.5,2")],
        },
        "bird.jpg": {"41": [ink(""), ink("1583959000000,7,8")]},
    }
    write(os.path.join(HERE, "tracing", "tracings.json"), json.dumps(images, indent=1))


def creative():
    birds = [
        {
            "good_sample": 1,
            "partsUsed": ["body", "none"],
            "all_strokes": [[[[0, 0, 10, 5], [10, 5, 20, 0]], []], [[[3, 4, 5, 6], [7, 8, 9, 10]]]],
        },
        {
            "partsUsed": ["wings"],
            "all_strokes": [[[[1, 1, 2, 2]]], [[[3.5, 3, 4, 4.25]]], [[[5, 5, 6, 6]]]],
        },
    ]
    write(os.path.join(HERE, "creative", "birds.json"), json.dumps(birds))


def spg_row(parts, **keys):
    drawing = [[[x for x, _ in s], [y for _, y in s], [part] * len(s)] for s, part in zip(STROKES, parts)]
    return keys | {"drawing": drawing}


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def spg():
    folder = os.path.join(HERE, "spg")
    fourth = spg_row([1, 1], i=1, key_id="9")
    fourth["drawing"][0].append([1, 1, 1])
    first = spg_row([0, 2], i=0, key_id="5891796615823360")
    write(os.path.join(folder, "SPG", "duck_raw.ndjson"), lines([first, fourth]))
    write(os.path.join(folder, "SPG256", "duck256.ndjson"), lines([spg_row([2, 0], key_id="7")]))
    write(os.path.join(folder, "SPG256", "train", "duck_train.ndjson"), lines([spg_row([1, 2], key_id="8")]))
    write(os.path.join(folder, "SPG256", "duck.txt"), "beak\nbody\nwing \n\n\n")


def hostile_arrays():
    good = padded(STROKES, 6)

    def save(name, rows, dtype=np.float64):
        array(os.path.join(HOSTILE, name), rows, dtype)

    save("414k-five-columns.npy", np.zeros((3, 5)))
    save("414k-one-dimension.npy", np.zeros(12))
    save("414k-text.npy", [["a"] * 4], "<U1")
    for name, row in {"half": (1, 2, 0.5, 0), "both": (1, 2, 1, 1), "negative": (1, 2, -1, 0)}.items():
        save(f"414k-{name}-pen.npy", np.vstack((good, [row])))
    save("414k-not-finite.npy", np.vstack((good, [(np.nan, 2, 1, 0)])))
    save("fs-coco-flag.npy", [(1, 2, 0), (3, 4, 3)])
    save("fs-coco-infinite.npy", [(1, 2, 0), (3, np.inf, 1)])
    whole = os.path.join(HOSTILE, "414k-cut.npy")
    array(whole, good, np.int64)
    with open(whole, "rb") as file:
        data = file.read()
    write(whole, data[:-7])
    write(os.path.join(HOSTILE, "414k-more.npy"), data + b"\0\0")
    write(os.path.join(HOSTILE, "414k-no-array.npy"), objects([]))
    write(os.path.join(HOSTILE, "414k-numbers.npy"), objects([1, 2]))
    write(os.path.join(HOSTILE, "414k-object-of-three.npy"), objects([np.zeros((2, 3))]))
    write(os.path.join(HOSTILE, "414k-object-of-three-axes.npy"), objects([np.zeros((2, 3, 4))]))
    latin = objects([padded([[(200, 201), (202, 203)]], 2).astype(np.uint8)], protocol=2)
    assert latin.count(b"\xc3\x88") == 1
    write(os.path.join(HOSTILE, "414k-bad-text.npy"), latin.replace(b"\xc3\x88", b"\xc8\x88"))
    write(os.path.join(HOSTILE, "414k-forbidden.npy"), objects([os.getcwd]))
    pickled = objects([good])
    write(os.path.join(HOSTILE, "414k-cut-pickle.npy"), pickled[:-20])


def hostile_json():
    def save(name, text):
        write(os.path.join(HOSTILE, name), text if isinstance(text, str) else json.dumps(text))

    stroke = {"path": [[1, 2], [3, 4]]}

    def drawing(name, *strokes):
        save(f"differsketching-{name}.json", {"strokes": list(strokes)})

    save("differsketching-no-strokes.json", {"undo_count": 0})
    drawing("no-path", stroke, {"width": 1})
    drawing("point-of-three", stroke, {"path": [[1, 2, 3]]})
    drawing("point-of-one", {"path": [[1, 2], [3]]})
    drawing("pressures", stroke, stroke | {"pressure": [1]})
    drawing("negative-width", stroke | {"width": -1})
    save("differsketching-cut.json", '{"strokes":[{"path":[[1,2],[3,')
    save("differsketching-more.json", '{"strokes":[{"path":[[1,2]]}]}\n{"strokes":[]}')
    save("differsketching-array.json", '[{"strokes":[]}]')

    def image(name, text, then='{"b":[{"path":"1,2,3"}]}'):
        save(f"tracing-{name}.json", '{"one.png":{"a":[%s]},\n"two.png":%s}' % (text, then))

    image("not-triples", '{"path":"1,2,3,4"}')
    image("bad-number", '{"path":"1,2,x"}')
    image("escaped-number", '{"path":"1,2,\\u0078"}')
    image("huge-number", '{"path":"1,2,1e999"}')
    image("no-path", '{"color":"#000"}')
    image("pressures", '{"path":"1,2,3","pressure":"1,1"}')
    image("color", '{"path":"1,2,3","color":"black"}')
    image("opacity", '{"path":"1,2,3","opacity":1.5}')
    image("width", '{"path":"1,2,3","width":-2}')
    image("array-path", '{"path":[1,2,3]}')
    image("list-of-drawings", '{"path":"1,2,3"}', "[1]")
    save("tracing-cut.json", '{"one.png":{"a":[{"path":"1,2,3"}],\n"b":[{"path":"1,')
    save("tracing-cut-image.json", '{"one.png":{"a":[{"path":"1,2,3"}]}')
    save("tracing-no-key.json", '{"one.png":{"a":[{"path":"1,2,3"}],7:[],"c":[{"path":"4,5,6"}]}}')

    good = '{"partsUsed":["body"],"all_strokes":[[[[1,2,3,4]]]]}'

    def bird(name, text):
        save(f"creative-{name}.json", "[%s,\n%s,\n%s]" % (good, text, good))

    bird("no-strokes", '{"partsUsed":["body"]}')
    bird("segment-of-three", '{"partsUsed":["body"],"all_strokes":[[[[1,2,3]]]]}')
    bird("part-count", '{"partsUsed":["body"],"all_strokes":[[],[]]}')
    bird("number-for-part", '{"partsUsed":[1],"all_strokes":[[]]}')
    bird("not-a-drawing", "[]")
    save("creative-cut.json", "[%s,\n%s" % (good, good))
    save("creative-object.json", good)


def hostile_spg():
    def save(name, drawing, i=1):
        rows = [spg_row([0, 1], i=0, key_id="1"), {"i": i, "key_id": "2", "drawing": drawing}]
        write(os.path.join(HOSTILE, "spg", f"{name}_raw.ndjson"), lines(rows))

    save("mixed", [[[1, 2], [3, 4], [0, 1]]])
    save("unequal", [[[1, 2], [3, 4], [0, 0]], [[1, 2], [3, 4], [0]]])
    save("fourth", [[[1, 2], [3, 4], [0, 0], [1, 1]]])
    save("fourth-unequal", [[[1, 2], [3, 4], [0, 0], [0]]])
    save("five", [[[1, 2], [3, 4], [0, 0], [0, 0], [0, 0]]])
    save("half", [[[1, 2], [3, 4], [0.5, 0.5]]])
    save("negative", [[[1, 2], [3, 4], [-1, -1]]])
    save("unknown", [[[1, 2], [3, 4], [2, 2]]])
    write(os.path.join(HOSTILE, "spg", "unknown.txt"), "beak\nbody\n")
    save("names", [[[1, 2], [3, 4], [0, 0]]])
    write(os.path.join(HOSTILE, "spg", "names.txt"), b"beak\n\xff\n")


for make in (
    quickdraw_414k, fs_coco, differ_sketching, tracing, creative, spg, hostile_arrays, hostile_json, hostile_spg,
):
    make()
