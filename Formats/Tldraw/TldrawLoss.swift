internal import SketchModel

extension Loss {
    static let otherShapes = Loss(
        name: "otherShapesSkipped",
        text: "notes, embedded pages and other shapes without strokes skipped",
        unit: .shapes
    )
    static let arrows = Loss(
        name: "arrowsSkipped",
        text: "arrows that are bound to shapes or have elbows skipped",
        unit: .shapes
    )
    static let pageNames = Loss(name: "pageNamesDropped", text: "names of pages dropped")
    static let pressureClamping = Loss(name: "pressuresClamped", text: "pen pressures outside 0 to 1 clamped")
    static let nearestColours = Loss(
        name: "nearestColours",
        text: "stroke colours shown as the nearest that tldraw has"
    )
}
