internal import SketchModel

extension Loss {
    static let filledShapes = Loss(
        name: "filledShapesSkipped",
        text: "filled shapes without a stroke skipped (--from svg:fill=outline takes them)"
    )
    static let hiddenShapes = Loss(name: "hiddenShapesSkipped", text: "hidden shapes skipped")
    static let textElements = Loss(name: "textSkipped", text: "text elements skipped")
    static let images = Loss(name: "imagesSkipped", text: "images skipped")
}
