package import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// What can be wrong with a file of stroke arrays, or with a sketch to be written to one.
enum StrokeArrayError: FaultReason, Hashable {
    case neither
    case noMembers
    case noStrokes([String])
    case noSuchMember(String, members: [String])
    case notStrokes(shape: [Int])
    case strokeFour
    case itemNotStrokes(rank: Int, columns: Int)
    case tooManyRows(Int, limit: Int)
    case badPenState(row: Int, String)
    case notOneHot(row: Int)
    case notFinite(row: Int)
    case badText
    case cutOff(declared: Int, found: Int)
    case fortranTooLarge

    case offsetTooLarge(dtype: String)
    case tooSmallForWholeNumbers
    case tooLong(rows: Int, limit: Int)
    case startRowWithExplicitOrigin

    var message: String {
        switch self {
        case .neither: "is neither a NumPy array nor an archive of them"
        case .noMembers: "holds no arrays"
        case .noStrokes(let members): "holds no array of strokes (\(members.joined(separator: ", ")))"
        case .noSuchMember(let name, let members): "has no member '\(name)': it has \(members.joined(separator: ", "))"
        case .notStrokes(let shape):
            "has the shape (\(shape.map(String.init).joined(separator: ", "))), which no array of strokes has"
        case .strokeFour: "holds stroke-4 rows, as SketchXAI makes them, which no longer say where each stroke begins"
        case .itemNotStrokes(2, let columns):
            "the array has \(columns) columns, but stroke-3 has 3 and stroke-5 has 5"
        case .itemNotStrokes(let rank, _): "the array has \(rank) dimensions, but strokes have 2"
        case .tooManyRows(let rows, let limit): "the array has \(rows) rows, more than \(limit)"
        case .badPenState(let row, let value): "row \(row + 1) has the pen state \(value), which is neither 0 nor 1"
        case .notOneHot(let row): "row \(row + 1) does not have exactly one pen state of 1"
        case .notFinite(let row): "row \(row + 1) leads to a place that is not finite"
        case .badText: "the array's text is not UTF-8 of Latin-1 characters"
        case .cutOff(let declared, let found):
            "ends early: its shape needs \(declared) bytes, but \(found) follow the header"
        case .fortranTooLarge: "is in Fortran order and larger than 4 GiB, which are too many to hold in memory"
        case .offsetTooLarge(let dtype): "an offset does not fit \(dtype)"
        case .tooSmallForWholeNumbers: "the drawing is so small that int16 would round its shape away"
        case .tooLong(let rows, let limit): "has \(rows) rows, more than the \(limit) of max-length"
        case .startRowWithExplicitOrigin:
            "a start row puts the pen on the origin, but an explicit origin puts it elsewhere"
        }
    }

    var advice: String? {
        switch self {
        case .strokeFour: "convert the stroke-3 files that it was made from"
        case .offsetTooLarge: "the transform fit:255 brings the drawing to 255 units"
        case .tooSmallForWholeNumbers: "choose dtype=auto or float32, or apply the transform fit:255"
        case .tooLong(_, let limit): "the transform simplify:points=\(limit) shortens it"
        case .fortranTooLarge: "save numpy.ascontiguousarray of it"
        case .startRowWithExplicitOrigin: "leave out start-row or origin"
        default: nil
        }
    }

    var kind: FaultKind {
        switch self {
        case .noSuchMember, .startRowWithExplicitOrigin: .wrongUsage
        default: .badData
        }
    }
}

/// A fault inside a member of an archive.
struct MemberFault: FaultReason {
    var member: String
    var reason: any FaultReason

    var message: String { "member '\(member)': \(reason.message)" }
    var advice: String? { reason.advice }
    var kind: FaultKind { reason.kind }
}

extension StrokeArrayError: DrawinglessReason {
    var meansNoDrawings: Bool {
        switch self {
        case .notStrokes, .noStrokes, .noMembers: true
        default: false
        }
    }
}

extension ArrayFileError: DrawinglessReason {
    /// Whether it is an array of something else.
    package var meansNoDrawings: Bool { if case .unknownElementType = self { true } else { false } }
}
