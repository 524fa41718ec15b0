package import SketchModel

/// An output as a stream of bytes: a file that gets its name only once it is complete, or standard output.
package final class ByteSink {
    package private(set) var name: String
    /// How the bytes are compressed as they are written; the output's name decides.
    package let compression: Compression?
    package var isCompressed: Bool { compression != nil }
    private let file: FileDescriptor
    private var pending: PendingFile?
    private var member: GzipMember?
    private var hasFrame = false
    private let force: Bool
    /// The file beside this one, if this run names it.
    private var companionSink: ByteSink?
    /// The file beside this one, which whoever calls `giveName` writes. Valid once this one is finished.
    private(set) var companion: CompanionFile?
    /// Whether `finish` leaves the naming to `giveName`.
    package var waitsForName = false

    /// Opens a file that gets its name later, or standard output for `-`.
    /// - Throws: `Fault` with `StreamError.outputExists` or `.cannotCreate`.
    package init(path: String, force: Bool) throws(Fault) {
        name = path
        self.force = force
        compression = Compression(path: path)
        if path == "-" {
            file = FileDescriptor(FileDescriptor.standardOutput, closes: false)
        } else if let device = try FileDescriptor.writingDevice(path: path) {
            file = device
        } else {
            let pending = try PendingFile(path: path, name: path, force: force)
            file = pending.file
            self.pending = pending
        }
    }

    /// A file that is already open.
    init(_ pending: PendingFile, name: String) {
        self.name = name
        force = false
        compression = Compression(path: name)
        file = pending.file
        self.pending = pending
    }

    /// Discards what is written to it; its name only tells a writer what to write.
    /// - Throws: `Fault` with `StreamError.cannotCreate`.
    package init(discarding name: String) throws(Fault) {
        self.name = name
        force = false
        compression = Compression(path: name)
        file = try TemporaryFile.make()
    }

    /// Writes bytes, compressing them if the name asks for it.
    package func write(_ bytes: [UInt8]) throws(Fault) {
        guard let compression else { return try file.write(bytes, name: name) }
        let piece: PackedPiece
        do {
            piece = try compression.pack(bytes)
        } catch {
            throw Fault(source: name, reason: error)
        }
        try write(piece)
    }

    /// Writes bytes that were compressed elsewhere as this output requires.
    package func write(_ piece: PackedPiece) throws(Fault) {
        switch piece {
        case .deflated(let piece): try write(piece)
        case .frame(let frame):
            hasFrame = hasFrame || !frame.isEmpty
            try file.write(frame, name: name)
        }
    }

    /// Deflates bytes for `write`.
    /// - Throws: `Fault` with `StreamError.cannotCompress`.
    package func deflated(_ bytes: [UInt8]) throws(Fault) -> DeflatedPiece {
        do {
            return try DeflatedPiece(bytes)
        } catch {
            throw Fault(source: name, reason: error)
        }
    }

    /// Writes bytes that were deflated elsewhere.
    package func write(_ piece: DeflatedPiece) throws(Fault) {
        if member == nil {
            member = GzipMember()
            try file.write(GzipMember.header, name: name)
        }
        member?.add(piece)
        try file.write(piece.bytes, name: name)
    }

    /// Whether the output is a file that gets a name once it is complete, as opposed to standard output, a pipe or a
    /// device.
    package var isNamed: Bool { pending != nil }

    /// Whether written bytes can be replaced.
    package var canPatch: Bool { isNamed && !isCompressed }

    /// Writes `bytes` over those at `offset`. Valid only if `canPatch`, and before `finish`.
    package func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        precondition(canPatch, "the output cannot be patched")
        try file.write(bytes, at: offset, name: name)
    }

    /// Completes the file and gives it its name. Without this call, nothing is left behind.
    package func finish() throws(Fault) {
        switch compression {
        case .gzip:
            if member == nil { try write(DeflatedPiece()) }
            if let member { try file.write(member.trailer, name: name) }
        case .zstd where !hasFrame: try file.write(ZstdFrame.empty, name: name)
        case .zstd, nil: break
        }
        if !waitsForName { try giveName() }
    }

    /// Reserves the name of a file beside this one, so that a name that is taken is refused before anything is written.
    /// Does nothing if the output isn't a named file.
    /// - Throws: `Fault` with `StreamError.outputExists` or `.cannotCreate`.
    package func reserveCompanion(_ ending: String) throws(Fault) {
        guard isNamed, !waitsForName else { return }
        companionSink = try ByteSink(path: CompanionFile.path(beside: name, ending), force: force)
    }

    /// Completes the file together with the one beside it, for which `reserveCompanion` was called.
    /// - Returns: the path of the file beside it, or `nil` if there is none since the output isn't a named file.
    package func finish(with companion: CompanionFile) throws(Fault) -> String? {
        if waitsForName, isNamed { self.companion = companion }
        try companionSink?.write(companion.bytes)
        try companionSink?.finish()
        do throws(Fault) {
            try finish()
        } catch {
            companionSink?.withdraw()
            throw error
        }
        return companionSink?.name
    }

    /// Gives the file its name after `finish`.
    package func giveName() throws(Fault) { try pending?.commit() }

    /// Changes the name that the file will get; the folder stays the same.
    package func rename(to leaf: String) {
        name = PathText.join(PathText.split(name).folder, leaf)
        pending?.rename(to: leaf, name: name)
    }

    /// Whether something with that name already exists.
    package static func isTaken(_ path: String) -> Bool { PendingFile.exists(path) }

    /// Removes the file that `finish` named, if a file that belongs with it can't be completed.
    package func withdraw() { pending?.withdraw() }
}

/// A file that belongs beside an output: `cat.tfrecord.classes` for `cat.tfrecord` or `cat.tfrecord.gz`.
package struct CompanionFile: Sendable {
    /// What its name has after that of the output: `.classes`.
    package var ending: String
    package var bytes: [UInt8]

    package init(ending: String, bytes: [UInt8]) { (self.ending, self.bytes) = (ending, bytes) }

    static func path(beside path: String, _ ending: String) -> String { PathText.uncompressed(path) + ending }
}

/// How the bytes of an output are compressed.
package enum Compression: Sendable, Hashable {
    case gzip
    case zstd

    /// The compression that an output's name asks for, by ending in `.gz`, `.svgz` or `.zst`.
    package init?(path: String) {
        if PathText.ends(path, in: ".gz") || PathText.ends(path, in: ".svgz") {
            self = .gzip
        } else if PathText.ends(path, in: ".zst") {
            self = .zstd
        } else {
            return nil
        }
    }

    /// Compresses a piece of an output on any worker.
    /// - Throws: `StreamError.cannotCompress`
    package func pack(_ bytes: [UInt8]) throws(StreamError) -> PackedPiece {
        switch self {
        case .gzip: .deflated(try DeflatedPiece(bytes))
        case .zstd: .frame(bytes.isEmpty ? [] : try ZstdFrame.pack(bytes))
        }
    }
}

/// A piece of an output, compressed independently of the others.
package enum PackedPiece: Sendable {
    case deflated(DeflatedPiece)
    /// A Zstandard frame; empty for an empty piece.
    case frame([UInt8])
}
