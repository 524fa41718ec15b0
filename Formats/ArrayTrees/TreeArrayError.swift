internal import SketchModel
internal import SketchStreams

/// What can be wrong with the array of a drawing, besides its file (`ArrayFileError`). Rows count from 0.
package enum TreeArrayError: FaultReason, Hashable {
    case otherShape([Int], rank: Int, columns: Int)
    case notNumbers(String)
    case noArray
    case badText
    case cutOff(declared: Int, found: Int)
    case badPenState(row: Int, [Double])
    case notFinite(row: Int)
    case badLine

    package var message: String {
        switch self {
        case .otherShape(let shape, let rank, let columns) where shape.isEmpty:
            "the array has \(rank) dimensions instead of 2 with \(columns) columns"
        case .otherShape(let shape, _, let columns):
            "the array has the shape (\(shape.map(String.init).joined(separator: ", "))) instead of (rows, \(columns))"
        case .notNumbers(let type): "the array is of type \(type) instead of numbers"
        case .noArray: "the array of objects is empty"
        case .badText: "the array's text is not UTF-8 of Latin-1 characters"
        case .cutOff(let declared, let found):
            "the file ends early: the array's shape needs \(declared) bytes, but \(found) follow the header"
        case .badPenState(let row, let states) where states.count == 1:
            "row \(row + 1) has the flag \(states[0]), which is not 0, 1 or 2"
        case .badPenState(let row, let states):
            "row \(row + 1) has the pen states \(states.map { "\($0)" }.joined(separator: " and ")), "
                + "which are not 0 with at most one 1"
        case .badLine: "the line is not of the form 'category/name.png 12'"
        case .notFinite(let row): "row \(row + 1) has a place that is not finite"
        }
    }

    package var advice: String? {
        if case .cutOff = self { "fetch the file again" } else { nil }
    }
}

extension TreeArrayError: DrawinglessReason {
    /// Whether it is an array of something else.
    package var meansNoDrawings: Bool {
        switch self {
        case .otherShape, .notNumbers, .noArray: true
        default: false
        }
    }
}
