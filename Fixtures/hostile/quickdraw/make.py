#!/usr/bin/env python3
"""Writes the damaged and malicious QuickDraw files beside this script. Each is small; `HostileFixtureTests` has what
must be said of each. Needs nothing but Python 3."""

import os
import struct

HERE = os.path.dirname(os.path.abspath(__file__))
GOOD = b'{"word":"cat","key_id":"5201136883597312","drawing":[[[130,113,99],[72,40,27]],[[76,28],[136,128]]]}\n'


def record(strokes, key=7, country=b"NL", recognized=1):
    data = struct.pack("<Q2sBIH", key, country, recognized, 1488400896, len(strokes))
    for xs, ys in strokes:
        data += struct.pack("<H", len(xs)) + bytes(xs) + bytes(ys)
    return data


PACKED = record([([10, 20, 30], [1, 2, 3]), ([5], [6])])

FILES = {
    "unequal-arrays.ndjson": GOOD + b'{"word":"cat","drawing":[[[1,2],[3,4]],[[1,2,3],[3,4]]]}\n' + GOOD,
    "cut-line.ndjson": GOOD + GOOD[:61],
    "not-a-number.ndjson": b'{"word":"cat","drawing":[[[1,NaN],[3,4]]]}\n' + GOOD,
    "huge-number.ndjson": b'{"word":"cat","drawing":[[[1,1e309],[3,4]]]}\n' + GOOD,
    "leading-zero.ndjson": b'{"word":"cat","drawing":[[[1,007],[3,4]]]}\n' + GOOD,
    "deep-nesting.ndjson": b'{"word":"cat","x":' + b'[' * 20000 + b'\n' + GOOD,
    "invalid-utf8.ndjson": b'{"word":"c\xe1t","drawing":[]}\n' + GOOD,
    "half-surrogate.ndjson": b'{"word":"\\ud83d","drawing":[]}\n' + GOOD,
    "duplicate-key.ndjson": b'{"word":"cat","word":"dog","drawing":[]}\n' + GOOD,
    "trailing-garbage.ndjson": GOOD[:-1] + b' ,\n' + GOOD,
    "id-beyond-64-bits.ndjson": b'{"key_id":"18446744073709551616","drawing":[]}\n' + GOOD,
    "nul-bytes.ndjson": GOOD + b'\0' * 300 + b'\n' + GOOD,
    "utf16.ndjson": b'\xff\xfe' + GOOD.decode().encode("utf-16-le"),
    "open-array.json": b'[\n  ' + GOOD[:-1] + b',\n  ' + GOOD,
    "cut-header.bin": PACKED + PACKED[:9],
    "cut-points.bin": PACKED + PACKED[:22],
    "lying-count.bin": PACKED + struct.pack("<Q2sBIH", 7, b"NL", 1, 1488400896, 65535) + b'\xff\xff' + b'\1' * 100,
    "bad-flag.bin": record([([1], [2])], recognized=255) + PACKED,
    "bad-country.bin": record([([1], [2])], country=b"\xff\xff") + PACKED,
    "trailing-bytes.bin": PACKED + b'\0',
}

if __name__ == "__main__":
    for name, data in FILES.items():
        with open(os.path.join(HERE, name), "wb") as file:
            file.write(data)
