package import SketchModel
package import SketchTransforms

/// Files of many sketches that make up one output: one file per name, cut into shards if there is a limit. No file is
/// named before all are complete.
package struct SketchFiles: SketchWriter {
    package private(set) var encoding: SketchEncoding
    private let ownSteps: [TransformStep]
    private let path: String
    private let format: any SketchFormat
    private let limit: ShardLimit?
    private let batch = OutputBatch()
    private let files: OutputFiles
    package let survey: (any OutputSurvey)?
    /// The complete survey, which the writer of every file gets.
    private var surveyed: (any OutputSurvey)?
    /// What the outputs as a whole could not keep. Valid once they are finished.
    package private(set) var losses = LossReport()
    private var name: String?
    private var shard: Shard?
    /// The writer of the file before; at first, one whose output is discarded.
    private var previous: any SketchWriter
    /// The complete shards of the current name.
    private var shards: [ByteSink] = []
    private var count = 0
    private var (firstName, lastName) = ("", "")
    /// The notes of the writers, and how often each occurred.
    private var notes: [(text: String, files: Int)] = []

    private struct Shard {
        var writer: any SketchWriter
        var sink: ByteSink
        var sketches = 0
        var bytes = 0
    }

    /// - Parameters:
    ///   - path: the output as the user typed it.
    ///   - name: `path`, if it has fields, and so stands for several files.
    ///   - limit: the most of a name's sketches that one file holds; the files are then `cat-00000-of-00012.npz` and so
    ///     on.
    /// - Throws: `Fault` if the format can't be written to such a name, or with `StreamError.cannotCreate`.
    package init(
        _ path: String,
        name: OutputName?,
        format: any SketchFormat,
        limit: ShardLimit?,
        force: Bool
    ) throws(Fault) {
        (self.path, self.format, self.limit) = (path, format, limit)
        previous = try format.makeWriter(.stream(ByteSink(discarding: path)))
        (ownSteps, encoding, survey) = (previous.steps, previous.encoding, previous.survey)
        // Output that is cut into shards is cut before it is compressed.
        if limit != nil { encoding.compression = nil }
        encoding.sharedNames = name?.pattern
        files = OutputFiles(in: try name?.directory(force: force), force: force, batch: batch)
    }

    package var steps: [TransformStep] {
        ownSteps + (encoding.sharedNames.map { OutputGrouping.steps(by: $0) } ?? [])
    }

    package mutating func begin(_ survey: any OutputSurvey) throws(Fault) { surveyed = survey }

    /// Takes sketches of one file, which come after all sketches of the files before it.
    package mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        if chunk.ends.isEmpty { return }
        let name = chunk.sharedName ?? path
        if name != self.name { try endName() }
        self.name = name
        guard let limit else { return try write(chunk, sketches: chunk.ends.count, bytes: chunk.bytes.count) }
        var (first, start) = (0, 0)
        for index in chunk.ends.indices {
            let begin = index == 0 ? 0 : chunk.ends[index - 1]
            let (sketches, bytes) = ((shard?.sketches ?? 0) + index - first, (shard?.bytes ?? 0) + begin - start)
            guard limit.isFull(sketches: sketches, bytes: bytes, adding: chunk.ends[index] - begin) else { continue }
            try write(chunk, from: first, to: index, begin: start)
            try endShard()
            (first, start) = (index, begin)
        }
        try write(chunk, from: first, to: chunk.ends.count, begin: start)
    }

    /// Completes all files and names them.
    package mutating func finish() throws(Fault) -> [String] {
        try endName()
        try batch.finish()
        var lines = [count == 0 ? "files: none, there were no sketches" : "files: \(count), \(firstName)"]
        if count > 1 { lines[0] += " to \(lastName)" }
        for note in notes.prefix(3) { lines.append(count > 1 ? "\(note.text) (\(note.files) files)" : note.text) }
        if notes.count > 3 { lines.append("and \(notes.count - 3) more such notes about other files") }
        return lines
    }

    private mutating func write(_ chunk: EncodedChunk, from first: Int, to end: Int, begin: Int) throws(Fault) {
        guard first < end else { return }
        var part = EncodedChunk()
        part.bytes = Array(chunk.bytes[begin..<chunk.ends[end - 1]])
        part.ends = chunk.ends[first..<end].map { $0 - begin }
        try write(part, sketches: part.ends.count, bytes: part.bytes.count)
    }

    private mutating func write(_ chunk: EncodedChunk, sketches: Int, bytes: Int) throws(Fault) {
        if shard == nil {
            let name = name ?? ""
            // A temporary name that can't clash, until the number of shards is known.
            let sink = try files.sink(limit == nil ? name : format.shardName(name, 0, of: 0))
            var writer = try makeWriter(.stream(sink))
            if let surveyed { try writer.begin(surveyed) }
            shard = Shard(writer: writer, sink: sink)
        }
        try shard?.writer.write(chunk)
        shard?.sketches += sketches
        shard?.bytes += bytes
    }

    private func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        if let following = try previous.next(output) { return following }
        return try format.makeWriter(output)
    }

    private mutating func endShard() throws(Fault) {
        guard var shard else { return }
        self.shard = nil
        for text in try shard.writer.finish() {
            if let index = notes.firstIndex(where: { $0.text == text }) {
                notes[index].files += 1
            } else {
                notes.append((text, 1))
            }
        }
        losses.merge(shard.writer.losses)
        previous = shard.writer
        shards.append(shard.sink)
    }

    private mutating func endName() throws(Fault) {
        try endShard()
        if let name, let companion = shards.last?.companion {
            let sink = try files.sink(CompanionFile.path(beside: name, companion.ending))
            try sink.write(companion.bytes)
            try sink.finish()
            try batch.add(sink)
        }
        for (index, sink) in shards.enumerated() {
            if limit != nil, let name {
                sink.rename(to: PathText.split(format.shardName(name, index, of: shards.count)).leaf)
            }
            if count == 0 { firstName = sink.name }
            lastName = sink.name
            count += 1
            try batch.add(sink)
        }
        shards = []
    }
}

/// The most that a shard of an output holds.
package enum ShardLimit: Sendable, Hashable {
    case sketches(Int)
    /// Bytes of the sketches as they are written, before compression and without headers. A sketch that is larger gets
    /// its own shard.
    case bytes(Int)

    /// Parses a count (`10000`) or a size in bytes with a unit: `B`, `KB`, `MB`, `GB` (powers of 1000), `KiB`, `MiB`,
    /// `GiB` (powers of 1024).
    package init?(_ text: String) {
        let digits = text.utf8.prefix { $0 &- 48 < 10 }
        guard let number = Int(String(Substring(digits))), number > 0 else { return nil }
        let unit = String(Substring(text.utf8.dropFirst(digits.count)))
        if unit.isEmpty {
            self = .sketches(number)
            return
        }
        let factors = [
            "b": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000, "kib": 1 << 10, "mib": 1 << 20,
            "gib": 1 << 30,
        ]
        guard let factor = factors[unit.lowercased()] else { return nil }
        let (size, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        self = .bytes(size)
    }

    /// Whether a shard that already holds this much can't hold another sketch.
    func isFull(sketches: Int, bytes: Int, adding size: Int) -> Bool {
        switch self {
        case .sketches(let most): sketches >= most
        case .bytes(let most): sketches > 0 && bytes + size > most
        }
    }

    /// `a/cat-00003-of-00012.npz` for `a/cat.npz`; the extension may have two parts, as in `.ndjson.gz`.
    static func name(_ path: String, _ shard: Int, of count: Int) -> String {
        let (folder, leaf) = PathText.split(path)
        let stem = PathText.stem(path)
        let ending = String(Substring(leaf.utf8.dropFirst(stem.utf8.count)))
        return PathText.join(folder, "\(stem)-\(shard.digits(5))-of-\(count.digits(5))\(ending)")
    }
}
