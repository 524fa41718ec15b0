/// An answer as it was found in a text: one sketch.
struct Answer {
    /// The place in the text at which it begins.
    var offset: Int
    /// The text of `<concept>`.
    var concept: Range<Int>?
    var strokes: [StrokeText] = []
    /// Whether it stands between `<strokes>` and `</strokes>`. Otherwise its tags may be words of a sentence.
    var isClosed = false
    /// What is odd, with the place in the text.
    var oddities: [(oddity: Oddity, offset: Int)] = []
}

/// A stroke as it was found in a text.
struct StrokeText {
    var offset: Int
    /// What is between the tags of each field.
    var points: Range<Int>?
    var times: Range<Int>?
    var id: Range<Int>?

    func hasCell(_ text: Span<UInt8>, on grid: Grid) -> Bool {
        points.map { !CellList(text, $0, on: grid).cells.isEmpty } ?? false
    }
}

/// What can be odd in an answer without preventing that it is read.
enum Oddity {
    case unclosedField
    case unclosedStroke
    case unclosedAnswer
    case cutAnswer
    case cutPoints
    case noStrokesTag
    case noStrokeTag
    case otherNumber
    case otherClosingNumber
    case repeatedField

    case noPoints
    case notACell
    case fraction
    case outsideGrid
    case noTimes
    case badTimes
    case otherTimeCount
    case uselessTimes
    case noName

    var text: String {
        switch self {
        case .unclosedField: "a field is not closed; it ends at the next tag"
        case .unclosedStroke: "a stroke is not closed; it ends where the next one begins"
        case .unclosedAnswer: "<strokes> is not closed before something else begins"
        case .cutAnswer: "the answer is cut off; what is complete was read"
        case .cutPoints: "a stroke is cut off in its points, and was left out"
        case .noStrokesTag: "a stroke stands outside <strokes>"
        case .noStrokeTag: "points stand outside a stroke; they were read as one"
        case .otherNumber: "the strokes are not numbered one after another"
        case .otherClosingNumber: "a stroke is closed with another number than its own"
        case .repeatedField: "a stroke has a field twice; the first was read"
        case .noPoints: "a stroke has no points, and was left out"
        case .notACell: "something among the points is not a cell, and was left out"
        case .fraction: "a cell's number has a fraction, which was kept"
        case .outsideGrid: "a cell is outside the grid, and was moved to its edge"
        case .noTimes: "a stroke has no t_values; even ones are used"
        case .badTimes: "a t value is not a number from 0 to 1; even ones are used for its stroke"
        case .otherTimeCount: "a stroke has more or fewer t_values than points; even ones are used"
        case .uselessTimes: "the t_values of a stroke determine no curve; even ones are used"
        case .noName: "a stroke has no id"
        }
    }
}
