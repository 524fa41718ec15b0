internal import SketchModel

extension Loss {
    static let pointWidths = Loss(name: "pointWidthsDropped", text: "widths of single points dropped")
    static let pointColours = Loss(name: "pointColoursDropped", text: "colours of single points dropped")
    static let brushShapes = Loss(name: "brushShapesDropped", text: "turns, scales and offsets of brushes dropped")
    static let heights = Loss(name: "heightsDropped", text: "heights above the page dropped")
    static let blendModes = Loss(name: "blendModesDropped", text: "blend modes dropped")
    static let undrawnStrokes = Loss(name: "undrawnStrokesDropped", text: "strokes outside the tree dropped")
    static let views = Loss(name: "viewsDropped", text: "other views of the strokes dropped")
    static let semantics = Loss(name: "semanticsDropped", text: "statements about strokes dropped")
    static let sensorChannels = Loss(name: "sensorChannelsDropped", text: "other samples of the pen dropped")
}
