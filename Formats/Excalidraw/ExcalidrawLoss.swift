internal import SketchModel

extension Loss {
    static let hiddenShapes = Loss(name: "hiddenShapesSkipped", text: "hidden shapes skipped", unit: .shapes)
    static let textElements = Loss(name: "textSkipped", text: "text elements skipped", unit: .shapes)
    static let images = Loss(name: "imagesSkipped", text: "images skipped", unit: .shapes)
    static let embeddedPages = Loss(name: "embeddedPagesSkipped", text: "embedded pages skipped", unit: .shapes)
    static let unknownShapes = Loss(
        name: "unknownShapesSkipped",
        text: "shapes of unknown kinds skipped",
        unit: .shapes
    )
    static let fills = Loss(name: "fillsDropped", text: "fills of stroked shapes dropped", unit: .shapes)
    static let dashes = Loss(name: "dashesDropped", text: "dashes dropped", unit: .shapes)
    static let markers = Loss(name: "markersDropped", text: "markers dropped", unit: .shapes)
    /// How unsteadily the app draws a shape.
    static let roughness = Loss(name: "roughnessDropped", text: "roughness of shapes dropped", unit: .shapes)
}
