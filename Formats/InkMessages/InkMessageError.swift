internal import SketchModel

/// What can be wrong with a file of ink messages, or with a sketch to be written as one. Strokes and nodes count from 0.
package enum InkMessageError: FaultReason, Hashable {
    case noStrokes
    case notFiniteRun
    case unequalRuns(String, count: Int, x: Int)
    case tooManyStrokes(limit: Int)

    case noStrokesToWrite
    case coordinateTooLarge(Double)

    case notRIFF
    case cutChunk(String, size: Int, left: Int)
    case noHead
    case otherVersion(UInt8, UInt8, UInt8)
    case noChunk(String)
    case compressedChunk(String)
    case otherContent(String)
    case unequalSpline(stroke: Int, x: Int, y: Int)
    case notFiniteSpline(stroke: Int)
    case notFiniteTransform
    case tooManyPoints(limit: Int)
    case tooManyNodes(limit: Int)
    case noSuchStroke(Int, strokes: Int)
    case noSuchPoints(from: Int, to: Int, points: Int)
    case noSuchEntry(String, Int, of: Int)
    case badDepth(Int, after: Int)
    case tooDeep(limit: Int)

    package var message: String {
        switch self {
        case .noStrokes: "the file holds no strokes"
        case .notFiniteRun: "a scale or an offset is infinite or not a number"
        case .unequalRuns(let name, let count, let x): "\(name) has \(count) numbers, but x has \(x)"
        case .tooManyStrokes(let limit): "there are more than \(limit) strokes"
        case .noStrokesToWrite: "the sketch has no strokes, which is all that the format holds"
        case .coordinateTooLarge(let value): "the coordinate \(value) is too large for 32 bits"
        case .notRIFF: "the file is not a RIFF file with the type UINK or WILL"
        case .cutChunk(let name, let size, let left):
            "the chunk '\(name)' takes \(size) bytes, but the file ends after \(left)"
        case .noHead: "the file does not begin with a chunk 'HEAD' that says its version"
        case .otherVersion(let major, let minor, let patch):
            "the version is \(major).\(minor).\(patch), not 3.0.0 or 3.1.0"
        case .noChunk(let name): "there is no chunk '\(name)'"
        case .compressedChunk(let name): "the chunk '\(name)' is compressed, which is not supported"
        case .otherContent(let name): "the chunk '\(name)' does not hold Protocol Buffers, which is not supported"
        case .unequalSpline(let stroke, let x, let y): "stroke \(stroke + 1) has \(x) x and \(y) y"
        case .notFiniteSpline(let stroke): "stroke \(stroke + 1) has a point that is not finite"
        case .notFiniteTransform: "the transform leads to a place that is not finite"
        case .tooManyPoints(let limit): "there are more than \(limit) points"
        case .tooManyNodes(let limit): "the tree has more than \(limit) nodes"
        case .noSuchStroke(let stroke, let strokes):
            "a node is stroke \(stroke + 1), but there \(strokes == 1 ? "is 1 stroke" : "are \(strokes) strokes")"
        case .noSuchPoints(let from, let to, let points):
            "a node is the points \(from + 1) to \(to + 1) of a stroke, which has \(points)"
        case .noSuchEntry(let list, let index, let count): "a stroke has entry \(index) of \(list), which has \(count)"
        case .badDepth(let depth, let previous): "a node has the depth \(depth) after one of depth \(previous)"
        case .tooDeep(let limit): "groups are nested more than \(limit) deep"
        }
    }

    package var advice: String? {
        switch self {
        case .noStrokesToWrite: "leave such sketches out with the transform strokes:1..65535"
        case .coordinateTooLarge: "make it smaller with the transform scale:1e-10"
        case .cutChunk: "fetch the file again"
        case .compressedChunk, .otherContent, .otherVersion: "save it again with another program"
        default: nil
        }
    }
}

extension Loss {
    static let strokeUnits = Loss(name: "strokeUnitsDropped", text: "physical sizes of stroke units dropped")
    static let noiseSeeds = Loss(name: "noiseSeedsDropped", text: "noise seeds dropped")
    static let predictions = Loss(name: "predictedPointsDropped", text: "predicted points dropped")
    static let timesRounded = Loss(name: "timesRounded", text: "point times rounded")
    static let timesMoved = Loss(name: "timesMoved", text: "times of strokes that overlap moved")
    static let penValuesRounded = Loss(
        name: "penValuesRounded",
        text: "pen pressures, tilts and azimuths rounded"
    )
}
