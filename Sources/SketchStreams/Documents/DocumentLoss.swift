package import SketchModel

/// What documents of several programs have and sketches can't.
extension Loss {
    package static let hiddenShapes = Loss(name: "hiddenShapesSkipped", text: "hidden shapes skipped", unit: .shapes)
    package static let textElements = Loss(name: "textSkipped", text: "text elements skipped", unit: .shapes)
    package static let images = Loss(name: "imagesSkipped", text: "images skipped", unit: .shapes)
    package static let fills = Loss(name: "fillsDropped", text: "fills of stroked shapes dropped", unit: .shapes)
    package static let dashes = Loss(name: "dashesDropped", text: "dashes dropped", unit: .shapes)
    package static let markers = Loss(name: "markersDropped", text: "markers dropped", unit: .shapes)
    package static let pressureRounding = Loss(name: "pressuresRounded", text: "pen pressures rounded")
}
