internal import ArrayFiles
internal import SketchModel

/// Reads the values of a one-dimensional array one after another: texts of a fixed width, texts of an object array, or
/// whole numbers.
struct ValueColumn {
    private enum Layout {
        case objects(ObjectArrayReader)
        case plain
    }

    let count: Int
    private let type: ElementType
    private let stream: MemberStream
    private var layout: Layout
    private var done = 0
    /// Values of an object array that have been read but not taken, from `nextObject` on.
    private var objects: [ObjectText] = []
    private var nextObject = 0
    private var bytes: [UInt8] = []
    /// The previous element, since many labels are repeated.
    private var lastBytes: [UInt8] = []
    private var lastText = ObjectText.nothing

    /// A label is a word or two.
    static let largestText = 4096
    private static let pieceBytes = 1 << 20

    /// Whether an array with this header can be read this way.
    static func holds(_ header: ArrayHeader) -> Bool {
        guard header.shape.count <= 1 else { return false }
        switch header.type.kind {
        case .text, .byteText: return header.type.size <= largestText
        case .signed, .unsigned: return true
        case .object: return header.shape.count == 1
        case .boolean, .float: return false
        }
    }

    /// - Throws: `ArrayFault`; for an object array, also if its first values aren't valid.
    init(_ stream: MemberStream) throws(ArrayFault) {
        self.stream = stream
        var taken: [UInt8] = []
        let header = try ArrayHeader(stream, into: &taken)
        type = header.type
        count = try header.elementCount()
        if type.kind == .object {
            var reader = try ObjectArrayReader(stream, after: taken, header: header)
            try reader.next(into: &objects)
            layout = .objects(reader)
        } else {
            layout = .plain
            let (size, overflow) = count.multipliedReportingOverflow(by: type.size)
            guard !overflow, size <= stream.remaining else {
                throw ArrayFault(StrokeArrayError.cutOff(declared: size, found: stream.remaining), at: taken.count)
            }
        }
    }

    /// Whether there are texts among the first values.
    var holdsTexts: Bool {
        type.kind == .text || type.kind == .byteText
            || objects.contains { if case .text = $0 { true } else { false } }
    }

    /// The next `wanted` values; fewer at the end.
    mutating func next(_ wanted: Int, _ take: (ObjectText) -> Void) throws(ArrayFault) {
        let wanted = min(wanted, count - done)
        done += wanted
        switch layout {
        case .objects(var reader):
            // The reader is moved out while it runs, so that its buffers aren't copied.
            layout = .plain
            defer { layout = .objects(reader) }
            try nextObjects(wanted, from: &reader, take)
        case .plain: try nextPlain(wanted, take)
        }
    }

    private mutating func nextObjects(
        _ wanted: Int,
        from reader: inout ObjectArrayReader,
        _ take: (ObjectText) -> Void
    ) throws(ArrayFault) {
        var left = wanted
        while left > 0 {
            if nextObject == objects.count {
                nextObject = 0
                try reader.next(into: &objects)
                // The end checks that there are as many as there should be.
                if objects.isEmpty { return }
            }
            let part = min(left, objects.count - nextObject)
            for value in objects[nextObject..<(nextObject + part)] { take(value) }
            nextObject += part
            left -= part
        }
        if done == count, nextObject == objects.count { try reader.next(into: &objects) }
    }

    private mutating func nextPlain(_ wanted: Int, _ take: (ObjectText) -> Void) throws(ArrayFault) {
        guard type.size > 0 else { return (0..<wanted).forEach { _ in take(.text("")) } }
        var left = wanted
        while left > 0 {
            let part = min(left, max(Self.pieceBytes / type.size, 1))
            bytes.removeAll(keepingCapacity: true)
            while bytes.count < part * type.size {
                _ = try stream.read(part * type.size - bytes.count, into: &bytes)
            }
            for index in 0..<part { take(value(bytes[(index * type.size)..<((index + 1) * type.size)])) }
            left -= part
        }
        if done == count, stream.remaining > 0 {
            throw ArrayFault(ArrayFileError.trailingBytes(stream.remaining), at: stream.offset)
        }
    }

    private mutating func value(_ element: ArraySlice<UInt8>) -> ObjectText {
        if element.elementsEqual(lastBytes) { return lastText }
        lastBytes.removeAll(keepingCapacity: true)
        lastBytes.append(contentsOf: element)
        switch type.kind {
        case .text: lastText = .text(Self.text(element, isBigEndian: type.isBigEndian))
        case .byteText:
            let end = element.lastIndex { $0 != 0 }.map { $0 + 1 } ?? element.startIndex
            lastText = .text(String(decoding: element[..<end], as: UTF8.self))
        default: lastText = Self.number(element, type)
        }
        return lastText
    }

    /// A text with four bytes per character, without the zeros that pad it.
    private static func text(_ element: ArraySlice<UInt8>, isBigEndian: Bool) -> String {
        var text = ""
        var zeros = 0
        for start in stride(from: element.startIndex, to: element.endIndex, by: 4) {
            var code: UInt32 = 0
            for index in 0..<4 {
                let byte = element[start + (isBigEndian ? 3 - index : index)]
                code |= UInt32(byte) << UInt32(8 * index)
            }
            if code == 0 {
                zeros += 1
                continue
            }
            for _ in 0..<zeros { text.unicodeScalars.append("\0") }
            zeros = 0
            text.unicodeScalars.append(Unicode.Scalar(code) ?? "\u{fffd}")
        }
        return text
    }

    private static func number(_ element: ArraySlice<UInt8>, _ type: ElementType) -> ObjectText {
        var bits: UInt64 = 0
        for (index, byte) in element.enumerated() {
            bits |= UInt64(byte) << UInt64(8 * (type.isBigEndian ? type.size - 1 - index : index))
        }
        let isNegative = type.kind == .signed && bits >> UInt64(8 * type.size - 1) & 1 == 1
        return isNegative ? .nothing : .number(bits)
    }
}
