internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Reads stroke-3 and stroke-5 arrays alike: the shape of each says which it is.
struct StrokeArrayReader: SketchReader {
    private struct OpenMember {
        var name: String?
        var reader: MemberReader
        var sketches = 0
    }

    /// The comment of an archive that says what its first rows stand for.
    static let originComment = "origin="
    private static let mostBytesAhead = 1 << 26

    private let source: String
    private let archive: ZipArchive?
    private var waiting: [ZipArchive.Member] = []
    private var waitingStart = 0
    private var current: OpenMember?
    private var origin: Origin?
    private var hasStartRows = false
    private var queue: [StrokeChunk] = []
    private var queueStart = 0
    private var pendingFault: Fault?
    private var records = 0
    private var read: [String] = []
    private var passedOver: [String] = []
    private var originNote: String?

    init(_ source: ByteSource, options: StrokeArrayOptions) throws(Fault) {
        self.source = source.name
        origin = options.origin
        let bytes = try source.randomAccess()
        var prefix: [UInt8] = []
        do throws(ArrayFault) {
            try bytes.read(0..<min(bytes.count, 4), into: &prefix)
            if prefix.starts(with: ArrayHeader.magic.prefix(4)) {
                archive = nil
                current = try Self.open(MemberStream(bytes), name: nil)
            } else {
                guard ZipArchive.begins(prefix) else { throw ArrayFault(StrokeArrayError.neither) }
                let archive = try ZipArchive(bytes)
                self.archive = archive
                waiting = archive.members.filter { $0.name.hasSuffix(".npy") }
                passedOver = archive.members.filter { !$0.name.hasSuffix(".npy") }.map { "\($0.name) (no array)" }
                readOriginComment(archive.comment)
            }
        } catch {
            throw Self.fault(error, source: source.name, member: nil, record: nil)
        }
        if archive != nil { try choose(split: options.split) }
    }

    private mutating func readOriginComment(_ comment: [UInt8]) {
        let text = String(decoding: comment, as: UTF8.self)
        guard origin == nil, text.hasPrefix(Self.originComment),
            let stated = Origin(rawValue: String(text.dropFirst(Self.originComment.count)))
        else { return }
        origin = stated
        originNote = "origin: \(stated.rawValue), as the file's comment says"
    }

    private mutating func choose(split: String?) throws(Fault) {
        guard !waiting.isEmpty else { throw Fault(source: source, reason: StrokeArrayError.noMembers) }
        guard let split else { return }
        let names = waiting.map { Self.name(of: $0) }
        waiting = waiting.filter { Self.name(of: $0) == split || $0.name == split }
        guard !waiting.isEmpty else {
            throw Fault(source: source, reason: StrokeArrayError.noSuchSplit(split, members: names))
        }
    }

    private static func name(of member: ZipArchive.Member) -> String { String(member.name.dropLast(4)) }

    // MARK: Chunks

    mutating func nextChunk() throws -> (any SketchChunk)? {
        if origin == nil { decideOrigin() }
        if queueStart < queue.count {
            defer {
                queue[queueStart].batch = StrokeBatch()
                queueStart += 1
            }
            return queue[queueStart]
        }
        if let pendingFault { throw pendingFault }
        return try nextBatch()
    }

    /// Reads as many sketches ahead as the decision needs.
    private mutating func decideOrigin() {
        var detector = OriginDetector()
        do {
            var bytes = 0
            while detector.sketches < OriginDetector.mostSketches, queue.count < 64, bytes < Self.mostBytesAhead,
                let chunk = try nextBatch()
            {
                detector.add(chunk.batch)
                bytes += chunk.byteCount
                queue.append(chunk)
            }
        } catch {
            pendingFault = error
        }
        let decision = detector.decision()
        origin = decision.origin
        hasStartRows = decision.hasStartRows
        let start = hasStartRows ? " after the start row (0, 0, 1, 0, 0) of every sketch" : ""
        originNote = "origin: \(decision.origin.rawValue)\(start), since \(decision.reason)"
        for index in queue.indices {
            queue[index].origin = decision.origin
            queue[index].hasStartRows = hasStartRows
        }
    }

    private mutating func nextBatch() throws(Fault) -> StrokeChunk? {
        while true {
            if var member = current {
                do throws(ArrayFault) {
                    current = nil
                    let batch = try member.reader.next()
                    if let batch {
                        member.sketches += batch.items.count
                        records += batch.items.count
                        current = member
                        return StrokeChunk(
                            batch: batch,
                            origin: origin ?? .implicit,
                            hasStartRows: hasStartRows,
                            member: member.name
                        )
                    }
                    if let name = member.name { read.append("\(name) (\(member.sketches))") }
                } catch {
                    throw Self.fault(error, source: source, member: member.name, record: records)
                }
            }
            guard let archive, waitingStart < waiting.count else { return try end() }
            let member = waiting[waitingStart]
            waitingStart += 1
            let name = Self.name(of: member)
            do throws(ArrayFault) {
                current = try Self.open(archive.open(member), name: name)
            } catch {
                guard waitingStart < waiting.count || !read.isEmpty,
                    case StrokeArrayError.notStrokes(let shape)? = error.reason as? StrokeArrayError
                else {
                    throw Self.fault(error, source: source, member: name, record: nil)
                }
                passedOver.append("\(member.name) (shape \(shape))")
            }
        }
    }

    private func end() throws(Fault) -> StrokeChunk? {
        if archive != nil, read.isEmpty {
            throw Fault(source: source, reason: StrokeArrayError.noStrokes(passedOver))
        }
        return nil
    }

    private static func open(_ stream: MemberStream, name: String?) throws(ArrayFault) -> OpenMember {
        let reader = try MemberReader(stream)
        guard MemberReader.isStrokes(reader.header) else {
            throw ArrayFault(StrokeArrayError.notStrokes(shape: reader.header.shape))
        }
        return OpenMember(name: name, reader: reader)
    }

    private static func fault(_ fault: ArrayFault, source: String, member: String?, record: Int?) -> Fault {
        Fault(
            source: source,
            position: fault.offset.map { .bytes(offset: $0, record: record) } ?? .file,
            reason: member.map { MemberFault(member: $0, reason: fault.reason) } ?? fault.reason
        )
    }

    var notes: [String] {
        var notes = originNote.map { [$0] } ?? []
        if !read.isEmpty { notes.append("members read, in the file's order: \(read.joined(separator: ", "))") }
        if !passedOver.isEmpty { notes.append("members passed over: \(passedOver.joined(separator: ", "))") }
        return notes
    }
}
