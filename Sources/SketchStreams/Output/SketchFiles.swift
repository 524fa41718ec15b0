package import SketchModel

/// Files of many sketches that are one output: a file for each name, cut into shards if there is a limit. None of them
/// has its name before all are whole.
package struct SketchFiles {
    private let format: any SketchFormat
    private let limit: ShardLimit?
    private let batch = OutputBatch()
    private let files: OutputFiles
    /// What the outputs as wholes could not keep. Complete once they are finished.
    package private(set) var losses = LossReport()
    private var name: String?
    private var shard: Shard?
    /// The shards of the current name that are whole.
    private var shards: [ByteSink] = []
    private var count = 0
    private var (firstName, lastName) = ("", "")
    /// What the writers said, and how often.
    private var notes: [(text: String, files: Int)] = []

    private struct Shard {
        var writer: any SketchWriter
        var sink: ByteSink
        var sketches = 0
        var bytes = 0
    }

    /// - Parameters:
    ///   - directory: what names are paths in; without one they are as the user typed them.
    ///   - limit: how much of a name's sketches go into a file: `cat-00000-of-00012.npz` and on.
    package init(in directory: OutputDirectory?, format: any SketchFormat, limit: ShardLimit?, force: Bool) {
        OutputBatch.raiseLimit()
        self.format = format
        self.limit = limit
        files = OutputFiles(in: directory, force: force, batch: batch)
    }

    /// Makes encoders of the sketches, for files of such names, and says how chunks are compressed.
    package static func encoding(
        _ format: any SketchFormat,
        name: String,
        limit: ShardLimit?
    ) throws -> (makeEncoder: @Sendable () -> any SketchEncoder, compression: Compression?) {
        let writer = try format.makeWriter(.stream(ByteSink(discarding: name)))
        // What is cut into shards is cut before it is compressed.
        return (writer.makeEncoder, limit == nil ? writer.compression : nil)
    }

    /// Takes sketches of the file `name`, after all of those before it.
    package mutating func write(_ chunk: EncodedChunk, to name: String) throws {
        if chunk.ends.isEmpty { return }
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

    /// Completes all files and gives them their names.
    package mutating func finish() throws -> [String] {
        try endName()
        try batch.finish()
        var lines = [count == 0 ? "files: none, there were no sketches" : "files: \(count), \(firstName)"]
        if count > 1 { lines[0] += " to \(lastName)" }
        for note in notes.prefix(3) { lines.append(count > 1 ? "\(note.text) (\(note.files) files)" : note.text) }
        if notes.count > 3 { lines.append("and \(notes.count - 3) more such lines, each for other files") }
        return lines
    }

    private mutating func write(_ chunk: EncodedChunk, from first: Int, to end: Int, begin: Int) throws {
        guard first < end else { return }
        var part = EncodedChunk()
        part.bytes = Array(chunk.bytes[begin..<chunk.ends[end - 1]])
        part.ends = chunk.ends[first..<end].map { $0 - begin }
        try write(part, sketches: part.ends.count, bytes: part.bytes.count)
    }

    private mutating func write(_ chunk: EncodedChunk, sketches: Int, bytes: Int) throws {
        if shard == nil {
            let name = name ?? ""
            // Until the number of shards is known, a name that none can have.
            let sink = try files.sink(limit == nil ? name : ShardLimit.name(name, 0, of: 0))
            shard = Shard(writer: try format.makeWriter(.stream(sink)), sink: sink)
        }
        try shard?.writer.write(chunk)
        shard?.sketches += sketches
        shard?.bytes += bytes
    }

    private mutating func endShard() throws {
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
        shards.append(shard.sink)
    }

    private mutating func endName() throws {
        try endShard()
        for (index, sink) in shards.enumerated() {
            if limit != nil, let name {
                sink.rename(to: PathText.split(ShardLimit.name(name, index, of: shards.count)).leaf)
            }
            if count == 0 { firstName = sink.name }
            lastName = sink.name
            count += 1
            try batch.add(sink)
        }
        shards = []
    }
}
