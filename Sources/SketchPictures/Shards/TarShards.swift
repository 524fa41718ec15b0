internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

/// PNG files in tar archives for WebDataset: for the sketch with index 12, `000000012.png`, `000000012.cls` with its
/// class number (absent without a label) and `000000012.json`. With a shard size, `train.tar` stands for
/// `train-000000.tar`, `train-000001.tar` and so on; otherwise there is one archive.
///
/// Shards get their names once all are complete; if there are hundreds, the first ones do so earlier. The classes, in
/// the order of their numbers, are written at the end to `train.classes.txt`, unless the output is standard output.
struct TarShards: SketchWriter {
    let encoding: SketchEncoding
    let needsIndex = true
    var steps: [TransformStep] { census.steps }
    private let path: String
    private let files: OutputFiles
    private let shardSize: Int?
    private var shard = 0
    /// `nil` between a full shard and the next sketch.
    private var sink: ByteSink?
    private let classFile: ByteSink?
    private let census: LabelCensus
    private var count = 0

    /// - Parameter encoding: makes encoders of members, such as `ShardEntries`.
    init(
        path: String,
        options: PictureOptions,
        files: OutputFiles,
        encoding: SketchEncoding
    ) throws(Fault) {
        self.encoding = encoding
        self.path = path
        self.files = files
        shardSize = options.shardSize
        census = LabelCensus(options.classes)
        let sink = try files.sink(shardSize == nil ? path : Self.name(path, 0))
        self.sink = sink
        classFile =
            sink.isNamed
            ? try files.sink(OutputFiles.name(beside: path, "classes.txt")) : nil
    }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        var bytes = chunk.bytes
        let classes = census.classes
        var written = 0
        for sketch in chunk.ends.indices {
            guard count < ShardKey.limit else {
                throw Fault(source: path, reason: PictureArrayError.tooManyPictures(limit: ShardKey.limit))
            }
            // Opened only now: there may be no sketch after a full shard.
            if sink == nil { sink = try files.sink(Self.name(path, shard)) }
            let range = chunk.range(of: sketch)
            complete(&bytes, range, class: classes.number(of: chunk.labels[sketch]))
            count += 1
            if let shardSize, count % shardSize == 0 {
                try sink?.write(Array(bytes[written..<range.upperBound]))
                written = range.upperBound
                try endShard()
            }
        }
        try sink?.write(written == 0 ? bytes : Array(bytes[written...]))
    }

    /// Fills in the key and the class of the members of the next sketch, in `range`.
    private func complete(_ bytes: inout [UInt8], _ range: Range<Int>, class number: Int?) {
        var member = range.lowerBound
        while member < range.upperBound {
            let next = member + TarHeader.blockSize + TarHeader.padded(TarHeader.size(at: member, in: bytes))
            ShardKey.set(count, at: member, in: &bytes)
            let ending = member + ShardKey.digits + 1
            if bytes[ending..<ending + 3].elementsEqual(ShardEntries.classExtension.utf8) {
                // The encoder makes this member only for sketches with labels, and has rejected labels of unknown
                // classes.
                let digits = Array("\(number ?? 0)".utf8)
                TarHeader.setSize(digits.count, at: member, in: &bytes)
                let content = member + TarHeader.blockSize
                bytes.replaceSubrange(content..<content + digits.count, with: digits)
            }
            TarHeader.seal(at: member, in: &bytes)
            member = next
        }
    }

    private mutating func endShard() throws(Fault) {
        guard let sink else { return }
        try sink.write(TarHeader.end)
        try files.complete(sink)
        self.sink = nil
        shard += 1
    }

    mutating func finish() throws(Fault) -> [String] {
        let classes = census.classes
        if let classFile {
            try classFile.write(classes.text)
            try files.complete(classFile)
        }
        try endShard()
        try files.finish()
        var notes: [String] = []
        if shardSize != nil {
            let last = shard > 1 ? " to \(Self.name(path, shard - 1))" : ""
            notes.append("shards: \(shard), \(Self.name(path, 0))\(last)")
            let next = Self.name(path, shard)
            if files.isTaken(next) { notes.append("\(next) exists from another run and isn't one of them") }
        }
        notes.append(classes.note(namedIn: classFile?.name))
        return notes
    }

    /// `a/train-000012.tar` for `a/train.tar` and shard 12.
    static func name(_ path: String, _ shard: Int) -> String {
        let ending = [".tar", ".tar.gz", ".tar.zst"].first { path.hasSuffix($0) } ?? ""
        return path.dropLast(ending.count) + "-" + shard.digits(6) + ending
    }
}
