internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Reads both stroke-3 and stroke-5 arrays; the shape of each shows which it is.
struct StrokeArrayReader: SketchReader {
    private struct OpenMember {
        var name: String?
        var reader: MemberReader
        var tags = LabelSource()
        var sketches = 0
    }

    /// The comment of an archive that states what its first rows mean.
    static let originComment = "origin="
    private static let mostBytesAhead = 1 << 26

    private let source: String
    private let archive: ZipArchive?
    /// Whether Croquis wrote the archive.
    private var isOwn = false
    private var survey: ArchiveSurvey?
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
    /// The members that label drawings.
    private var labelling: Set<Int> = []
    private var labelNotes: [String] = []
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
                survey = try ArchiveSurvey(archive, chosen: options.member)
                readOriginComment(archive.comment)
            }
        } catch {
            throw Self.fault(error, source: source.name, member: nil, record: nil)
        }
        try refuseOthers()
    }

    /// Refuses an archive without drawings.
    private func refuseOthers() throws(Fault) {
        guard let survey, survey.drawings.isEmpty else { return }
        guard survey.others.count == 1, let other = survey.others.first else {
            throw Fault(source: source, reason: StrokeArrayError.noStrokes(survey.others.map(\.text) + survey.files))
        }
        let reason = StrokeArrayError.notStrokes(shape: other.header?.shape ?? [])
        throw Self.fault(other.unreadable ?? ArrayFault(reason), source: source, member: other.name, record: nil)
    }

    private mutating func readOriginComment(_ comment: [UInt8]) {
        let text = String(decoding: comment, as: UTF8.self)
        guard text.hasPrefix(Self.originComment),
            let stated = Origin(rawValue: String(text.dropFirst(Self.originComment.count)))
        else { return }
        isOwn = true
        guard origin == nil else { return }
        origin = stated
        originNote = "origin: \(stated.rawValue), as the file's comment says"
    }

    // MARK: Chunks

    mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        if origin == nil { decideOrigin() }
        if queueStart < queue.count {
            defer {
                queue[queueStart].batch = ItemBatch()
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
            if let chunk = try nextBatchOfMember() { return chunk }
            guard let archive, let survey, waitingStart < survey.drawings.count else { return try end() }
            let entry = survey.drawings[waitingStart]
            waitingStart += 1
            do throws(ArrayFault) {
                current = try Self.open(archive.open(entry.member), name: entry.name)
            } catch {
                throw Self.fault(error, source: source, member: entry.name, record: nil)
            }
            do throws(MemberProblem) {
                let tags = try LabelSource(survey, for: entry, in: archive)
                labelling.formUnion(tags.places)
                current?.tags = tags
            } catch {
                throw Self.fault(error.fault, source: source, member: error.member, record: nil)
            }
        }
    }

    /// The next batch of the member that is being read, or `nil` at its end.
    private mutating func nextBatchOfMember() throws(Fault) -> StrokeChunk? {
        guard var member = current else { return nil }
        current = nil
        let next: ItemBatch?
        do throws(ArrayFault) {
            next = try member.reader.next()
        } catch {
            // Objects of other kinds are passed over beside drawings.
            if member.sketches == 0, error.isOfOtherObjects, let survey, let name = member.name,
                survey.entries.count > 1, waitingStart < survey.drawings.count || !read.isEmpty
            {
                passedOver.append("\(name).npy (\(error.reason.message))")
                return nil
            }
            throw Self.fault(error, source: source, member: member.name, record: records)
        }
        if var batch = next {
            do throws(MemberProblem) {
                try member.tags.label(&batch)
            } catch {
                throw Self.fault(error.fault, source: source, member: error.member, record: nil)
            }
            member.sketches += batch.items.count
            records += batch.items.count
            current = member
            return StrokeChunk(
                batch: batch,
                origin: origin ?? .implicit,
                hasStartRows: hasStartRows,
                member: member.name,
                split: split(of: member.name)
            )
        }
        if let name = member.name {
            read.append("\(name) (\(member.sketches))")
            if let note = member.tags.note { labelNotes.append("\(name): \(note)") }
        }
        return nil
    }

    /// The part of a data set that a member with this name is, if any; in archives written by Croquis, every member is
    /// one.
    private func split(of member: String?) -> String? {
        guard let leaf = member.map(MemberName.leaf) else { return nil }
        return MemberName.splits.contains(leaf) || isOwn ? leaf : nil
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
        notes += labelNotes
        var left = passedOver
        if let survey {
            left += survey.others.filter { !labelling.contains($0.place) }.map(\.text) + survey.files
        }
        if !left.isEmpty { notes.append("members passed over: \(left.joined(separator: ", "))") }
        if let archive, archive.trailingBytes > 0 {
            notes.append("passed over \(archive.trailingBytes) bytes after the archive")
        }
        return notes
    }
}
