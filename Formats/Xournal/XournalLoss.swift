internal import SketchModel

// What pages have and sketches can't.
extension Loss {
    static let eraserStrokes = Loss(
        name: "eraserStrokesSkipped",
        text: "strokes of the eraser skipped",
        unit: .shapes
    )
    static let formulas = Loss(name: "formulasSkipped", text: "formulas skipped", unit: .shapes)
    static let links = Loss(name: "linksSkipped", text: "links skipped", unit: .shapes)
    static let otherElements = Loss(name: "elementsSkipped", text: "unknown elements skipped", unit: .shapes)
    static let backgrounds = Loss(
        name: "backgroundsSkipped",
        text: "pictures and PDF pages behind drawings skipped",
        unit: .shapes
    )
    static let paper = Loss(name: "paperDropped", text: "colours and rulings of paper dropped")
    static let caps = Loss(name: "capsDropped", text: "ends of lines that are not round dropped", unit: .shapes)
    static let recordings = Loss(name: "audioDropped", text: "places in sound recordings dropped", unit: .shapes)
    static let nominalWidths = Loss(
        name: "nominalWidthsDropped",
        text: "nominal widths below those of segments replaced by the greatest of these",
        unit: .shapes
    )
}

// What sketches have and pages can't.
extension Loss {
    static let dots = Loss(name: "dotsDoubled", text: "strokes of a single point written as two equal points")
    static let lastPressures = Loss(
        name: "lastPressuresDropped",
        text: "pressures at the last points of strokes replaced by those before them"
    )
    static let otherTools = Loss(
        name: "toolsReplaced",
        text: "tools other than pen and highlighter replaced by the pen"
    )
    static let pageUnits = Loss(name: "pageUnitsReplaced", text: "units of pages replaced by points")
    static let innerGroups = Loss(name: "innerGroupsDropped", text: "groups in and around layers dropped")
    static let splitLayers = Loss(
        name: "layersSplit",
        text: "layers split into several to keep the order of strokes"
    )
    static let addedLayers = Loss(
        name: "layersAdded",
        text: "strokes outside layers put into layers without a name"
    )
    static let layerNames = Loss(
        name: "layerNamesChanged",
        text: "characters of layer names that XML cannot hold replaced"
    )
}
