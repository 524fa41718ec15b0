internal import SketchModel

/// A sketch as bytes for this process alone: native order, no version.
enum SketchBytes {
    static func append(_ sketch: Sketch, to bytes: inout [UInt8]) {
        let flags = (sketch.hasTimes ? 1 : 0) | (sketch.hasPressures ? 2 : 0)
        append([flags, sketch.points.count, sketch.strokeEnds.count, sketch.source.index], to: &bytes)
        append(sketch.points, to: &bytes)
        append(sketch.strokeEnds, to: &bytes)
        if sketch.hasTimes { append(sketch.times, to: &bytes) }
        if sketch.hasPressures { append(sketch.pressures, to: &bytes) }
        append(sketch.metadata.label, to: &bytes)
        append(sketch.metadata.countryCode, to: &bytes)
        append(sketch.source.name, to: &bytes)
        append(optional: sketch.metadata.id, to: &bytes)
        append(optional: sketch.metadata.timestamp?.microseconds, to: &bytes)
        append(optional: sketch.metadata.recognized.map { $0 ? 1 as Int : 0 }, to: &bytes)
        switch sketch.source.position {
        case .file: append([0, 0, 0], to: &bytes)
        case .text(let line, let column): append([1, line, column], to: &bytes)
        case .bytes(let offset, let record): append([2, offset, record ?? -1], to: &bytes)
        }
    }

    static func sketch(_ bytes: [UInt8]) -> Sketch? {
        var offset = 0
        var sketch = Sketch()
        guard let head = array(of: Int.self, 4, bytes, &offset),
            let points = array(of: Point.self, head[1], bytes, &offset),
            let ends = array(of: Int.self, head[2], bytes, &offset),
            let times = array(of: Double.self, head[0] & 1 != 0 ? head[1] : 0, bytes, &offset),
            let pressures = array(of: Double.self, head[0] & 2 != 0 ? head[1] : 0, bytes, &offset)
        else { return nil }
        sketch.points = points
        sketch.strokeEnds = ends
        sketch.hasTimes = head[0] & 1 != 0
        sketch.times = times
        sketch.hasPressures = head[0] & 2 != 0
        sketch.pressures = pressures
        sketch.source.index = head[3]
        sketch.metadata.label = text(bytes, &offset)
        sketch.metadata.countryCode = text(bytes, &offset)
        sketch.source.name = text(bytes, &offset) ?? ""
        sketch.metadata.id = optional(UInt64.self, bytes, &offset)
        sketch.metadata.timestamp = optional(Int64.self, bytes, &offset).map { Timestamp(microseconds: $0) }
        sketch.metadata.recognized = optional(Int.self, bytes, &offset).map { $0 == 1 }
        guard let place = array(of: Int.self, 3, bytes, &offset) else { return nil }
        switch place[0] {
        case 1: sketch.source.position = .text(line: place[1], column: place[2])
        case 2: sketch.source.position = .bytes(offset: place[1], record: place[2] < 0 ? nil : place[2])
        default: sketch.source.position = .file
        }
        return sketch
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
