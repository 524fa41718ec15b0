/// The members of a ZIP archive, from its central directory, including ZIP64.
///
/// Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
package struct ZipArchive {
    /// A member of the archive.
    package struct Member: Sendable, Hashable {
        package var name: String
        /// Its unpacked size.
        package var size: Int
        var packedSize: Int
        var checksum: UInt32
        var method: Int
        var isEncrypted: Bool
        var headerOffset: Int
    }

    /// In the order of the central directory.
    package let members: [Member]
    package let comment: [UInt8]
    /// The number of bytes after the archive, which are ignored.
    package let trailingBytes: Int
    private let bytes: any RandomAccessBytes

    package static let localSignature: [UInt8] = [0x50, 0x4b, 3, 4]
    static let entrySignature: UInt64 = 0x0201_4b50
    static let endSignature: UInt64 = 0x0605_4b50
    static let locatorSignature: UInt64 = 0x0706_4b50
    static let end64Signature: UInt64 = 0x0606_4b50
    private static let largestDirectory = 1 << 26

    /// Whether `prefix` begins like an archive, with or without members.
    package static func begins(_ prefix: some Sequence<UInt8>) -> Bool {
        let start = Array(prefix.prefix(4))
        return start == localSignature || start == [0x50, 0x4b, 5, 6]
    }

    package init(_ bytes: any RandomAccessBytes) throws(ArrayFault) {
        self.bytes = bytes
        let end = try EndRecord(bytes)
        guard end.directorySize <= Self.largestDirectory else {
            throw ArrayFault(.badArchive("its directory is too large"))
        }
        var directory: [UInt8] = []
        try bytes.read(end.directoryOffset..<(end.directoryOffset + end.directorySize), into: &directory)
        guard directory.count == end.directorySize else { throw ArrayFault(.badArchive("its directory is cut off")) }
        comment = end.comment
        trailingBytes = end.trailingBytes
        var found: [Member] = []
        var offset = 0
        for _ in 0..<end.memberCount {
            var member = try Self.entry(directory, &offset, base: end.directoryOffset)
            member.headerOffset += end.shift
            found.append(member)
        }
        members = found
        try refuseOverlaps(upTo: end.directoryOffset)
    }

    private static func entry(_ directory: [UInt8], _ offset: inout Int, base: Int) throws(ArrayFault) -> Member {
        func damaged(_ why: String) -> ArrayFault { ArrayFault(.badArchive(why), at: base + offset) }
        func field(_ place: Int, _ count: Int) -> UInt64 {
            LittleEndian.read(directory, at: offset + place, count: count) ?? 0
        }
        guard offset + 46 <= directory.count, field(0, 4) == entrySignature else {
            throw damaged("its directory has fewer entries than it says")
        }
        let (nameCount, extraCount, commentCount) = (Int(field(28, 2)), Int(field(30, 2)), Int(field(32, 2)))
        let nameStart = offset + 46
        let extraStart = nameStart + nameCount
        guard extraStart + extraCount + commentCount <= directory.count else { throw damaged("an entry is cut off") }
        var sizes = [field(24, 4), field(20, 4), field(42, 4)]
        // The ZIP64 extra holds only those fields whose 32-bit values are all ones, in this order.
        var extra = extraStart
        while extra + 4 <= extraStart + extraCount {
            let kind = LittleEndian.read(directory, at: extra, count: 2)
            let count = Int(LittleEndian.read(directory, at: extra + 2, count: 2) ?? 0)
            let end = extra + 4 + count
            guard end <= extraStart + extraCount else { break }
            if kind == 1 {
                var place = extra + 4
                for index in 0..<3 where sizes[index] == 0xffff_ffff {
                    guard place + 8 <= end, let value = LittleEndian.read(directory, at: place, count: 8) else {
                        throw damaged("an entry has no ZIP64 size")
                    }
                    sizes[index] = value
                    place += 8
                }
            }
            extra = end
        }
        guard sizes.allSatisfy({ $0 < 1 << 60 }) else { throw damaged("an entry has an impossible size") }
        let member = Member(
            name: Self.name(directory[nameStart..<extraStart]),
            size: Int(sizes[0]),
            packedSize: Int(sizes[1]),
            checksum: UInt32(field(16, 4)),
            method: Int(field(10, 2)),
            isEncrypted: field(8, 2) & 1 == 1,
            headerOffset: Int(sizes[2])
        )
        offset = extraStart + extraCount + commentCount
        return member
    }

    /// A name with characters that can't be shown replaced.
    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { $0 < 0x20 || $0 == 0x7f ? UInt8(ascii: "?") : $0 }, as: UTF8.self)
    }

    /// Refuses two members over the same bytes, which is how a small archive unpacks to an endless one.
    private func refuseOverlaps(upTo directoryOffset: Int) throws(ArrayFault) {
        let sorted = members.sorted { $0.headerOffset < $1.headerOffset }
        for (index, member) in sorted.enumerated() {
            let end = member.headerOffset + 30 + member.packedSize
            let limit = index + 1 < sorted.count ? sorted[index + 1].headerOffset : directoryOffset
            guard end <= limit else {
                if index + 1 < sorted.count {
                    throw ArrayFault(.overlappingMembers(member.name, sorted[index + 1].name))
                }
                throw ArrayFault(.badArchive("the member '\(member.name)' lies outside it"))
            }
        }
    }

    /// Opens a member for reading.
    package func open(_ member: Member) throws(ArrayFault) -> MemberStream {
        if member.isEncrypted { throw ArrayFault(.encrypted(member.name)) }
        guard member.method == 0 || member.method == 8 else {
            throw ArrayFault(.unknownMethod(member.name, member.method))
        }
        let isDeflated = member.method == 8
        // Deflate packs at best 258 bytes into two bits: 1032 to one.
        guard isDeflated ? (member.size - 1024) / 1032 <= member.packedSize : member.size == member.packedSize else {
            throw ArrayFault(.impossibleSize(member.name))
        }
        var header: [UInt8] = []
        try bytes.read(member.headerOffset..<(member.headerOffset + 30), into: &header)
        guard header.count == 30, header.starts(with: Self.localSignature),
            let nameCount = LittleEndian.read(header, at: 26, count: 2),
            let extraCount = LittleEndian.read(header, at: 28, count: 2)
        else {
            throw ArrayFault(.badArchive("the member '\(member.name)' has no header"), at: member.headerOffset)
        }
        let start = member.headerOffset + 30 + Int(nameCount) + Int(extraCount)
        guard start + member.packedSize <= bytes.count else {
            throw ArrayFault(.badArchive("the member '\(member.name)' lies outside it"))
        }
        return try MemberStream(
            bytes,
            packed: start..<(start + member.packedSize),
            isDeflated: isDeflated,
            size: member.size,
            checksum: member.checksum
        )
    }
}
