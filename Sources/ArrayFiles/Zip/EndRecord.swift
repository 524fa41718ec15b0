/// The position of the central directory of a ZIP archive.
struct EndRecord {
    var memberCount: Int
    var directorySize: Int
    var directoryOffset: Int
    var comment: [UInt8]
    /// The number of bytes before the archive, which its offsets don't count.
    var shift = 0
    /// The number of bytes after the archive.
    var trailingBytes: Int

    private static let size = 22
    private static let longestComment = 65_535
    /// Up to this many bytes after the archive are ignored, since downloads and mail add some.
    private static let mostTrailingBytes = 65_536 + 22

    init(_ bytes: any RandomAccessBytes) throws(ArrayFault) {
        var tail: [UInt8] = []
        let tailStart = max(bytes.count - (Self.size + Self.longestComment + Self.mostTrailingBytes), 0)
        try bytes.read(tailStart..<bytes.count, into: &tail)
        guard let place = Self.place(in: tail) else { throw ArrayFault(.notAnArchive) }
        func field(_ offset: Int, _ count: Int) -> UInt64 {
            LittleEndian.read(tail, at: place + offset, count: count) ?? 0
        }
        let end = place + Self.size + Int(field(20, 2))
        comment = Array(tail[(place + Self.size)..<end])
        trailingBytes = tail.count - end
        var disks = [field(4, 2), field(6, 2)]
        var values = [field(10, 2), field(12, 4), field(16, 4)]

        let recordOffset = tailStart + place
        var limit = recordOffset
        if values[0] == 0xffff || values[1] == 0xffff_ffff || values[2] == 0xffff_ffff,
            let wide = try WideRecord(bytes, before: recordOffset)
        {
            disks = wide.disks
            values = wide.values
            limit = wide.offset
        }
        guard disks == [0, 0] else { throw ArrayFault(.badArchive("it is one of several parts")) }
        // Each entry has at least 46 bytes, and all come before the record.
        guard values.allSatisfy({ $0 <= UInt64(limit) }), values[1] + values[2] <= UInt64(limit),
            values[0] <= values[1] / 46
        else {
            throw ArrayFault(.badArchive("its directory lies outside it"), at: recordOffset)
        }
        memberCount = Int(values[0])
        directorySize = Int(values[1])
        directoryOffset = Int(values[2])
        try findShift(bytes, limit: limit)
    }

    /// The last record that ends the file with its comment or, failing that, the last whose comment lies within the
    /// file.
    private static func place(in tail: [UInt8]) -> Int? {
        var fallback: Int?
        var place = tail.count - size
        while place >= 0 {
            if tail[place] == 0x50, LittleEndian.read(tail, at: place, count: 4) == ZipArchive.endSignature,
                let commentCount = LittleEndian.read(tail, at: place + 20, count: 2)
            {
                let end = place + size + Int(commentCount)
                if end == tail.count { return place }
                if end < tail.count, tail.count - end <= mostTrailingBytes { fallback = fallback ?? place }
            }
            place -= 1
        }
        return fallback
    }

    /// Detects whether something was put before the archive: then the directory ends where the record begins instead of
    /// where it says.
    private mutating func findShift(_ bytes: any RandomAccessBytes, limit: Int) throws(ArrayFault) {
        let distance = limit - directorySize - directoryOffset
        guard memberCount > 0, distance > 0 else { return }
        var signature: [UInt8] = []
        try bytes.read(directoryOffset..<(directoryOffset + 4), into: &signature)
        guard LittleEndian.read(signature, at: 0, count: 4) != ZipArchive.entrySignature else { return }
        signature.removeAll()
        try bytes.read((directoryOffset + distance)..<(directoryOffset + distance + 4), into: &signature)
        guard LittleEndian.read(signature, at: 0, count: 4) == ZipArchive.entrySignature else { return }
        shift = distance
        directoryOffset += distance
    }
}

/// ZIP64's end record, which has wider fields.
private struct WideRecord {
    var offset: Int
    var disks: [UInt64]
    var values: [UInt64]

    /// - Returns: `nil` if there is none before the archive's end record.
    init?(_ bytes: any RandomAccessBytes, before recordOffset: Int) throws(ArrayFault) {
        guard recordOffset >= 20 else { return nil }
        var locator: [UInt8] = []
        try bytes.read((recordOffset - 20)..<recordOffset, into: &locator)
        guard LittleEndian.read(locator, at: 0, count: 4) == ZipArchive.locatorSignature else { return nil }
        let stated = LittleEndian.read(locator, at: 8, count: 8) ?? 0
        // It comes right before the locator, whatever was put before the archive.
        for place in [stated, UInt64(max(recordOffset - 20 - 56, 0))] where place <= UInt64(recordOffset) {
            var record: [UInt8] = []
            try bytes.read(Int(place)..<min(Int(place) + 56, recordOffset), into: &record)
            func wide(_ place: Int, _ count: Int) -> UInt64 {
                LittleEndian.read(record, at: place, count: count) ?? 0
            }
            guard record.count == 56, wide(0, 4) == ZipArchive.end64Signature else { continue }
            offset = Int(place)
            disks = [wide(16, 4), wide(20, 4)]
            values = [wide(32, 8), wide(40, 8), wide(48, 8)]
            return
        }
        throw ArrayFault(.badArchive("its ZIP64 record is missing"))
    }
}
