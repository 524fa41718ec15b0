"""Has tldraw itself open what croquis wrote: its schema has to accept every record as it is, and the points that it
decodes have to be those that croquis reads back.

    check_tldraw.py --croquis PROGRAM [FILE…]

The program is the one in the package `tldraw` of PyPI, which is downloaded, and runs in a headless Chromium: without
either, this check is skipped. Exits 1 at the first file that is wrong.
"""

import argparse
import functools
import html
import http.server
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from processes import ProgramFailed, run

VERSION = "5.1.1"
#: Of places: both add up the same numbers, in two orders.
TOLERANCE = 1e-6

#: What the page does with the file: migrates it, validates it, and prints the points of each shape, page by page.
PAGE = """<pre id=result></pre><script type=module>
let result
try {
  const { makeSchema, vectors } = await import('./program.mjs')
  const file = await (await fetch('./file.tldr')).json()
  const schema = makeSchema()
  const wrong = []
  const newest = schema.serialize().sequences
  for (const [name, version] of Object.entries(file.schema.sequences))
    if (newest[name] !== version) wrong.push(`${name} is version ${version}, not ${newest[name]}`)
  const store = Object.fromEntries(file.records.map((record) => [record.id, record]))
  if (Object.keys(store).length !== file.records.length) wrong.push('two records have the same id')
  const migrated = schema.migrateStoreSnapshot({ store, schema: file.schema })
  if (migrated.type !== 'success') wrong.push(`migration: ${migrated.reason}`)
  const pages = {}
  for (const record of Object.values(migrated.value ?? {})) {
    try { schema.getType(record.typeName).validate(record) } catch (error) { wrong.push(`${record.id}: ${error.message}`) }
    if (record.typeName === 'page') pages[record.id] = []
  }
  const page = (record) => record.parentId.startsWith('page:') ? record.parentId : page(store[record.parentId])
  for (const record of file.records) {
    if (!record.props?.segments) continue
    const points = record.props.segments.flatMap((segment, index) => vectors.decodePoints(segment.path).slice(index ? 1 : 0))
    pages[page(record)].push(points.map(({ x, y }) => [x + record.x, y + record.y]))
  }
  result = { wrong, pages: Object.values(pages) }
} catch (error) {
  result = { wrong: [String(error.stack)], pages: [] }
}
document.getElementById('result').textContent = JSON.stringify(result)
</script>"""


class Wrong(Exception):
    """tldraw does not take the file, or reads other points."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def skip(why):
    print(f"check_tldraw: skipped: {why}")
    sys.exit(0)


def program(folder):
    """tldraw's program as a module that exports two of its parts, whose names the minifier chose."""
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--ignore-requires-python"]
    if subprocess.run([*download, "--dest", folder, f"tldraw=={VERSION}"], capture_output=True).returncode != 0:
        skip(f"pip can't download tldraw=={VERSION}")
    shutil.unpack_archive(next(folder.glob("tldraw-*.whl")), folder / "wheel", "zip")
    text = (folder / "wheel/tldraw/static/basic.js").read_text(encoding="utf-8")
    place = text.index("Multiple StyleProp instances with the same id: ${")
    schema = re.match(r"function (\w+)", text[text.rindex("function ", 0, place) :])[1]
    vectors = re.findall(r"var (\w+)=class\{", text[: text.index("static encodePoints(")])[-1]
    return f"{text}\nexport {{{schema} as makeSchema, {vectors} as vectors}};\n"


def check(croquis, chromium, path, folder, address):
    written, back = folder / "file.tldr", folder / "back.ndjson"
    run([croquis, "convert", path, "-o", written, "--force", "--quiet"], folder / "log")
    run([croquis, "convert", written, "-o", back, "--force", "--quiet"], folder / "log")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"]
    shown = subprocess.run([*command, address], capture_output=True, text=True, timeout=120).stdout
    text = re.search(r'<pre id="result">(.*?)</pre>', shown, re.DOTALL)
    if not text or not text[1]:
        raise Wrong("the page printed nothing")
    result = json.loads(html.unescape(text[1]))
    if result["wrong"]:
        raise Wrong("; ".join(result["wrong"][:5]))
    sketches = [json.loads(line)["drawing"] for line in back.read_text(encoding="utf-8").splitlines()]
    if len(sketches) != len(result["pages"]):
        raise Wrong(f"{len(result['pages'])} pages, but {len(sketches)} sketches")
    points = 0
    for number, (strokes, drawing) in enumerate(zip(result["pages"], sketches), 1):
        if [len(stroke) for stroke in strokes] != [len(stroke[0]) for stroke in drawing]:
            raise Wrong(f"page {number} has other strokes")
        for stroke, (xs, ys, *_) in zip(strokes, drawing):
            points += len(stroke)
            for (x, y), ours in zip(stroke, zip(xs, ys)):
                if max(abs(x - ours[0]), abs(y - ours[1])) > TOLERANCE:
                    raise Wrong(f"page {number}: ({x}, {y}) instead of {ours}")
    print(f"{path.name}: {len(sketches)} pages, {points} points", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--croquis", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="the files in its folder samples/tldraw, if none are named")
    parser.add_argument("files", type=Path, nargs="*")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or skip("there is no Chromium")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "program.mjs").write_text(program(folder), encoding="utf-8")
        (folder / "page.html").write_text(PAGE, encoding="utf-8")
        handler = functools.partial(Quiet, directory=name)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/page.html"
        for path in options.files or sorted((options.data / "samples/tldraw").glob("*.tldr")):
            try:
                check(options.croquis.resolve(), chromium, path, folder, address)
            except (Wrong, ProgramFailed) as failure:
                sys.exit(f"check_tldraw: WRONG: {path}: {failure}")


if __name__ == "__main__":
    main()
