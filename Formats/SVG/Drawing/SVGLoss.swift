internal import SketchModel

extension Loss {
    static let filledShapes = Loss(
        name: "filledShapesSkipped",
        text: "filled shapes without a stroke skipped (svg:fill=outline reads them)",
        unit: .shapes
    )
    static let backgrounds = Loss(
        name: "backgroundsSkipped",
        text: "filled rectangles of the size of the page skipped",
        unit: .shapes
    )
    static let gradients = Loss(
        name: "gradientsDropped",
        text: "gradients and patterns of lines replaced by one colour",
        unit: .shapes
    )
    static let clips = Loss(name: "clipsDropped", text: "clips dropped", unit: .shapes)
    static let masks = Loss(name: "masksDropped", text: "masks dropped", unit: .shapes)
    static let filters = Loss(name: "filtersDropped", text: "filters dropped", unit: .shapes)
    static let unevenWidths = Loss(
        name: "widthsUnderNonUniformTransforms",
        text: "line widths under non-uniform transforms taken as their mean",
        unit: .shapes
    )
    /// A page whose stated size differs from its size in units.
    static let pageSize = Loss(name: "pageSizeDropped", text: "sizes of pages dropped")
}
