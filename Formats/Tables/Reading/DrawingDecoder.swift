internal import ColumnFiles
internal import QuickDrawFormat
internal import SketchModel
internal import StrokeArrayFormat

/// Fills sketches from a column of drawings.
struct DrawingDecoder {
    private let column: Column
    private let form: DrawingForm
    private let origin: TableOptions.Origin
    /// The coordinates of drawings whose strokes are records.
    private let coordinates: CoordinateLists
    private var x: [Double] = []
    private var y: [Double] = []
    private var values: [Double] = []

    init(_ column: Column, _ form: DrawingForm, origin: TableOptions.Origin) {
        (self.column, self.form, self.origin) = (column, form, origin)
        coordinates = CoordinateLists(column, form)
    }

    /// Fills an empty sketch from the drawing in a row.
    /// - Returns: what the drawing has that the sketch can't hold.
    /// - Throws: a `TableError`, or what is wrong with packed bytes or with rows.
    mutating func fill(_ sketch: inout Sketch, from row: Int) throws -> LossReport? {
        guard column.hasValue(at: row) else { throw TableError.missingDrawing }
        switch form {
        case .strokes(let fields):
            guard let strokes = column.items(at: row), let record = column.items else {
                throw TableError.missingDrawing
            }
            let missing = record.validity == nil ? nil : strokes.firstIndex { !record.hasValue(at: $0) }
            if let missing { throw TableError.missingStroke(missing - strokes.lowerBound) }
            if strokes.isEmpty { return nil }
            return try fill(&sketch, strokes, record.fields(), fields) { _, _ in strokes }
        case .axes(let fields):
            let columns = try column.fields()
            guard let strokes = columns[fields.x].items(at: row) else { throw TableError.missingDrawing }
            // Each field has strokes of its own.
            return try fill(&sketch, strokes, columns.map { $0.items ?? $0 }, fields) { field, isRequired in
                let own = columns[field].items(at: row)
                if own == nil, isRequired { throw TableError.missingDrawing }
                return own
            }
        case .nested:
            try fillNested(&sketch, row)
        case .rows:
            try fillRows(&sketch, row)
        case .packed:
            guard let bytes = column.bytes(at: row) else { throw TableError.missingDrawing }
            let left = try PackedDrawing.fill(&sketch, from: Array(bytes))
            guard left == 0 else { throw TableError.bytesAfterDrawing(left) }
        }
        return nil
    }

    // MARK: Records

    /// - Parameter own: the strokes of a field in its column; `nil` if the drawing doesn't have the field.
    private mutating func fill(
        _ sketch: inout Sketch,
        _ strokes: Range<Int>,
        _ columns: [Column],
        _ fields: StrokeFields,
        own: (_ field: Int, _ isRequired: Bool) throws -> Range<Int>?
    ) throws -> LossReport? {
        let yStrokes = try own(fields.y, true) ?? strokes
        guard yStrokes.count == strokes.count else {
            throw TableError.otherStrokeCount(field: "y", count: yStrokes.count, strokes: strokes.count)
        }
        if try !coordinates.fill(&sketch, strokes, yStrokes) {
            try fillPoints(of: &sketch, columns[fields.x], strokes, columns[fields.y], yStrokes)
        }
        var losses: LossReport?
        for (channel, field) in fields.channels {
            guard let own = try own(field, false) else { continue }
            if try !fill(channel, of: &sketch, columns[field], own, named: TableSchema.name(of: channel)) {
                losses = losses ?? LossReport()
                losses?.add(.partlyMissingChannels)
            }
        }
        for (attribute, field) in fields.attributes {
            guard let own = try own(field, false) else { continue }
            for (stroke, index) in own.enumerated() where stroke < sketch.strokeCount {
                try attribute.set(columns[field], index, stroke, in: &sketch)
            }
        }
        return losses
    }

    /// Fills in points of any type, stroke by stroke.
    private mutating func fillPoints(
        of sketch: inout Sketch,
        _ xColumn: Column,
        _ strokes: Range<Int>,
        _ yColumn: Column,
        _ yStrokes: Range<Int>
    ) throws {
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
        for stroke in 0..<strokes.count {
            try Self.append(stroke, xColumn, strokes.lowerBound, "x", to: &x)
            try Self.append(stroke, yColumn, yStrokes.lowerBound, "y", to: &y)
            guard x.count == y.count else {
                let before = sketch.strokeEnds.last ?? 0
                let (count, points) = (y.count - before, x.count - before)
                throw TableError.otherCount(stroke: stroke, field: "y", count: count, points: points)
            }
            sketch.strokeEnds.append(x.count)
        }
        try appendPoints(to: &sketch)
    }

    private static func append(
        _ stroke: Int,
        _ column: Column,
        _ first: Int,
        _ name: String,
        to numbers: inout [Double]
    ) throws(TableError) {
        guard let range = column.items(at: first + stroke), let items = column.items else {
            throw .missingNumbers(stroke: stroke, field: name)
        }
        guard items.appendNumbers(range, to: &numbers) else { throw .missingNumber(stroke: stroke, field: name) }
    }

    private func appendPoints(to sketch: inout Sketch) throws(TableError) {
        sketch.points.reserveCapacity(x.count)
        for index in x.indices { sketch.points.append(Point(x[index], y[index])) }
        try Self.check(sketch)
    }

    /// - Throws: `TableError.notFinite` if a point isn't finite.
    static func check(_ sketch: borrowing Sketch) throws(TableError) {
        let points = sketch.points.span
        var isFinite = true
        for index in points.indices { isFinite = isFinite && points[index].isFinite }
        if !isFinite { throw notFinite(sketch, at: sketch.points.firstIndex { !$0.isFinite } ?? 0) }
    }

    private static func notFinite(_ sketch: borrowing Sketch, at point: Int) -> TableError {
        let stroke = sketch.strokeEnds.firstIndex { $0 > point } ?? 0
        return .notFinite(stroke: stroke, point: point - sketch.range(ofStroke: stroke).lowerBound)
    }

    /// Sets a channel, if all strokes have it.
    /// - Returns: whether all strokes or none have it.
    private mutating func fill(
        _ channel: PointChannel,
        of sketch: inout Sketch,
        _ column: Column,
        _ own: Range<Int>,
        named name: String
    ) throws -> Bool {
        guard own.count == sketch.strokeCount else {
            throw TableError.otherStrokeCount(field: name, count: own.count, strokes: sketch.strokeCount)
        }
        let present = own.count { column.hasValue(at: $0) }
        if present == 0 { return true }
        if present < own.count { return false }
        values.removeAll(keepingCapacity: true)
        for stroke in 0..<own.count {
            let before = values.count
            try Self.append(stroke, column, own.lowerBound, name, to: &values)
            let points = sketch.range(ofStroke: stroke).count
            guard values.count - before == points else {
                throw TableError.otherCount(stroke: stroke, field: name, count: values.count - before, points: points)
            }
        }
        if let place = values.firstIndex(where: { !$0.isFinite }) { throw Self.notFinite(sketch, at: place) }
        sketch[channel].append(contentsOf: values)
        sketch.channels.insert(PointChannelSet(channel))
        return true
    }

    // MARK: Lists

    private mutating func fillNested(_ sketch: inout Sketch, _ row: Int) throws {
        guard let strokes = column.items(at: row), let arrays = column.items, let lists = arrays.items else {
            throw TableError.missingDrawing
        }
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        for (stroke, place) in strokes.enumerated() {
            guard let own = arrays.items(at: place) else { throw TableError.missingStroke(stroke) }
            let hasTimes = own.count == 3
            // All strokes of a drawing have times, or none has.
            guard own.count == 2 || hasTimes, stroke == 0 || hasTimes == sketch.hasTimes else {
                throw TableError.badArrayCount(stroke: stroke, own.count)
            }
            sketch.hasTimes = hasTimes
            let before = x.count
            try Self.append(0, of: stroke, lists, own.lowerBound, "x", to: &x)
            try Self.append(1, of: stroke, lists, own.lowerBound, "y", to: &y)
            if hasTimes { try Self.append(2, of: stroke, lists, own.lowerBound, "t", to: &values) }
            for (name, count) in [("y", y.count), ("t", hasTimes ? values.count : x.count)] where count != x.count {
                throw TableError.otherCount(
                    stroke: stroke,
                    field: name,
                    count: count - before,
                    points: x.count - before
                )
            }
            sketch.strokeEnds.append(x.count)
        }
        try appendPoints(to: &sketch)
        if let place = values.firstIndex(where: { !$0.isFinite }) { throw Self.notFinite(sketch, at: place) }
        sketch.times.append(contentsOf: values)
    }

    private static func append(
        _ axis: Int,
        of stroke: Int,
        _ lists: Column,
        _ first: Int,
        _ name: String,
        to numbers: inout [Double]
    ) throws(TableError) {
        guard let range = lists.items(at: first + axis), let items = lists.items else {
            throw .missingNumbers(stroke: stroke, field: name)
        }
        guard items.appendNumbers(range, to: &numbers) else { throw .missingNumber(stroke: stroke, field: name) }
    }

    private mutating func fillRows(_ sketch: inout Sketch, _ row: Int) throws {
        guard let rows = column.items(at: row), let lists = column.items, let items = lists.items else {
            throw TableError.missingDrawing
        }
        values.removeAll(keepingCapacity: true)
        var width = 3
        for (index, place) in rows.enumerated() {
            guard let own = lists.items(at: place) else { throw TableError.badRowWidth(row: index, 0, expected: width) }
            if index == 0, own.count == 5 { width = 5 }
            guard own.count == width else { throw TableError.badRowWidth(row: index, own.count, expected: width) }
            guard items.appendNumbers(own, to: &values) else {
                throw TableError.badRowWidth(row: index, own.count { items.hasValue(at: $0) }, expected: width)
            }
        }
        try OffsetRows.fill(&sketch, from: values.span, columns: width, isExplicit: origin == .explicit)
    }
}

extension Loss {
    static let partlyMissingChannels = Loss(
        name: "partlyMissingChannelsDropped",
        text: "channels that only some strokes have dropped"
    )
}

extension StrokeColumn {
    /// Sets the attribute of a stroke from the value at `index`.
    func set(_ column: Column, _ index: Int, _ stroke: Int, in sketch: inout Sketch) throws(TableError) {
        guard column.hasValue(at: index) else { return }
        var attributes = sketch.attributes(ofStroke: stroke)
        switch self {
        case .color:
            guard let bytes = column.bytes(at: index) else { return }
            guard let colour = Colour(hexadecimal: Array(bytes).span) else { throw .badColour(stroke: stroke) }
            attributes.colour = colour
        case .width: attributes.width = column.number(at: index)
        case .name: attributes.name = try column.text(at: index, named: rawValue)
        case .part: attributes.part = try column.text(at: index, named: rawValue)
        case .tool: attributes.tool = try column.text(at: index, named: rawValue).map { StrokeTool(rawValue: $0) }
        case .group:
            guard let group = column.wholeNumber(at: index).map(Int.init) else { return }
            guard sketch.groups.indices.contains(group) else { throw .noSuchGroup(group) }
            attributes.group = group
        }
        sketch.setAttributes(attributes, ofStroke: stroke)
    }
}
