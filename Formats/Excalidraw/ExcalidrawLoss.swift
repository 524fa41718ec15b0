internal import SketchModel

extension Loss {
    static let embeddedPages = Loss(name: "embeddedPagesSkipped", text: "embedded pages skipped", unit: .shapes)
    static let unknownShapes = Loss(
        name: "unknownShapesSkipped",
        text: "shapes of unknown kinds skipped",
        unit: .shapes
    )
    /// How unsteadily the app draws a shape.
    static let roughness = Loss(name: "roughnessDropped", text: "roughness of shapes dropped", unit: .shapes)
}
