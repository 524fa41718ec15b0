"""Writes the same two pages in the forms that tldraw's versions gave their strokes, and a document of version 1."""
import base64
import json
import math
import os
import struct

FOLDER = os.path.dirname(os.path.abspath(__file__))


def objects(points, flat):
    return {"points": [{"x": x, "y": y, "z": z} for x, y, z in points]}


def halves(points, flat):
    numbers = [number for point in points for number in point]
    return {"points": base64.b64encode(struct.pack("<%de" % len(numbers), *numbers)).decode()}


def path(points, flat):
    axes = 2 if flat else 3
    data = struct.pack("<%df" % axes, *points[0][:axes])
    for before, point in zip(points, points[1:]):
        data += struct.pack("<%de" % axes, *[b - a for a, b in zip(before[:axes], point)])
    return dict({"path": base64.b64encode(data).decode()}, **({"dim": 2} if flat else {}))


def record(kind, number, parent, index, x, y, props, **more):
    base = {"id": "shape:%d" % number, "typeName": "shape", "type": kind, "parentId": parent, "index": index}
    return {**base, "x": x, "y": y, "rotation": 0, "isLocked": False, "opacity": 1, "meta": {}, "props": props, **more}


def pen(segments, color="black", size="m", is_pen=False, **more):
    return {"color": color, "size": size, "fill": "none", "dash": "draw", "segments": segments, "isComplete": True,
            "isClosed": False, "isPen": is_pen, "scale": 1, **more}


def document(name, schema, pack, scales):
    def segment(kind, points, flat=False):
        return {"type": kind, **pack(points, flat)}

    roof = [segment("free", [(0, 0, 0.5), (10, 0, 0.5), (10, 20, 0.5)], True),
            segment("straight", [(10, 20, 0.5), (-10, 20, 0.5)])]
    label = {"text": "door"} if schema["schemaVersion"] == 1 else {"richText": {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "door"}]}]}}
    first, second = "page:first", "page:second"
    records = [
        {"id": "document:document", "typeName": "document", "gridSize": 10, "name": "", "meta": {}},
        {"id": "page:third", "typeName": "page", "name": "Page 3", "index": "a3", "meta": {}},
        {"id": second, "typeName": "page", "name": "Page 2", "index": "a2", "meta": {}},
        {"id": first, "typeName": "page", "name": "Page 1", "index": "a1", "meta": {}},
        # Out of order: the keys decide.
        record("geo", 5, first, "a1V", 0, 0, {"geo": "rectangle", "w": 40, "h": 20, "growY": 10, "color": "red",
               "size": "s", "fill": "solid", "dash": "dashed", "scale": 2, **label}),
        record("draw", 1, first, "Zz", 100, 50, pen(roof, "blue", "l", **scales), opacity=0.2),
        record("group", 2, first, "a1", 200, 100, {}, rotation=math.pi / 2, opacity=0.5),
        record("draw", 3, "shape:2", "a2", 5, 5, pen([segment("free", [(0, 0, 0.5), (30, 0, 0.5)])]), opacity=0.5),
        record("highlight", 4, "shape:2", "a1", 0, 0, pen([segment("free", [(0, 0, 0.5), (0, 8, 0.5)])], "green", "s")),
        record("frame", 6, first, "a2", 50, 60, {"w": 100, "h": 100, "name": "garden"}),
        record("line", 7, "shape:6", "a1", 1, 2, {"color": "violet", "size": "xl", "dash": "draw", "spline": "line",
               "points": {"b": {"id": "b", "index": "a2", "x": 4, "y": 0}, "a": {"id": "a", "index": "a1", "x": 0,
                          "y": 0}, "c": {"id": "c", "index": "a3", "x": 4, "y": 4}}}),
        record("arrow", 8, first, "a3", 10, 10, {"color": "black", "size": "m", "bend": 0, "dash": "draw",
               "start": {"x": 0, "y": 0}, "end": {"x": 50, "y": 0}, "arrowheadEnd": "arrow", "arrowheadStart": "none"}),
        record("text", 9, first, "a4", 0, 0, {"text": "a house"}),
        record("draw", 10, second, "a1", 0, 0, pen([segment("free", [(1, 2, 0.625), (3, 4, 1.25)])], is_pen=True)),
    ]
    text = {"tldrawFileFormatVersion": 1, "schema": schema, "records": records}
    write(name, text)


def write(name, text):
    with open(os.path.join(FOLDER, name), "w") as file:
        file.write(json.dumps(text, indent=1) + "\n")


def first(name):
    style = {"color": "indigo", "size": "large", "dash": "draw", "isFilled": False}
    shapes = [
        {"id": "c", "type": "draw", "parentId": "page", "childIndex": 2.5, "point": [100, 50], "rotation": math.pi / 2,
         "style": style, "points": [[0, 0, 0.5], [20, 0, 0.5], [20, 10, 0.5]], "isComplete": True},
        {"id": "a", "type": "draw", "parentId": "g", "childIndex": 1, "point": [3, 4], "rotation": 0, "style": style,
         "points": [[0, 0, 0.25], [1, 1, 0.75]], "isComplete": True},
        {"id": "e", "type": "draw", "parentId": "g", "childIndex": 2, "point": [3, 4], "style": style, "points": []},
        {"id": "g", "type": "group", "parentId": "page", "childIndex": 1, "point": [3, 4], "size": [1, 1],
         "children": ["a", "e"], "style": style},
        {"id": "r", "type": "rectangle", "parentId": "page", "childIndex": 3, "point": [0, 0], "size": [8, 6],
         "rotation": 0, "style": dict(style, size="small", isFilled=True)},
        {"id": "t", "type": "text", "parentId": "page", "childIndex": 4, "point": [0, 0], "text": "hello"},
        {"id": "w", "type": "arrow", "parentId": "page", "childIndex": 5, "point": [10, 10], "rotation": 0, "bend": 0,
         "handles": {"start": {"point": [0, 0]}, "end": {"point": [9, 0]}, "bend": {"point": [4.5, 0]}},
         "decorations": {"end": "arrow"}, "style": style},
    ]
    page = {"id": "page", "name": "Page 1", "childIndex": 1, "shapes": {shape["id"]: shape for shape in shapes}}
    write(name, {"name": "New Document", "fileHandle": None, "document": {
        "id": "doc", "name": "New Document", "version": 15.3, "pages": {"page": page}, "pageStates": {}, "assets": {}}})


form1 = {"schemaVersion": 1, "storeVersion": 4, "recordVersions": {"shape": {"version": 3, "subTypeKey": "type",
         "subTypeVersions": {"draw": 1}}}}
form2 = {"schemaVersion": 2, "sequences": {"com.tldraw.store": 4, "com.tldraw.shape.draw": 3}}
document("objects.tldr", form1, objects, {})
document("halves.tldr", form2, halves, {"scaleX": 1, "scaleY": 1})
document("paths.tldr", form2, path, {"scaleX": 1, "scaleY": 1})
first("first.tldr")
