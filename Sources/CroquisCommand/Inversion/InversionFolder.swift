internal import SketchModel
internal import SketchStreams
internal import StrokeInversion

/// The directory that `invert` fills. The files of one sketch alone are in it; those of many are in folders of their own,
/// named as messages name the sketches, but for what belongs together: the trace, and sketches of a format that keeps
/// many in a file.
struct InversionFolder {
    private let directory: OutputDirectory
    private let force: Bool
    private let formatOf: (SketchSource) -> (any SketchFormat)?
    private var trace: ByteSink?
    private var pairs: [String: InversionPair] = [:]
    private var pages = InversionPages()
    /// Names in the directory that are given.
    private var taken: Set<String> = ["index.html", "trace.ndjson"]
    /// The first sketch, until there is a second one or none.
    private var held: InversionItem?
    private var isOne = true
    private(set) var losses = LossReport()

    /// - Parameter formatOf: the format of a sketch's input.
    /// - Throws: `Fault` where the directory cannot be made, or has files and is not to be written over.
    init(
        path: String,
        force: Bool,
        formatOf: @escaping (SketchSource) -> (any SketchFormat)?
    ) throws(Fault) {
        if !force, try OutputDirectory.hasEntries(path) { throw Fault(source: path, reason: DirectoryInUse()) }
        directory = try OutputDirectory(path: path, force: force)
        self.force = force
        self.formatOf = formatOf
    }

    /// What was written, and into which folder of the directory.
    typealias Written = (item: InversionItem, folder: String)

    /// Takes the next sketch.
    /// - Returns: what was written meanwhile, in order.
    mutating func add(_ item: InversionItem) throws -> [Written] {
        if isOne {
            guard let first = held else {
                held = item
                return []
            }
            held = nil
            isOne = false
            return [try write(first), try write(item)]
        }
        return [try write(item)]
    }

    /// Writes what was held back, and gives their names to the files that many sketches share.
    mutating func finish() throws -> (written: [Written], notes: [String]) {
        var written: [Written] = []
        if let held { written.append(try write(held)) }
        held = nil
        if let page = pages.finish() {
            try directory.write(Array(page.text.utf8)[...], to: page.name, from: SketchSource())
        }
        var notes: [String] = []
        for (_, var pair) in pairs.sorted(by: { $0.key < $1.key }) {
            notes += try pair.finish()
            losses.merge(pair.losses)
        }
        try trace?.finish()
        return (written, notes)
    }

    private mutating func write(_ item: InversionItem) throws -> Written {
        let format = formatOf(item.source)
        let folder = isOne ? "" : unique(item.source.folderName(isAlone: format?.layout == .oneSketch))
        for file in item.files { try write(file.bytes, to: PathText.join(folder, file.name), item) }
        if let format, !item.hasDocuments { try writeSketches(item, format, folder) }
        if !isOne, let row = item.overview, let page = pages.add(row, folder: folder) { try write(page, item) }
        if trace == nil { trace = try ByteSink(path: PathText.join(directory.name, "trace.ndjson"), force: force) }
        try trace?.write(Array(item.trace.utf8))
        return (item, folder)
    }

    private mutating func writeSketches(_ item: InversionItem, _ format: any SketchFormat, _ folder: String) throws {
        switch format.layout {
        case .oneSketch:
            var writer = try format.makeWriter(.directory(directory))
            for (name, step) in [("start", 0), ("result", item.inverted.trace.result)] {
                var consumer = EncodingConsumer(encoder: writer.makeEncoder(), names: nil, compression: nil)
                var sketch = item.inverted.written(at: step)
                try consumer.consume(&sketch)
                var chunk = try consumer.finish().chunk
                chunk.names = [PathText.join(folder, name + "." + format.fileExtensions[0])]
                chunk.sources = [item.source]
                try writer.write(chunk)
            }
        case .manySketches:
            let format = format.lossless(for: item.inverted.original)
            if pairs[format.name] == nil {
                let suffix = "." + fileExtension(format, item.source)
                pairs[format.name] = try InversionPair(
                    format,
                    startPath: PathText.join(directory.name, unique("start", suffix)),
                    resultPath: PathText.join(directory.name, unique("result", suffix)),
                    force: force
                )
            }
            try pairs[format.name]?.write(item.inverted)
        }
    }

    private func write(_ page: (name: String, text: String), _ item: InversionItem) throws(Fault) {
        try write(Array(page.text.utf8), to: page.name, item)
    }

    private func write(_ bytes: [UInt8], to leaf: String, _ item: InversionItem) throws(Fault) {
        try directory.write(bytes[...], to: leaf, from: item.source)
    }

    /// The input's own, where it is one of the format's.
    private func fileExtension(_ format: any SketchFormat, _ source: SketchSource) -> String {
        let own = PathText.fileExtension(source.name)
        return format.fileExtensions.contains(own) ? own : format.fileExtensions[0]
    }

    /// A name that no other has: with a number where it is taken.
    private mutating func unique(_ name: String, _ suffix: String = "") -> String {
        var unique = name + suffix
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)-\(number)\(suffix)"
            number += 1
        }
        return unique
    }
}
