"""Documents of Xournal++ to PNG files of a given width on white, without paper or rulings, with Xournal++ itself.

    xopp_to_png.py IN-FOLDER OUT-FOLDER WIDTH

A document of one page gives NAME.png, one of several NAME-1.png and so on. Debian's package `xournalpp` needs no display
for this; each file is a process of its own.
"""

import os
import subprocess

import stopwatch


def main(source, folder, width):
    os.makedirs(folder)
    names = sorted(os.listdir(source))
    for name in names:
        stem = name.removesuffix(".xopp")
        subprocess.run(
            [
                "xournalpp",
                f"--create-img={folder}/{stem}.png",
                f"--export-png-width={width}",
                "--export-no-background",
                f"{source}/{name}",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return len(names)


if __name__ == "__main__":
    stopwatch.run(main)
