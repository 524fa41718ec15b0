internal import ArrayFiles

/// Bytes that hold FlatBuffers tables, of which every offset is checked when it is followed. Numbers needn't be
/// aligned.
///
/// Source: FlatBuffers' "Internals": a table begins with the signed distance back to its vtable, which lists the
/// table's fields as distances from its start; a field that refers to something holds the distance forward to it.
struct FlatBuffer {
    let bytes: [UInt8]
    /// Where the bytes begin in the file.
    let offset: Int

    func root() throws(ArrayFault) -> FlatTable { try FlatTable(self, at: target(at: 0)) }

    /// The place that the reference at `position` leads to.
    func target(at position: Int) throws(ArrayFault) -> Int { position + Int(try number(at: position) as UInt32) }

    func number<Number: FixedWidthInteger>(at position: Int) throws(ArrayFault) -> Number {
        try check(position, count: MemoryLayout<Number>.size)
        return bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Number.self))
        }
    }

    /// - Throws: `ArrowError.damaged` unless the bytes have a range of `count` at `position`.
    func check(_ position: Int, count: Int) throws(ArrayFault) {
        guard position >= 0, count >= 0, count <= bytes.count, position <= bytes.count - count else {
            throw fault("an offset leads out of a message", at: min(max(position, 0), bytes.count))
        }
    }

    func fault(_ why: String, at position: Int) -> ArrayFault {
        ArrayFault(ArrowError.damaged(why), at: offset + position)
    }
}

/// A table in a buffer. Its fields are numbered from 0 in the order of the schema; a union counts as two, the first
/// of which is the type.
struct FlatTable {
    private let buffer: FlatBuffer
    private let position: Int
    private let fields: Range<Int>
    private let size: Int

    fileprivate init(_ buffer: FlatBuffer, at position: Int) throws(ArrayFault) {
        let back: Int32 = try buffer.number(at: position)
        let start = position - Int(back)
        let length = Int(try buffer.number(at: start) as UInt16)
        size = Int(try buffer.number(at: start + 2) as UInt16)
        try buffer.check(start, count: max(length, 4))
        try buffer.check(position, count: size)
        (self.buffer, self.position, fields) = (buffer, position, (start + 4)..<(start + max(length, 4)))
    }

    /// Where the table begins in the file.
    var offset: Int { buffer.offset + position }

    /// Where the field's `count` bytes are; `nil` if the table leaves it out.
    private func place(_ field: Int, count: Int) throws(ArrayFault) -> Int? {
        guard 2 * field + 2 <= fields.count else { return nil }
        let distance = Int(try buffer.number(at: fields.lowerBound + 2 * field) as UInt16)
        if distance == 0 { return nil }
        guard distance >= 4, distance + count <= size else {
            throw buffer.fault("a field is outside its table", at: position)
        }
        return position + distance
    }

    func number<Number: FixedWidthInteger>(_ field: Int, default value: Number) throws(ArrayFault) -> Number {
        guard let place = try place(field, count: MemoryLayout<Number>.size) else { return value }
        return try buffer.number(at: place)
    }

    func boolean(_ field: Int) throws(ArrayFault) -> Bool { try number(field, default: 0 as UInt8) != 0 }

    func table(_ field: Int) throws(ArrayFault) -> FlatTable? {
        guard let place = try place(field, count: 4) else { return nil }
        return try FlatTable(buffer, at: buffer.target(at: place))
    }

    /// The UTF-8 of a text, repaired if need be.
    func text(_ field: Int) throws(ArrayFault) -> String? {
        guard let text = try vector(field, stride: 1) else { return nil }
        return String(decoding: buffer.bytes[text.start..<(text.start + text.count)], as: UTF8.self)
    }

    /// The number of bytes of a text, 0 if the table leaves it out.
    func textLength(_ field: Int) throws(ArrayFault) -> Int { try vector(field, stride: 1)?.count ?? 0 }

    /// - Parameter stride: the number of bytes per item.
    func vector(_ field: Int, stride: Int) throws(ArrayFault) -> FlatVector? {
        guard let place = try place(field, count: 4) else { return nil }
        let start = try buffer.target(at: place)
        let count = Int(try buffer.number(at: start) as UInt32)
        try buffer.check(start + 4, count: count * stride)
        return FlatVector(buffer: buffer, start: start + 4, count: count, stride: stride)
    }
}

/// Items of equal size in a buffer: structures of numbers, or references to tables.
struct FlatVector {
    fileprivate let buffer: FlatBuffer
    fileprivate let start: Int
    let count: Int
    fileprivate let stride: Int

    /// Where an item begins in the file.
    func offset(of index: Int) -> Int { buffer.offset + start + index * stride }

    func table(_ index: Int) throws(ArrayFault) -> FlatTable {
        try FlatTable(buffer, at: buffer.target(at: start + index * stride))
    }

    /// The number that begins at a byte of an item.
    func number<Number: FixedWidthInteger>(_ index: Int, at byte: Int = 0) throws(ArrayFault) -> Number {
        guard index < count else { throw buffer.fault("a list of a message is too short", at: start) }
        return try buffer.number(at: start + index * stride + byte)
    }
}
