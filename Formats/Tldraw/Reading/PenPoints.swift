internal import ArrayFiles
internal import JSONTrees
internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// The points of a stroke in its shape's own coordinates, from segments in all four encodings.
struct PenPoints {
    private(set) var points: [Point] = []
    /// Per point, as stored: the app multiplies a pen's pressure by 1.25, and stores 0.5 without a pen.
    private var heights: [Double] = []

    /// Pressures in 0…1, or slightly outside where they were rounded.
    var pressures: [Double] { heights.map { $0 / Self.pressureScale } }
    static let pressureScale = 1.25
    /// How far apart the point that neighbouring segments share may be: both have it rounded.
    private static let joint = 0.5

    /// Whether the stroke was drawn with a pen, in files that don't say it: as the app decides for them.
    var isPen: Bool {
        guard let first = heights.first, first != 0, first != 0.5 else { return false }
        return heights.count < 2 || heights[1] != 0 && heights[1] != 0.5
    }

    /// Appends a segment.
    /// - Parameter isOwn: whether this module wrote it: then its first point is always where the last segment ends.
    mutating func append(_ segment: JSONNode, isOwn: Bool) throws(DocumentFault) {
        let start = points.count
        if let path = segment["path"] {
            try appendPath(path, isFlat: segment["dim"]?.number == 2)
        } else if let nodes = segment["points"], nodes.isArray {
            for node in nodes.elements {
                points.append(try node.point(of: "segment"))
                heights.append(try node.number("z", of: "segment", otherwise: 0.5))
            }
        } else if let packed = segment["points"] {
            try appendHalves(packed)
        } else {
            throw DocumentFault(TldrawError.unknownSegment, at: segment.offset)
        }
        guard start > 0, start < points.count else { return }
        let (end, next) = (points[start - 1], points[start])
        let isNear = (end.x - next.x).magnitude <= Self.joint && (end.y - next.y).magnitude <= Self.joint
        if isOwn || isNear {
            points.remove(at: start)
            heights.remove(at: start)
        }
    }

    /// The first point as three binary32, then differences as three binary16 each; without heights if it is flat.
    private mutating func appendPath(_ node: JSONNode, isFlat: Bool) throws(DocumentFault) {
        let bytes = try Self.bytes(node)
        if bytes.isEmpty { return }
        let count = isFlat ? 2 : 3
        let (head, step) = (4 * count, 2 * count)
        guard bytes.count >= head, (bytes.count - head) % step == 0 else {
            throw DocumentFault(TldrawError.segmentLength(bytes: bytes.count), at: node.offset)
        }
        var values = (0..<count).map { place in
            let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[4 * place + $1]) << (8 * UInt32($1)) }
            return Double(Float(bitPattern: bits))
        }
        take(values)
        for start in stride(from: head, to: bytes.count, by: step) {
            for place in 0..<count { values[place] += Self.half(bytes, at: start + 2 * place) }
            take(values)
        }
    }

    /// Three binary16 for every point.
    private mutating func appendHalves(_ node: JSONNode) throws(DocumentFault) {
        let bytes = try Self.bytes(node)
        guard bytes.count % 6 == 0 else {
            throw DocumentFault(TldrawError.segmentLength(bytes: bytes.count), at: node.offset)
        }
        for start in stride(from: 0, to: bytes.count, by: 6) {
            take((0..<3).map { Self.half(bytes, at: start + 2 * $0) })
        }
    }

    private static func bytes(_ node: JSONNode) throws(DocumentFault) -> [UInt8] {
        guard let text = node.text.map({ Array($0.utf8) }), let bytes = Base64.bytes(of: text.span) else {
            throw DocumentFault(TldrawError.notBase64, at: node.offset)
        }
        return bytes
    }

    private mutating func take(_ values: [Double]) {
        points.append(Point(values[0], values[1]))
        heights.append(values.count > 2 ? values[2] : 0.5)
    }

    private static func half(_ bytes: [UInt8], at offset: Int) -> Double {
        Double(FloatBits.half(UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8))
    }
}
