internal import SketchModel

/// What a QuickDraw `.bin` file can't hold of a sketch. Strokes count from 0.
package enum QuickDrawWriteError: FaultReason, Hashable {
    case coordinateOutOfRange(Double)
    case tooManyStrokes(Int)
    case tooManyPoints(stroke: Int, points: Int)

    package var message: String {
        switch self {
        case .coordinateOutOfRange(let value): "the coordinate \(value) is outside 0…255, which is all that .bin holds"
        case .tooManyStrokes(let strokes): "there are \(strokes) strokes, but .bin holds at most 65535"
        case .tooManyPoints(let stroke, let points):
            "stroke \(stroke + 1) has \(points) points, but .bin holds at most 65535"
        }
    }

    package var advice: String? {
        switch self {
        case .coordinateOutOfRange: "make it fit with the transform quickdraw or fit:255"
        case .tooManyStrokes: "leave such sketches out with the transform strokes:0..65535"
        case .tooManyPoints: "drop points with the transform simplify:2"
        }
    }
}
