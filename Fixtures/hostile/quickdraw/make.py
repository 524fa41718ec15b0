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


HEADER = b"countrycode,drawing,key_id,recognized,timestamp,word\n"
ROW = b'NL,"[[[130, 113, 99], [72, 40, 27]], [[76, 28], [136, 128]]]",5201136883597312,True,2017-03-02 23:25:10.074530,cat\n'
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
    "unclosed-quote.csv": HEADER + ROW + ROW.replace(b']",', b'],') + ROW,
    "after-quote.csv": HEADER + ROW.replace(b']",', b']" ,') + ROW,
    "stray-quote.csv": HEADER + ROW.replace(b"cat", b'5" nail') + ROW,
    "field-count.csv": HEADER + ROW + ROW.replace(b"True,", b"") + ROW,
    "bad-drawing.csv": HEADER + ROW.replace(b"113, 99", b"113, x") + ROW,
    "cut-drawing.csv": HEADER + ROW.replace(b']]]"', b']"') + ROW,
    "bad-id.csv": HEADER + ROW.replace(b"7312", b"7312.0") + ROW,
    "bad-timestamp.csv": HEADER + ROW.replace(b"03-02", b"02-30") + ROW,
    "bad-boolean.csv": HEADER + ROW.replace(b"True", b"yes") + ROW,
    "invalid-utf8.csv": HEADER + ROW.replace(b"cat", b"c\xe1t") + ROW,
    "no-drawing.csv": b"key_id,word\n5201136883597312,cat dog bird\n",
    "duplicate-column.csv": HEADER.replace(b"timestamp", b"word") + ROW,
    "many-columns.csv": b"drawing" + b"," * 5000 + b"\n" + ROW,
    "blank.csv": b"\n\r\n\n",
    "cut-record.csv": HEADER + ROW + ROW[:50],
}

if __name__ == "__main__":
    for name, data in FILES.items():
        with open(os.path.join(HERE, name), "wb") as file:
            file.write(data)
