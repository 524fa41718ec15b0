#!/usr/bin/env python3
"""Writes the InkML fixtures: one drawing of our own in the dialects of several programs, and files to refuse.

Usage: python3 make.py
"""
import os

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTILE = os.path.join(HERE, "..", "hostile", "inkml")
NAMESPACE = "http://www.w3.org/2003/InkML"

# A house: wall, roof, door.
HOUSE = [
    [(10, 40), (10, 80), (60, 80), (60, 40), (10, 40)],
    [(5, 42), (35, 10), (65, 42)],
    [(30, 80), (30, 60), (40, 60), (40, 80)],
]
NAMES = ["wall", "roof", "door"]


def write(name, text, folder=HERE):
    with open(os.path.join(folder, name + ".inkml"), "wb") as file:
        file.write(text.encode("utf-8"))


def plain(points):
    return ", ".join(" ".join(str(value) for value in point) for point in points)


def signed(values):
    """Values that touch where a sign allows it."""
    text = ""
    for value in values:
        text += (" " if text and value >= 0 else "") + str(value)
    return text


def differences(points):
    """Explicit, then first differences, then second ones, as Office writes them."""
    texts, previous, velocity = [], None, None
    for number, point in enumerate(points):
        if number == 0:
            texts.append(" ".join(str(value) for value in point))
        else:
            step = [value - before for value, before in zip(point, previous)]
            if number == 1:
                texts.append("".join("'" + str(value) for value in step))
            else:
                second = [value - before for value, before in zip(step, velocity)]
                texts.append("".join('"' + str(v) for v in second) if number == 2 else signed(second))
            velocity = step
        previous = point
    return ",".join(texts)


def math_writing():
    traces, time = "", 0
    for number, stroke in enumerate(HOUSE):
        points = []
        for x, y in stroke:
            points.append(f"{x:.1f} {y:.1f} {time:.1f}")
            time += 12.5
        traces += f'<trace id="{number}">{",".join(points)}</trace>\n'
        time += 200
    return f"""<ink xmlns="{NAMESPACE}">
<annotation type="label">\\house {{a}}</annotation>
<annotation type="splitTagOriginal">train</annotation>
<annotation type="sampleId">0a1b2c3d4e5f6071</annotation>
<annotation type="inkCreationMethod">human</annotation>
<annotation type="labelCreationMethod">human</annotation>
<annotation type="normalizedLabel">\\house{{a}}</annotation>
<traceFormat>
<channel name="X" type="decimal"/>
<channel name="Y" type="decimal"/>
<channel name="T" type="decimal" units="ms"/>
</traceFormat>
{traces}</ink>
"""


def crohme():
    traces = "".join(f'<trace id="{n}">\n{plain(stroke)}\n</trace>\n' for n, stroke in enumerate(HOUSE))
    symbols = "".join(
        f"""\t<traceGroup xml:id="{n + 5}">
\t\t<annotation type="truth">{name}</annotation>
{views}\t</traceGroup>
"""
        for n, name, views in [
            (0, "body", '\t\t<traceView traceDataRef="0"/>\n\t\t<traceView traceDataRef="2"/>\n'),
            (1, "top", '\t\t<traceView traceDataRef="1"/>\n\t\t<annotationXML href="top_1"/>\n'),
        ]
    )
    return f"""<ink xmlns="{NAMESPACE}">
<traceFormat>
<channel name="X" type="decimal"/>
<channel name="Y" type="decimal"/>
</traceFormat>
<annotation type="UI">our_own_001</annotation>
<annotation type="truth">$house$</annotation>
<annotationXML type="truth" encoding="Content-MathML">
\t<math xmlns='http://www.w3.org/1998/Math/MathML'><mi xml:id="top_1">house</mi></math>
</annotationXML>
{traces}<traceGroup xml:id="3">
\t<annotation type="truth">Segmentation</annotation>
{symbols}</traceGroup>
</ink>
"""


def channel(name, attributes=""):
    return f'<inkml:channel name="{name}" type="integer"{attributes}/>'


def resolution(name, value, unit):
    return f'<inkml:channelProperty channel="{name}" name="resolution" value="{value}" units="1/{unit}"/>'


def context(number, channels, resolutions, after=""):
    return f"""<inkml:context xml:id="ctx{number}"><inkml:inkSource xml:id="inkSrc{number}"><inkml:traceFormat>
{"".join(channels)}
</inkml:traceFormat><inkml:channelProperties>
{"".join(resolutions)}
</inkml:channelProperties></inkml:inkSource>{after}</inkml:context>
"""


def one_note():
    places = [channel("X", ' min="-2.14748E9" max="2.14748E9"'), channel("Y", ' min="-2.14748E9" max="2.14748E9"')]
    sizes = [resolution("X", 1, "himetric"), resolution("Y", 1, "himetric")]
    force = [channel("F", ' max="32767"')]
    angles = [channel("OA", ' max="3600"'), channel("OE", ' max="900"')]
    steps = [resolution("OA", 10, "deg"), resolution("OE", 10, "deg")]
    contexts = context(0, places + force + angles, sizes + steps)
    contexts += context(1, places + force, sizes) + context(2, places, sizes)
    first = ", ".join(f"{x} {y} 16000 900 {'450' if n else '#384'}" for n, (x, y) in enumerate(HOUSE[0]))
    second = ", ".join(f"{x}\n  {y} 8000" for x, y in HOUSE[1])
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<inkml:ink xmlns:inkml="{NAMESPACE}"><inkml:definitions>
{contexts}<inkml:brush xml:id="br0"><inkml:brushProperty name="width" value="26.5" units="himetric"/><inkml:brushProperty name="height" value="53" units="himetric"/><inkml:brushProperty name="color" value="#ff0000"/><inkml:brushProperty name="transparency" value="127"/><inkml:brushProperty name="tip" value="rectangle"/><inkml:brushProperty name="rasterOp" value="maskPen"/></inkml:brush>
</inkml:definitions><inkml:traceGroup>
<inkml:trace xml:id="st1" contextRef="#ctx0" brushRef="#br0">{first}</inkml:trace>
<inkml:trace xml:id="st2" contextRef="#ctx1">{second}</inkml:trace>
<inkml:trace xml:id="st3" contextRef="#ctx2">{plain(HOUSE[2])}</inkml:trace>
</inkml:traceGroup></inkml:ink>
"""


def power_point():
    """Y has twice the resolution of X, so its numbers are twice as large."""
    places = [channel("X", ' max="32767" units="in"'), channel("Y", ' max="32767" units="in"')]
    places += [channel("F", ' max="32767" units="dev"')]
    sizes = [resolution("X", 2540, "in"), resolution("Y", 5080, "in"), resolution("F", 0, "dev")]
    moment = '<inkml:timestamp xml:id="ts0" timeString="2011-02-22T00:21:40.232"/>'
    traces = ""
    for number, stroke in enumerate(HOUSE):
        points = [(x, 2 * y, 1000 * (n + 1)) for n, (x, y) in enumerate(stroke)]
        time = f' timeOffset="{number * 280.5}"' if number else ""
        traces += f'<inkml:trace contextRef="#ctx0" brushRef="#br0"{time}>{differences(points)}</inkml:trace>\n'
    return f"""\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<inkml:ink xmlns:inkml="{NAMESPACE}">
<inkml:definitions>
{context(0, places, sizes, moment)}<inkml:brush xml:id="br0">
<inkml:brushProperty name="width" value="0.05" units="cm"/>
<inkml:brushProperty name="height" value="0.05" units="cm"/>
<inkml:brushProperty name="fitToCurve" value="1"/>
</inkml:brush>
</inkml:definitions>
{traces}</inkml:ink>
"""


def emma(kind, word=None):
    heard = ""
    if word:
        heard = f"""<emma:one-of disjunction-type="recognition" id="one0">
<emma:interpretation id="i0"><emma:literal>{word}</emma:literal></emma:interpretation>
<emma:interpretation id="i1"><emma:literal>mouse</emma:literal></emma:interpretation></emma:one-of>"""
    return f"""<inkml:annotationXML><emma:emma xmlns:emma="http://www.w3.org/2003/04/emma" version="1.0">
<emma:interpretation id="a"><msink:context xmlns:msink="http://schemas.microsoft.com/ink/2010/main" type="{kind}"/></emma:interpretation>
{heard}</emma:emma></inkml:annotationXML>"""


def word():
    places = [channel("X", ' units="cm"'), channel("Y", ' units="cm"')]
    sizes = [resolution("X", 1000, "cm"), resolution("Y", 1000, "cm")]
    traces = [
        f'<inkml:trace contextRef="#ctx0" brushRef="#br0">{differences(stroke)}</inkml:trace>' for stroke in HOUSE
    ]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<inkml:ink xmlns:inkml="{NAMESPACE}">
<inkml:definitions>
{context(0, places, sizes)}<inkml:brush xml:id="br0">
<inkml:brushProperty name="width" value="0.05292" units="cm"/>
<inkml:brushProperty name="height" value="0.05292" units="cm"/>
<inkml:brushProperty name="color" value="#177D36"/>
<inkml:brushProperty name="tip" value="ellipse"/>
<inkml:brushProperty name="rasterOp" value="copyPen"/>
</inkml:brush>
</inkml:definitions>
<inkml:traceGroup>{emma("writingRegion")}
<inkml:traceGroup>{emma("line")}
<inkml:traceGroup>{emma("inkWord", "house")}
{traces[0]}
{traces[1]}
</inkml:traceGroup>
<inkml:traceGroup>
{traces[2]}
</inkml:traceGroup>
</inkml:traceGroup>
</inkml:traceGroup>
</inkml:ink>
"""


def ink(content, attributes=f' xmlns="{NAMESPACE}"'):
    return f"<ink{attributes}>{content}</ink>\n"


def trace_format(*channels):
    return "<traceFormat>" + "".join(f"<channel {text}/>" for text in channels) + "</traceFormat>"


def hostile():
    x, y = 'name="X"', 'name="Y"'
    loop = (
        '<definitions><context xml:id="a" contextRef="#b"/><context xml:id="b" contextRef="#a"/></definitions>'
        '<trace contextRef="#a">1 2</trace>'
    )
    return {
        "boolean-trace": ink("<trace>T, F</trace>"),
        "too-few-values": ink("<trace>1 2, 3, 4 5</trace>"),
        "too-many-values": ink("<trace>1 2, 3 4 5</trace>"),
        "letters": ink("<trace>1 2, 3 x4</trace>"),
        "cut-prefix": ink("<trace>1 2, 3 '</trace>"),
        "huge-number": ink("<trace>1 2, 3 1e999</trace>"),
        "huge-difference": ink("<trace>1e308 2,'1e308'0</trace>"),
        "nothing-to-repeat": ink("<trace>* 2</trace>"),
        "element-in-trace": ink("<trace>1 2<b/></trace>"),
        "no-y": ink(trace_format(x, 'name="T"') + "<trace>1 2</trace>"),
        "intermittent-y": ink(
            f"<traceFormat><channel {x}/><intermittentChannels><channel {y}/></intermittentChannels></traceFormat>"
        ),
        "two-x": ink(trace_format(x, x, y) + "<trace>1 2 3</trace>"),
        "no-channel-name": ink(trace_format(x, y, 'type="integer"')),
        "channel-type": ink(trace_format(x, 'name="Y" type="float"')),
        "channel-maximum": ink(trace_format(x, 'name="Y" max="many"')),
        "no-context": ink('<trace contextRef="#ctx1">1 2</trace>'),
        "context-loop": ink(loop),
        "continuation": ink('<trace continuation="last">1 2</trace>'),
        "continues-nothing": ink('<trace continuation="end">1 2</trace>'),
        "prior-trace": ink('<trace id="a">1 2</trace><trace continuation="end" priorRef="#b">1 2</trace>'),
        "other-root": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "other-namespace": ink("", " xmlns='urn:other'"),
        "cut": ink("<trace>1 2, 3 4</trace>")[:-12],
        "second-root-cut": ink("<trace>1 2</trace>") + "<ink><trace>1 2</ink>",
        "external-entity": "<!DOCTYPE ink [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n" + ink("<trace>&e;</trace>"),
    }


write("mathwriting-style", math_writing())
write("crohme-style", crohme())
write("onenote-style", one_note())
write("powerpoint-style", power_point())
write("word-style", word())
# Two roots, one after another, of which neither has a namespace.
declaration = '<?xml version="1.0"?>\n'
write("two-inks", "".join(declaration + ink(f"<trace>{plain(stroke)}</trace>", "") for stroke in HOUSE[:2]))
os.makedirs(HOSTILE, exist_ok=True)
for name, text in hostile().items():
    write(name, text, HOSTILE)
