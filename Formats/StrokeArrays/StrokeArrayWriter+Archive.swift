internal import ArrayFiles
internal import SketchModel
internal import SketchStreams
internal import Zlib

/// Writes the archive of the arrays train, valid and test, with labels and ids if the sketches have several labels.
extension StrokeArrayWriter {
    /// What must be known about a member before its first byte is written.
    private struct Member {
        enum Content {
            case rows
            case texts(TextAssembler.Content)
        }

        /// The split that it belongs to.
        var split: (place: Int, name: String, count: Int)
        var content: Content
        /// Of the bytes so far.
        var checksum = Checksum()
        /// Its bytes, except for members that are assembled again when they are written: the largest one, and texts.
        var assembled: SpoolFile?
        private var buffer: [UInt8] = []

        init(_ split: (place: Int, name: String, count: Int), _ content: Content, assembled: SpoolFile? = nil) {
            self.split = split
            self.content = content
            self.assembled = assembled
        }

        var name: String {
            switch content {
            case .rows: split.name
            case .texts(.labels): split.name + "_labels"
            case .texts(.ids): split.name + "_ids"
            }
        }

        mutating func add(_ bytes: ArraySlice<UInt8>) throws(Fault) {
            checksum.add(bytes.span.bytes)
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
    /// - Returns: the members' names and the number of sketches in each.
    func writeArchive() throws(Fault) -> String {
        let members = try assemble(makeMembers())
        var directory = ZipDirectory()
        for member in members {
            // A header holds the packed size, so the packed bytes are made first.
            let packed = options.compress ? try deflated(member) : nil
            try sink.write(
                directory.header(
                    name: member.name + ".npy",
                    content: member.checksum,
                    packedSize: packed?.count ?? member.checksum.count,
                    isDeflated: options.compress
                )
            )
            var buffer = OutputBuffer(sink)
            let write = { (piece: ArraySlice<UInt8>) throws(Fault) in try buffer.write(piece) }
            if let packed {
                try packed.forEachWholePiece(write)
            } else {
                try forEachPiece(of: member, write)
            }
            try buffer.flush()
        }
        // A start row is a first row that moves to the origin.
        let origin = options.startRow ? Origin.explicit : layout.origin
        try sink.write(directory.end(comment: StrokeArrayReader.originComment + origin.rawValue))
        return tally.members.map { "\($0.name) (\($0.count))" }.joined(separator: ", ")
            + (hasLabels ? tally.withID > 0 ? ", with labels and ids" : ", with labels" : "")
    }

    private func makeMembers() -> [Member] {
        let splits = tally.members.enumerated().map { (place: $0, name: $1.name, count: $1.count) }
        let largest = splits.max { $0.count < $1.count }?.place
        var members = splits.map { Member($0, .rows, assembled: $0.place == largest ? nil : SpoolFile()) }
        guard hasLabels else { return members }
        members += splits.map { Member($0, .texts(.labels)) }
        if tally.withID > 0 { members += splits.map { Member($0, .texts(.ids)) } }
        return members
    }

    private func makeAssembler(_ member: Member) -> any MemberAssembler {
        switch member.content {
        case .rows: assembler(member.split.count)
        case .texts(let content):
            TextAssembler(
                content,
                count: member.split.count,
                width: content == .labels ? tally.longestLabel : TextAssembler.idWidth
            )
        }
    }

    private func assemble(_ unfinished: [Member]) throws(Fault) -> [Member] {
        var members = unfinished
        let assemblers = members.map(makeAssembler)
        var router = tally.makeRouter()
        let splits = tally.members.count
        for index in members.indices {
            try assemblers[index].begin { piece throws(Fault) in try members[index].add(piece) }
        }
        try forEachSketch { sketch throws(Fault) in
            // The members of a split are as far apart as there are splits.
            for index in stride(from: router.member(of: sketch), to: members.count, by: splits) {
                try assemblers[index].add(sketch) { piece throws(Fault) in try members[index].add(piece) }
            }
        }
        for index in members.indices {
            try assemblers[index].end { piece throws(Fault) in try members[index].add(piece) }
            try members[index].flush()
        }
        return members
    }

    private func deflated(_ member: Member) throws(Fault) -> SpoolFile {
        let packed = SpoolFile()
        var output: [UInt8] = []
        var deflater: Deflater
        do throws(ZlibError) {
            deflater = try Deflater(.raw)
        } catch {
            throw Fault(source: sink.name, reason: StreamError.cannotCompress(error.message))
        }
        func deflate(_ bytes: [UInt8], _ flush: Deflater.Flush = .none) throws(Fault) {
            do throws(ZlibError) {
                try deflater.add(bytes.span.bytes, flush: flush, into: &output)
            } catch {
                throw Fault(source: sink.name, reason: StreamError.cannotCompress(error.message))
            }
            try packed.write(output)
            output.removeAll(keepingCapacity: true)
        }
        var waiting: [UInt8] = []
        try forEachPiece(of: member) { piece throws(Fault) in
            waiting.append(contentsOf: piece)
            guard waiting.count >= 1 << 18 else { return }
            try deflate(waiting)
            waiting.removeAll(keepingCapacity: true)
        }
        try deflate(waiting, .finish)
        return packed
    }

    /// The bytes of one member, in pieces.
    private func forEachPiece(
        of member: Member,
        _ use: (ArraySlice<UInt8>) throws(Fault) -> Void
    ) throws(Fault) {
        if let assembled = member.assembled { return try assembled.forEachWholePiece(use) }
        let assembler = makeAssembler(member)
        var router = tally.makeRouter()
        try assembler.begin(use)
        // No search is needed: each scan reads everything that was spooled.
        if member.split.count == 0 { return try assembler.end(use) }
        try forEachSketch { sketch throws(Fault) in
            if router.member(of: sketch) == member.split.place { try assembler.add(sketch, use) }
        }
        try assembler.end(use)
    }
}
