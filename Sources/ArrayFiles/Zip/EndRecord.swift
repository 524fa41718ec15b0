/// Where the central directory of a ZIP archive lies.
struct EndRecord {
    var memberCount: Int
    var directorySize: Int
    var directoryOffset: Int
    var comment: [UInt8]

    init(_ bytes: any RandomAccessBytes) throws(ArrayFault) {
        // The record ends the file, but for a comment of 65 535 bytes at most.
        var tail: [UInt8] = []
        let tailStart = max(bytes.count - (22 + 65_535), 0)
        try bytes.read(tailStart..<bytes.count, into: &tail)
        func field(_ place: Int, _ count: Int) -> UInt64 { LittleEndian.read(tail, at: place, count: count) ?? 0 }
        var place = tail.count - 22
        while place >= 0,
            field(place, 4) != ZipArchive.endSignature || place + 22 + Int(field(place + 20, 2)) != tail.count
        {
            place -= 1
        }
        guard place >= 0 else { throw ArrayFault(.notAnArchive) }
        comment = Array(tail[(place + 22)...])
        var disks = [field(place + 4, 2), field(place + 6, 2)]
        var values = [field(place + 10, 2), field(place + 12, 4), field(place + 16, 4)]

        let recordOffset = tailStart + place
        var limit = recordOffset
        if values[0] == 0xffff || values[1] == 0xffff_ffff || values[2] == 0xffff_ffff, recordOffset >= 20 {
            var locator: [UInt8] = []
            try bytes.read((recordOffset - 20)..<recordOffset, into: &locator)
            if LittleEndian.read(locator, at: 0, count: 4) == ZipArchive.locatorSignature {
                let offset = LittleEndian.read(locator, at: 8, count: 8) ?? 0
                guard offset <= UInt64(recordOffset) else {
                    throw ArrayFault(.badArchive("its ZIP64 record is missing"))
                }
                var record: [UInt8] = []
                try bytes.read(Int(offset)..<min(Int(offset) + 56, recordOffset), into: &record)
                func wide(_ place: Int, _ count: Int) -> UInt64 {
                    LittleEndian.read(record, at: place, count: count) ?? 0
                }
                guard record.count == 56, wide(0, 4) == ZipArchive.end64Signature else {
                    throw ArrayFault(.badArchive("its ZIP64 record is missing"))
                }
                disks = [wide(16, 4), wide(20, 4)]
                values = [wide(32, 8), wide(40, 8), wide(48, 8)]
                limit = Int(offset)
            }
        }
        guard disks == [0, 0] else { throw ArrayFault(.badArchive("it is one of several parts")) }
        // Each entry has 46 bytes at least, and all lie before the record.
        guard values.allSatisfy({ $0 <= UInt64(limit) }), values[1] + values[2] <= UInt64(limit),
            values[0] <= values[1] / 46
        else {
            throw ArrayFault(.badArchive("its directory lies outside it"), at: recordOffset)
        }
        memberCount = Int(values[0])
        directorySize = Int(values[1])
        directoryOffset = Int(values[2])
    }
}
