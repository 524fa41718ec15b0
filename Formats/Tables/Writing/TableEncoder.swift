internal import SketchModel
internal import SketchStreams

/// Turns sketches into rows that wait for the types of their columns.
struct TableEncoder: SketchEncoder {
    /// The type of coordinates, if the user chose it.
    let numbers: TableOptions.NumberType?
    /// The classes, if they were given.
    let classes: ClassList?
    private var rounded = 0

    init(numbers: TableOptions.NumberType?, classes: ClassList?) { (self.numbers, self.classes) = (numbers, classes) }

    /// The largest sketch whose row can be read again.
    static let mostPoints = 1 << 26

    var losses: LossReport {
        var report = LossReport()
        if rounded > 0 { report.add(.rounding, sketches: rounded) }
        return report
    }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        let count = max(sketch.points.count, sketch.strokeCount)
        guard count <= Self.mostPoints else { throw TableError.tooManyPoints(count, limit: Self.mostPoints) }
        try classes?.check(sketch.metadata.label)
        if numbers == .float32, let box = sketch.boundingBox {
            let largest = max(-box.minimum.x, -box.minimum.y, box.maximum.x, box.maximum.y)
            guard largest <= Double(Float.greatestFiniteMagnitude) else { throw TableError.beyondFloat32 }
        }
        if TableRow.append(sketch, coordinates: numbers?.kind, to: &bytes) { rounded += 1 }
    }
}

extension TableOptions.NumberType {
    var kind: NumberKind { self == .float32 ? .float32 : .float64 }
}
