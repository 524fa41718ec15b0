"""Makes the array files beside this script and in ../hostile/arrays. Needs NumPy 2; run it in any folder.

The drawings are our own. The good files all hold the same three, in the members valid (the second), train (the first
and the third) and test (none); an array without members holds them in the order second, first, third.
"""

import io
import os
import pickle
import struct
import zipfile
import zlib

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = os.path.join(HERE, "..", "hostile", "arrays")

DRAWINGS = [
    [[(0, 0), (10, 0), (10, 10)], [(3, 4), (5, -2)]],
    [[(0, 0), (0, 300), (-300, 300)]],
    [[(0, 0), (1, 1)], [(7, 7)], [(9, 9), (8, 8), (200, -131)]],
]


def stroke3(drawing, dtype):
    """Rows with an implicit origin: the first point is dropped."""
    points = [(x, y, int(i + 1 == len(stroke))) for stroke in drawing for i, (x, y) in enumerate(stroke)]
    rows = [(b[0] - a[0], b[1] - a[1], b[2]) for a, b in zip(points, points[1:])]
    return np.array(rows, dtype)


def stroke5(rows, length):
    out = np.zeros((length, 5), rows.dtype)
    n = len(rows)
    out[:n, :2] = rows[:, :2]
    out[:n, 3] = rows[:, 2]
    out[:n, 2] = 1 - out[:n, 3]
    out[n:, 4] = 1
    return out


def objects(arrays):
    out = np.empty(len(arrays), object)
    for i, a in enumerate(arrays):
        out[i] = a
    return out


def members(dtype):
    a, b, c = (stroke3(d, dtype) for d in DRAWINGS)
    return {"valid": objects([b]), "train": objects([a, c]), "test": objects([])}


def header(descr, shape, fortran=False, version=1):
    text = "{'descr': %r, 'fortran_order': %r, 'shape': %r, }" % (descr, fortran, shape)
    size = 10 if version == 1 else 12
    text += " " * (-(size + len(text) + 1) % 16) + "\n"
    length = struct.pack("<H" if version == 1 else "<I", len(text))
    return b"\x93NUMPY" + bytes([version, 0]) + length + text.encode()


def python2(arrays):
    """An object array of little-endian int16 as NumPy 1 pickled it under Python 2, opcode by opcode."""

    def number(n):
        return b"K" + bytes([n]) if n < 256 else b"M" + struct.pack("<H", n)

    def dtype(code, order, flags):
        args = b"U" + bytes([len(code)]) + code + b"K\x00K\x01\x87R"
        state = b"(K\x03U\x01" + order + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK" + bytes([flags]) + b"tb"
        return args, state

    memo = 6

    def item(a):
        nonlocal memo
        data = a.astype("<i2").tobytes()
        args, state = dtype(b"i2", b"<", 0)
        out = b"h\x01h\x02K\x00\x85U\x01b\x87Rq" + bytes([memo + 1])
        out += b"(K\x01" + number(len(a)) + b"K\x03\x86h\x04" + args + b"q" + bytes([memo + 2]) + state + b"\x89"
        out += b"U" + bytes([len(data)]) + data if len(data) < 256 else b"T" + struct.pack("<I", len(data)) + data
        memo += 2
        return out + b"tb"

    args, state = dtype(b"O8", b"|", 63)
    out = b"\x80\x02cnumpy.core.multiarray\n_reconstruct\nq\x01cnumpy\nndarray\nq\x02K\x00\x85U\x01b\x87Rq\x03"
    out += b"(K\x01" + number(len(arrays)) + b"\x85cnumpy\ndtype\nq\x04" + args + b"q\x05" + state + b"\x89]q\x06"
    if len(arrays) == 1:
        out += item(arrays[0]) + b"a"
    elif len(arrays):
        out += b"(" + b"".join(item(a) for a in arrays) + b"e"
    return header("|O", (len(arrays),)) + out + b"tb."


def python3_protocol2(arrays):
    """The same as Python 3 pickled it for Python 2: bytes become calls of _codecs.encode."""
    data = pickle.dumps(arrays, protocol=2).replace(b"cnumpy._core.multiarray", b"cnumpy.core.multiarray")
    return header("|O", arrays.shape) + data


def python3_protocol5(arrays):
    """Not what numpy.save writes, but what pickle does by default from Python 3.14 on."""
    return header("|O", arrays.shape) + pickle.dumps(arrays, protocol=5)


def old_protocol(arrays, protocol):
    """Protocols 0 and 1 as Python 3 writes them."""
    return header("|O", arrays.shape) + pickle.dumps(arrays, protocol=protocol)


def python2_protocol0(arrays):
    """Protocol 0 as Python 2 wrote it: bytes are strings in quotes, with escapes."""

    def dtype(code, order, flags):
        return b"cnumpy\ndtype\n(S'%s'\nI0\nI1\ntR(I3\nS'%s'\nNNNI-1\nI-1\nI%d\ntb" % (code, order, flags)

    new = b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR"
    out = new + b"(I1\n(I%d\nt" % len(arrays) + dtype(b"O8", b"|", 63) + b"I00\n(lp1\n"
    for a in arrays:
        data = repr(a.astype("<i2").tobytes())[1:].encode()
        out += new + b"(I1\n(I%d\nL3L\nt" % len(a) + dtype(b"i2", b"<", 0) + b"I00\nS" + data + b"\ntba"
    return header("|O", (len(arrays),)) + out + b"tb."


def archive(path, files, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as z:
        for name, data in files.items():
            z.writestr(zipfile.ZipInfo(name + ".npy"), data, method)


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def zip64(files):
    """A small archive that says everything in its ZIP64 records."""
    body, entries = b"", b""
    for name, data in files.items():
        name = name.encode() + b".npy"
        crc, wide = zlib.crc32(data), b"\xff" * 8
        extra = struct.pack("<HHQQ", 1, 16, len(data), len(data))
        common = struct.pack("<HHHHHI", 45, 0, 0, 0, 33, crc) + wide + struct.pack("<HH", len(name), 20)
        offset = len(body)
        body += b"PK\x03\x04" + common + name + extra + data
        common = common[:-2] + struct.pack("<H", 28)
        extra = struct.pack("<HHQQQ", 1, 24, len(data), len(data), offset)
        entries += b"PK\x01\x02\x2d\x00" + common + bytes(10) + b"\xff" * 4 + name + extra
    n, at = len(files), len(body)
    end = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, n, n, len(entries), at)
    end += b"PK\x06\x07" + struct.pack("<IQI", 0, at + len(entries), 1)
    end += b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return body + entries + end


def write(folder, name, data):
    with open(os.path.join(folder, name), "wb") as f:
        f.write(data)


def good():
    short, real = members("<i2"), members("<f8")
    archive(os.path.join(HERE, "python2.npz"), {k: python2(v) for k, v in short.items()})
    archive(os.path.join(HERE, "python3-protocol2.npz"), {k: python3_protocol2(v) for k, v in real.items()})
    archive(os.path.join(HERE, "python3-protocol5.npz"), {k: python3_protocol5(v) for k, v in short.items()})
    np.savez(os.path.join(HERE, "numpy2.npz"), **short)
    np.savez_compressed(os.path.join(HERE, "numpy2-compressed.npz"), **members(">i4"))
    for protocol in 0, 1:
        name = os.path.join(HERE, "python3-protocol%d.npz" % protocol)
        archive(name, {k: old_protocol(v, protocol) for k, v in short.items()})
    archive(os.path.join(HERE, "python2-protocol0.npz"), {k: python2_protocol0(v) for k, v in short.items()})
    write(HERE, "zip64.npz", zip64({k: npy(v) for k, v in short.items()}))

    order = [1, 0, 2]
    rows = [stroke3(DRAWINGS[i], "<i2") for i in order]
    write(HERE, "objects.npy", npy(objects([np.asfortranarray(r) for r in rows])))
    for dtype in ["<i2", "<f2", ">f4", "<f8", ">i8"]:
        dense = np.stack([stroke5(r.astype(dtype), 8) for r in rows]).astype(dtype)
        name = dtype.replace("<", "little-").replace(">", "big-")
        write(HERE, "dense-%s.npy" % name, npy(dense))
    dense = np.stack([stroke5(r.astype("<f4"), 8) for r in rows])
    write(HERE, "dense-fortran.npy", npy(np.asfortranarray(dense)))
    write(HERE, "dense-version3.npy", header("<f4", dense.shape, version=3) + dense.tobytes())
    np.savez(os.path.join(HERE, "dense.npz"), valid=dense[:1], train=dense[1:], test=dense[:0])
    start = np.zeros((3, 1, 5), "<f4")
    start[:, 0, 2] = 1
    write(HERE, "dense-start-row.npy", npy(np.concatenate([start, dense], 1)))
    write(HERE, "single.npy", npy(rows[1].astype("i1")))


def labelled():
    """Drawings with labels beside them, in the ways that people keep them."""
    rows = [stroke3(d, "<i2") for d in DRAWINGS]
    three, one = objects(rows), objects(rows[:1])
    words = np.array(["cat", "\u00e4pfel", "the Eiffel Tower"])
    others = {
        "dates": np.array(["2017-01-01", "2017-01-02", "2017-01-03"], "datetime64[D]"),
        "spectrum": np.zeros(3, "<c8"),
        "records": np.zeros(3, [("a", "<i4"), ("b", "<f4")]),
        "files": objects(["a.json", "b.json", "c.json"]),
        "onehot": np.eye(3, dtype="<i2"),
        "image": np.zeros((3, 784), "u1"),
    }

    def put(name, **members):
        np.savez(os.path.join(HERE, "labels-" + name + ".npz"), **members)

    # In front and behind, since the order of members says nothing.
    put("text", labels=words, drawings=three, **others)
    put("big-endian", drawings=three, Labels=words.astype(">U20"))
    put("bytes", words=np.char.encode(words, "utf-8"), train=three, **others)
    put("objects", train=three, label=objects(words.tolist()), key_ids=objects([5, 7, None]))
    put("numbers", x=three, y=np.array([2, 0, 9], ">i4"), classes=np.array(["owl", "", "cat"]))
    put("classes", x=three, classes=words)
    put("numbers-alone", x=three, y=np.array([2, 0, 1]))
    put("other-length", drawings=three, labels=np.append(words, "dog"))
    put("too-wide", drawings=three, labels=words.astype("<U1025"))
    put("dense", drawings=np.stack([stroke5(r, 8) for r in rows]), onehot=np.eye(3), labels=words)
    put("single", drawing=rows[0], label=np.array("cat"))
    put(
        "members",
        train=objects(rows[1:]),
        train_labels=words[1:],
        x_valid=one,
        y_valid=words[:1],
        test=objects([]),
        labels=words,
        train_ids=np.array([4503626191994880, 18446744073709551615], "<u8"),
        ids_valid=np.array(["4503626191994881"]),
    )
    put("odd-ids", drawings=three, ids=np.array(["12", "x", "-3"]))
    put("only", labels=words, y=np.arange(3))
    # Empty arrays, whose data Python 3 pickles as bytes() for protocol 2.
    empty = objects([np.zeros((0, 3), "<i2"), rows[0]])
    write(HERE, "empty-bytes.npy", python3_protocol2(empty))


def hostile():
    def put(name, data):
        write(HOSTILE, name, data)

    one = python2(objects([stroke3(DRAWINGS[0], "<i2")]))
    head = header("|O", (1,))
    put("calls-os-system.npy", head + b"\x80\x02cos\nsystem\nU\x04true\x85R.")
    put("calls-builtins-eval.npy", head + b"\x80\x04\x8c\x08builtins\x8c\x04eval\x93\x8c\x011\x85R.")
    put("calls-ndarray.npy", head + b"\x80\x02cnumpy\nndarray\n)R.")
    put("unknown-opcode.npy", head + b"\x80\x02c__main__\nX\n)\x81.")
    put("protocol-0.npy", head + b"(lp0\n.")
    put("string-of-4-gib.npy", head + b"\x80\x02T\xff\xff\xff\xffabc")
    put("memo-out-of-reach.npy", head + b"\x80\x02Nr\xff\xff\xff\x7f.")
    put("memo-empty.npy", head + b"\x80\x02h\x05.")
    put("frame-too-long.npy", head + b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\x7f.")
    put("deep-tuples.npy", head + b"\x80\x02)" + b"\x85" * 50000 + b".")
    put("marks.npy", head + b"\x80\x02" + b"(" * 50000 + b"t.")
    put("stack-is-empty.npy", head + b"\x80\x02R.")
    put("item-is-none.npy", head + one[len(head) :].split(b"]q\x06")[0] + b"](Nee")
    put("wrong-count.npy", header("|O", (5,)) + one[len(head) :])
    put("wrong-payload.npy", one.replace(b"K\x04K\x03\x86", b"K\x05K\x03\x86"))
    put("trailing.npy", one + b"more")
    put("cut.npy", one[:-20])
    put("no-pickle.npy", head)

    put("not-an-array.npy", b"hello, world")
    put("version-9.npy", b"\x93NUMPY\x09\x00\x10\x00")
    put("header-cut.npy", b"\x93NUMPY\x01\x00\xf0\x00{'descr'")
    put("header-huge.npy", b"\x93NUMPY\x02\x00\xff\xff\xff\x7f{")
    put("header-twice.npy", header("<f4", (1, 2, 3)).replace(b"'fortran_order': False", b"'descr': '<f8'          "))
    put("records.npy", header([("x", "<f4")], (4, 3)))
    put("complex.npy", npy(np.zeros((4, 3), "<c8")))
    put("shape-overflows.npy", header("<f8", (1 << 40, 1 << 40, 5)))
    put("shape-lies.npy", header("<f4", (1000000, 250, 5)) + bytes(40))
    put("endless-empty.npy", header("<f4", (1 << 60, 0, 5)))
    put("bitmaps.npy", npy(np.zeros((2, 784), "u1")))
    put("stroke-4.npy", npy(np.zeros((5, 4), "<f4")))
    put("not-a-number.npy", npy(np.array([[1, 1, 0], [np.nan, 1, 1]], "<f4")))
    put("sum-overflows.npy", npy(np.array([[1e308, 0, 0], [1e308, 0, 1]])))
    put("pen-state-7.npy", npy(np.array([[1, 1, 0], [1, 1, 7]], "<i2")))
    put("two-pen-states.npy", npy(np.array([[[1, 1, 1, 1, 0]]], "<f4")))

    def damaged(name, change, data=npy(np.zeros((4, 3), "<i2")), method=zipfile.ZIP_STORED):
        out = io.BytesIO()
        archive(out, {"train": data}, method)
        raw = bytearray(out.getvalue())
        change(raw, raw.rindex(b"PK\x01\x02"), raw.rindex(b"PK\x05\x06"))
        put(name, bytes(raw))

    def patch(place, fmt, value):
        return lambda raw, entry, end: struct.pack_into(fmt, raw, (entry if place < 100 else end - 100) + place, value)

    def swap(raw, entry, end):
        raw[30 + 9 + 130] ^= 1

    def overlap(raw, entry, end):
        record = bytes(raw[entry:end])
        struct.pack_into("<HHI", raw, end + 8, 2, 2, 2 * len(record))
        raw[end:end] = record

    damaged("encrypted.npz", patch(8, "<H", 1))
    damaged("method-12.npz", patch(10, "<H", 12))
    damaged("wrong-checksum.npz", swap)
    damaged("deflate-bomb.npz", patch(24, "<I", 0xFFFFFFF0), method=zipfile.ZIP_DEFLATED)
    damaged("size-too-small.npz", patch(24, "<I", 140), method=zipfile.ZIP_DEFLATED)
    damaged("size-too-large.npz", patch(24, "<I", 999), method=zipfile.ZIP_DEFLATED)
    damaged("overlapping.npz", overlap)
    damaged("outside.npz", patch(42, "<I", 0x7FFFFFFF))
    damaged("directory-outside.npz", patch(116, "<I", 0x7FFFFFFF))
    damaged("too-many-members.npz", patch(110, "<H", 9000))
    damaged("no-header.npz", patch(42, "<I", 1))
    damaged("no-strokes.npz", lambda raw, entry, end: None, npy(np.arange(4)))
    damaged("no-end.npz", lambda raw, entry, end: raw.__delitem__(slice(end, None)))
    put("no-members.npz", b"PK\x05\x06" + bytes(18))


if __name__ == "__main__":
    os.makedirs(HOSTILE, exist_ok=True)
    good()
    labelled()
    hostile()
