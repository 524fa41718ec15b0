internal import SketchModel
internal import SketchStreams

/// The numbers of shapes seen, by what happened to them.
struct ShapeCounts {
    var stroked = 0
    /// Filled shapes that were left out.
    var filled = 0
    var backgrounds = 0
    var hidden = 0
    var texts = 0
    var images = 0
    var fills = 0
    var gradients = 0
    var dashes = 0
    var markers = 0
    var clips = 0
    var masks = 0
    var filters = 0
    var unevenWidths = 0

    /// Reports what strokes can't hold.
    func report(to losses: inout LossReport) {
        losses.add(.filledShapes, shapes: filled)
        losses.add(.backgrounds, shapes: backgrounds)
        losses.add(.hiddenShapes, shapes: hidden)
        losses.add(.textElements, shapes: texts)
        losses.add(.images, shapes: images)
        losses.add(.fills, shapes: fills)
        losses.add(.gradients, shapes: gradients)
        losses.add(.dashes, shapes: dashes)
        losses.add(.markers, shapes: markers)
        losses.add(.clips, shapes: clips)
        losses.add(.masks, shapes: masks)
        losses.add(.filters, shapes: filters)
        losses.add(.unevenWidths, shapes: unevenWidths)
    }
}
