internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// The archive of the arrays train, valid and test.
extension StrokeArrayWriter {
    private static let members = ["train", "valid", "test"]

    /// A member as far as it must be known before its first byte is written.
    private struct Member {
        var checksum = Checksum()
        var size = 0
        /// Its bytes, but for the largest member, which is put together again when it is written.
        var assembled: SpoolFile?
        private var buffer: [UInt8] = []

        init(assembled: SpoolFile?) { self.assembled = assembled }

        mutating func add(_ bytes: ArraySlice<UInt8>) throws(Fault) {
            checksum.add(bytes)
            size += bytes.count
            guard assembled != nil else { return }
            buffer.append(contentsOf: bytes)
            if buffer.count >= 1 << 18 { try flush() }
        }

        mutating func flush() throws(Fault) {
            try assembled?.write(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
    }

    /// Writes the archive.
    /// - Returns: the members' names with how many sketches they hold.
    func writeArchive(_ counts: [Int]) throws(Fault) -> String {
        let largest = counts.indices.max { counts[$0] < counts[$1] }
        let members = try assemble(counts, largest: largest)
        var directory = ZipDirectory()
        for (index, name) in Self.members.enumerated() {
            let member = members[index]
            // A header holds the packed size, so that is made first.
            let packed = options.compress ? try deflated(member, counts, index) : nil
            try sink.write(
                directory.header(
                    name: name + ".npy",
                    size: member.size,
                    packedSize: packed?.count ?? member.size,
                    checksum: member.checksum.value,
                    isDeflated: options.compress
                )
            )
            var buffer = OutputBuffer(sink)
            let write = { (piece: ArraySlice<UInt8>) throws(Fault) in try buffer.write(piece) }
            if let packed {
                try packed.forEachWholePiece(write)
            } else {
                try forEachPiece(of: member, counts, index, write)
            }
            try buffer.flush()
        }
        // A start row is a first row that moves to the origin.
        let origin = options.startRow ? Origin.explicit : layout.origin
        try sink.write(directory.end(comment: StrokeArrayReader.originComment + origin.rawValue))
        return zip(Self.members, counts).map { "\($0) (\($1))" }.joined(separator: ", ")
    }

    private func assemble(_ counts: [Int], largest: Int?) throws(Fault) -> [Member] {
        var members = counts.indices.map { Member(assembled: $0 == largest ? nil : SpoolFile()) }
        var arrays = counts.map(assembler)
        var draw = SplitDraw(counts: counts, seed: options.seed)
        for index in counts.indices {
            try arrays[index].begin { piece throws(Fault) in try members[index].add(piece) }
        }
        try forEachItem { item throws(Fault) in
            let index = draw.next()
            try arrays[index].add(item) { piece throws(Fault) in try members[index].add(piece) }
        }
        for index in counts.indices {
            try arrays[index].end { piece throws(Fault) in try members[index].add(piece) }
            try members[index].flush()
        }
        return members
    }

    private func deflated(_ member: Member, _ counts: [Int], _ index: Int) throws(Fault) -> SpoolFile {
        let packed = SpoolFile()
        var output: [UInt8] = []
        var deflater: Deflater
        do throws(ArrayFault) {
            deflater = try Deflater()
        } catch {
            throw Fault(source: sink.name, reason: error.reason)
        }
        func deflate(_ bytes: [UInt8], isLast: Bool) throws(Fault) {
            do throws(ArrayFault) {
                try deflater.deflate(bytes[...], isLast: isLast, into: &output)
            } catch {
                throw Fault(source: sink.name, reason: error.reason)
            }
            try packed.write(output)
            output.removeAll(keepingCapacity: true)
        }
        var waiting: [UInt8] = []
        try forEachPiece(of: member, counts, index) { piece throws(Fault) in
            waiting.append(contentsOf: piece)
            guard waiting.count >= 1 << 18 else { return }
            try deflate(waiting, isLast: false)
            waiting.removeAll(keepingCapacity: true)
        }
        try deflate(waiting, isLast: true)
        return packed
    }

    /// The bytes of one member, in pieces.
    private func forEachPiece(
        of member: Member,
        _ counts: [Int],
        _ index: Int,
        _ use: (ArraySlice<UInt8>) throws(Fault) -> Void
    ) throws(Fault) {
        if let assembled = member.assembled { return try assembled.forEachWholePiece(use) }
        var array = assembler(counts[index])
        var draw = SplitDraw(counts: counts, seed: options.seed)
        try array.begin(use)
        try forEachItem { item throws(Fault) in
            if draw.next() == index { try array.add(item, use) }
        }
        try array.end(use)
    }
}
