package import SketchModel

/// A sketch as bytes for use within this process only: native byte order, no version.
package enum SketchBytes {
    static func append(_ sketch: Sketch, to bytes: inout [UInt8]) {
        let hasMore = sketch.canvas != nil || !sketch.attributes.isEmpty || !sketch.groups.isEmpty
        let flags = Int(sketch.channels.rawValue) | (hasMore ? 256 : 0)
        append([flags, sketch.points.count, sketch.strokeEnds.count, sketch.source.index], to: &bytes)
        append(sketch.points, to: &bytes)
        append(sketch.strokeEnds, to: &bytes)
        for channel in PointChannel.allCases where sketch.channels.contains(PointChannelSet(channel)) {
            append(sketch[channel], to: &bytes)
        }
        if hasMore { appendAttributes(of: sketch, to: &bytes) }
        append(sketch.metadata.label, to: &bytes)
        append(sketch.metadata.countryCode, to: &bytes)
        append(sketch.source.name, to: &bytes)
        append(sketch.source.split, to: &bytes)
        append([sketch.source.record?.count ?? -1], to: &bytes)
        append(sketch.source.record ?? [], to: &bytes)
        append([sketch.source.splitKey], to: &bytes)
        append([sketch.source.page ?? 0], to: &bytes)
        append(optional: sketch.metadata.id, to: &bytes)
        append(optional: sketch.metadata.timestamp?.microseconds, to: &bytes)
        append(optional: sketch.metadata.recognized.map { $0 ? 1 as Int : 0 }, to: &bytes)
        switch sketch.source.position {
        case .file: append([0, 0, 0], to: &bytes)
        case .text(let line, let column): append([1, line, column], to: &bytes)
        case .bytes(let offset, let record): append([2, offset, record ?? -1], to: &bytes)
        case .record(let record): append([3, record, 0], to: &bytes)
        }
    }

    static func sketch(_ bytes: [UInt8]) -> Sketch? {
        var offset = 0
        var sketch = Sketch()
        guard let head = array(of: Int.self, 4, bytes, &offset),
            let points = array(of: Point.self, head[1], bytes, &offset),
            let ends = array(of: Int.self, head[2], bytes, &offset)
        else { return nil }
        sketch.points = points
        sketch.strokeEnds = ends
        sketch.channels = PointChannelSet(rawValue: UInt8(truncatingIfNeeded: head[0]))
        for channel in PointChannel.allCases where sketch.channels.contains(PointChannelSet(channel)) {
            guard let values = array(of: Double.self, head[1], bytes, &offset) else { return nil }
            sketch[channel] = values
        }
        if head[0] & 256 != 0 {
            guard readAttributes(of: &sketch, bytes, &offset) else { return nil }
        }
        sketch.source.index = head[3]
        sketch.metadata.label = text(bytes, &offset)
        sketch.metadata.countryCode = text(bytes, &offset)
        sketch.source.name = text(bytes, &offset) ?? ""
        sketch.source.split = text(bytes, &offset)
        guard let size = array(of: Int.self, 1, bytes, &offset)?[0] else { return nil }
        if size >= 0 {
            guard let record = array(of: UInt8.self, size, bytes, &offset) else { return nil }
            sketch.source.record = record
        }
        sketch.source.splitKey = array(of: UInt64.self, 1, bytes, &offset)?[0] ?? 0
        if let page = array(of: Int.self, 1, bytes, &offset)?[0], page > 0 { sketch.source.page = page }
        sketch.metadata.id = optional(UInt64.self, bytes, &offset)
        sketch.metadata.timestamp = optional(Int64.self, bytes, &offset).map { Timestamp(microseconds: $0) }
        sketch.metadata.recognized = optional(Int.self, bytes, &offset).map { $0 == 1 }
        guard let place = array(of: Int.self, 3, bytes, &offset) else { return nil }
        switch place[0] {
        case 1: sketch.source.position = .text(line: place[1], column: place[2])
        case 2: sketch.source.position = .bytes(offset: place[1], record: place[2] < 0 ? nil : place[2])
        case 3: sketch.source.position = .record(place[1])
        default: sketch.source.position = .file
        }
        return sketch
    }

    /// Appends the canvas, groups and attributes.
    package static func appendAttributes(of sketch: Sketch, to bytes: inout [UInt8]) {
        append(optional: sketch.canvas.map { SIMD4($0.origin.x, $0.origin.y, $0.width, $0.height) }, to: &bytes)
        append(sketch.canvas?.unit?.rawValue, to: &bytes)
        append([sketch.groups.count, sketch.attributes.count], to: &bytes)
        for group in sketch.groups {
            append(group.name, to: &bytes)
            append([group.isLayer ? 1 : 0, group.parent ?? -1], to: &bytes)
        }
        for stroke in sketch.attributes {
            append(optional: stroke.colour.map { SIMD4($0.red, $0.green, $0.blue, $0.alpha) }, to: &bytes)
            append(optional: stroke.width, to: &bytes)
            append(stroke.name, to: &bytes)
            append(stroke.part, to: &bytes)
            append(stroke.tool?.rawValue, to: &bytes)
            append([stroke.group ?? -1], to: &bytes)
        }
    }

    /// Reads what `appendAttributes` appended, from `offset`, which is moved past it.
    /// - Returns: whether the bytes were complete.
    package static func readAttributes(of sketch: inout Sketch, _ bytes: [UInt8], _ offset: inout Int) -> Bool {
        if let box = optional(SIMD4<Double>.self, bytes, &offset) {
            sketch.canvas = Canvas(origin: Point(box.x, box.y), width: box.z, height: box.w)
        }
        sketch.canvas?.unit = text(bytes, &offset).flatMap { LengthUnit(rawValue: $0) }
        guard let counts = array(of: Int.self, 2, bytes, &offset) else { return false }
        for _ in 0..<counts[0] {
            let name = text(bytes, &offset)
            guard let group = array(of: Int.self, 2, bytes, &offset) else { return false }
            sketch.groups.append(
                StrokeGroup(name: name, isLayer: group[0] == 1, parent: group[1] < 0 ? nil : group[1])
            )
        }
        for _ in 0..<counts[1] {
            var stroke = StrokeAttributes.none
            stroke.colour = optional(SIMD4<UInt8>.self, bytes, &offset)
                .map { Colour(red: $0.x, green: $0.y, blue: $0.z, alpha: $0.w) }
            stroke.width = optional(Double.self, bytes, &offset)
            stroke.name = text(bytes, &offset)
            stroke.part = text(bytes, &offset)
            stroke.tool = text(bytes, &offset).map { StrokeTool(rawValue: $0) }
            guard let group = array(of: Int.self, 1, bytes, &offset)?[0] else { return false }
            stroke.group = group < 0 ? nil : group
            sketch.attributes.append(stroke)
        }
        return true
    }

    private static func append<Value: BitwiseCopyable>(_ values: [Value], to bytes: inout [UInt8]) {
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    private static func append(_ text: String?, to bytes: inout [UInt8]) {
        append([text?.utf8.count ?? -1], to: &bytes)
        if let text { bytes.append(contentsOf: text.utf8) }
    }

    private static func append<Value: BitwiseCopyable>(optional value: Value?, to bytes: inout [UInt8]) {
        append([value == nil ? 0 : 1 as UInt8], to: &bytes)
        if let value { append([value], to: &bytes) }
    }

    private static func array<Value: BitwiseCopyable>(
        of type: Value.Type,
        _ count: Int,
        _ bytes: [UInt8],
        _ offset: inout Int
    ) -> [Value]? {
        let size = count * MemoryLayout<Value>.stride
        guard count >= 0, size <= bytes.count - offset else { return nil }
        defer { offset += size }
        return bytes.withUnsafeBytes { raw in
            [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
                UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: raw[offset..<(offset + size)])
                )
                initialized = count
            }
        }
    }

    private static func text(_ bytes: [UInt8], _ offset: inout Int) -> String? {
        guard let count = array(of: Int.self, 1, bytes, &offset)?[0], count >= 0, count <= bytes.count - offset else {
            return nil
        }
        defer { offset += count }
        return String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
    }

    private static func optional<Value: BitwiseCopyable>(
        _ type: Value.Type,
        _ bytes: [UInt8],
        _ offset: inout Int
    ) -> Value? {
        guard array(of: UInt8.self, 1, bytes, &offset)?[0] == 1 else { return nil }
        return array(of: Value.self, 1, bytes, &offset)?[0]
    }
}
