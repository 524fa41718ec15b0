#!/usr/bin/env python3
"""Packs house.xopp, which is made by hand, in the two other ways in which such documents are kept."""

import gzip
import zipfile
from pathlib import Path

folder = Path(__file__).parent
text = (folder / "house.xopp").read_bytes()
(folder / "house-gzip.xopp").write_bytes(gzip.compress(text, mtime=0))
with zipfile.ZipFile(folder / "house-package.xopp", "w") as package:
    for name, content, method in [
        ("attachments/", b"", zipfile.ZIP_STORED),
        ("META-INF/", b"", zipfile.ZIP_STORED),
        ("META-INF/version", b"current=4\nmin=4\n", zipfile.ZIP_STORED),
        ("content.xml", text, zipfile.ZIP_DEFLATED),
        ("mimetype", b" application/xournal++\n", zipfile.ZIP_STORED),
    ]:
        member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        member.compress_type = method
        package.writestr(member, content)
