internal import SketchModel
internal import SketchStreams

/// PNG files in tar archives, as WebDataset reads them: for the sketch at place 12 `000000012.png`, `000000012.cls` with
/// its class's number (none without a label) and `000000012.json`. With a shard size, `train.tar` stands for
/// `train-000000.tar`, `train-000001.tar` and so on; without, there is one.
///
/// A shard gets its name as soon as it is whole, and keeps it where a later one cannot be written. The classes by their
/// number are at the end in `train.classes.txt`, unless their list was given or the output is standard output.
struct TarShards: PictureWriter {
    let makeEncoder: @Sendable () -> any PictureEncoder
    let needsIndex = true
    private let path: String
    private let force: Bool
    private let shardSize: Int?
    private var shard = 0
    /// `nil` between a shard and the next sketch.
    private var sink: ByteSink?
    private let classFile: ByteSink?
    private var classes: ClassList
    private var count = 0

    /// - Parameter encoder: makes encoders of members, as `ShardEntries`.
    init(
        path: String,
        options: PictureOptions,
        force: Bool,
        encoder: @escaping @Sendable () -> any PictureEncoder
    ) throws(Fault) {
        if options.shardSize != nil, path == "-" {
            throw Fault(source: path, reason: PictureArrayError.shardsToStandardOutput)
        }
        makeEncoder = encoder
        self.path = path
        self.force = force
        shardSize = options.shardSize
        classes = options.classes ?? ClassList()
        let sink = try ByteSink(path: shardSize == nil ? path : Self.name(path, 0), force: force)
        self.sink = sink
        classFile =
            sink.isNamed && !classes.isGiven
            ? try ByteSink(path: OutputSet.name(beside: path, "classes.txt"), force: force) : nil
    }

    mutating func write(_ chunk: DrawnChunk) throws {
        var bytes = chunk.bytes
        var (written, offset) = (0, 0)
        for entry in chunk.entries {
            guard count < ShardKey.limit else {
                throw Fault(source: path, reason: PictureArrayError.tooManyPictures(limit: ShardKey.limit))
            }
            // Only now: after a full shard there may be no further sketch.
            if sink == nil { sink = try ByteSink(path: Self.name(path, shard), force: force) }
            complete(&bytes, offset..<entry.end, label: entry.label)
            offset = entry.end
            count += 1
            if let shardSize, count % shardSize == 0 {
                try sink?.write(Array(bytes[written..<offset]))
                written = offset
                try endShard()
            }
        }
        try sink?.write(written == 0 ? bytes : Array(bytes[written...]))
    }

    /// Sets what the members of the next sketch, in `range`, lack.
    private mutating func complete(_ bytes: inout [UInt8], _ range: Range<Int>, label: String?) {
        var member = range.lowerBound
        while member < range.upperBound {
            let next = member + TarHeader.blockSize + TarHeader.padded(TarHeader.size(at: member, in: bytes))
            ShardKey.set(count, at: member, in: &bytes)
            let ending = member + ShardKey.digits + 1
            if bytes[ending..<ending + 3].elementsEqual(ShardEntries.classExtension.utf8) {
                // The encoder makes this member for sketches with a label, and has refused those of unknown classes.
                let digits = Array("\(classes.number(of: label) ?? 0)".utf8)
                TarHeader.setSize(digits.count, at: member, in: &bytes)
                let content = member + TarHeader.blockSize
                bytes.replaceSubrange(content..<content + digits.count, with: digits)
            }
            TarHeader.seal(at: member, in: &bytes)
            member = next
        }
    }

    private mutating func endShard() throws(Fault) {
        try sink?.write(TarHeader.end)
        try sink?.finish()
        sink = nil
        shard += 1
    }

    mutating func finish() throws -> [String] {
        if let classFile { try classFile.write(classes.text) }
        if let sink {
            try sink.write(TarHeader.end)
            try OutputSet(sinks: [classFile, sink].compactMap(\.self)).finish()
            shard += 1
        } else {
            try classFile?.finish()
        }
        var notes: [String] = []
        if shardSize != nil {
            let last = shard > 1 ? " to \(Self.name(path, shard - 1))" : ""
            notes.append("shards: \(shard), \(Self.name(path, 0))\(last)")
            let next = Self.name(path, shard)
            if ByteSink.isTaken(next) { notes.append("\(next) is there from another run, and is none of them") }
        }
        if let classFile { notes.append("classes: \(classes.names.count), in \(classFile.name)") }
        return notes
    }

    /// `a/train-000012.tar` for `a/train.tar` and shard 12.
    static func name(_ path: String, _ shard: Int) -> String {
        let ending = [".tar", ".tar.gz", ".tar.zst"].first { path.hasSuffix($0) } ?? ""
        let digits = String(shard)
        return path.dropLast(ending.count) + "-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
            + ending
    }
}
