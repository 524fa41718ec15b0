internal import ExplanationPictures
package import SketchModel
package import SketchStreams
internal import StrokeInversion

/// The output directory of inversion. A single sketch has its files directly in it; several sketches have folders of
/// their own, named like the sketches in messages. Shared files stay together: the trace, and sketches of a format that
/// keeps many in a file.
package struct InversionFolder {
    private var directory: ResultDirectory
    private let force: Bool
    private let formatOf: (SketchSource) -> (any SketchFormat)?
    private var trace: ByteSink?
    private var pairs: [String: InversionPair] = [:]
    private var pages = InversionPages()
    /// The first sketch, until it is known whether there is a second one.
    private var held: InversionItem?
    private var isOne = true
    package private(set) var losses = LossReport()

    /// - Parameter formatOf: returns the format of a sketch's input.
    /// - Throws: `Fault` if the directory cannot be created, or has files and must not be written to.
    package init(
        path: String,
        force: Bool,
        formatOf: @escaping (SketchSource) -> (any SketchFormat)?
    ) throws(Fault) {
        directory = try ResultDirectory(path: path, force: force, taken: ["index.html", "trace.ndjson"])
        self.force = force
        self.formatOf = formatOf
    }

    /// A sketch that was written, and the folder it was written to.
    package typealias Written = (item: InversionItem, folder: String)

    /// Adds the next sketch.
    /// - Returns: what was written meanwhile, in order.
    package mutating func add(_ item: InversionItem) throws -> [Written] {
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

    /// Writes what was held back, and gives the shared files their names.
    package mutating func finish() throws -> (written: [Written], notes: [String]) {
        var written: [Written] = []
        if let held { written.append(try write(held)) }
        held = nil
        if let page = pages.finish() { try directory.write(page.text, to: page.name) }
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
        let folder = isOne ? "" : directory.unique(item.source.folderName(isAlone: format?.layout == .oneSketch))
        for file in item.files {
            try directory.write(file.bytes, to: PathText.join(folder, file.name), from: item.source)
        }
        if let format, !item.hasDocuments { try writeSketches(item, format, folder) }
        if !isOne, let row = item.overview, let page = pages.add(row, folder: folder) {
            try directory.write(page.text, to: page.name, from: item.source)
        }
        if trace == nil { trace = try ByteSink(path: PathText.join(directory.name, "trace.ndjson"), force: force) }
        try trace?.write(Array(item.trace.utf8))
        return (item, folder)
    }

    private mutating func writeSketches(_ item: InversionItem, _ format: any SketchFormat, _ folder: String) throws {
        switch format.layout {
        case .oneSketch:
            var writer = try format.makeWriter(directory.output)
            for (name, step) in [("start", 0), ("result", item.inverted.trace.result)] {
                for var chunk in try writer.encoding.chunks(of: item.inverted.written(at: step)) {
                    chunk.names = [PathText.join(folder, name + "." + format.fileExtensions[0])]
                    chunk.sources = [item.source]
                    try writer.write(chunk)
                }
            }
        case .manySketches:
            let format = format.lossless(for: item.inverted.original)
            if pairs[format.name] == nil {
                let suffix = "." + fileExtension(format, item.source)
                pairs[format.name] = try InversionPair(
                    format,
                    startPath: PathText.join(directory.name, directory.unique("start", suffix)),
                    resultPath: PathText.join(directory.name, directory.unique("result", suffix)),
                    force: force
                )
            }
            try pairs[format.name]?.write(item.inverted)
        }
    }

    /// The input's own extension, if it is one of the format's.
    private func fileExtension(_ format: any SketchFormat, _ source: SketchSource) -> String {
        let own = PathText.fileExtension(source.name)
        return format.fileExtensions.contains(own) ? own : format.fileExtensions[0]
    }
}

/// The pages for many sketches, a hundred on each, with links between them.
private struct InversionPages {
    private var rows: [OverviewRow] = []
    private var number = 1
    private var sketches = 0

    private static let rowLimit = 100

    private static func name(_ number: Int) -> String { number == 1 ? "index.html" : "index-\(number).html" }

    /// Adds a sketch, whose page is in `folder`.
    /// - Returns: a page that is full, and its name.
    mutating func add(_ row: OverviewRow, folder: String) -> (name: String, text: String)? {
        let page = rows.count == Self.rowLimit ? next(isLast: false) : nil
        var row = row
        row.link.path = PathText.join(folder, row.link.path)
        rows.append(row)
        sketches += 1
        return page
    }

    /// The last page, and its name; `nil` if there are no sketches.
    mutating func finish() -> (name: String, text: String)? { rows.isEmpty ? nil : next(isLast: true) }

    private mutating func next(isLast: Bool) -> (name: String, text: String) {
        var links: [HTMLLink] = []
        if number > 1 { links.append(HTMLLink("previous sketches", path: Self.name(number - 1))) }
        if !isLast { links.append(HTMLLink("next sketches", path: Self.name(number + 1))) }
        let range = "sketches \(Counting.grouped(sketches - rows.count + 1)) to \(Counting.grouped(sketches))"
        let page = HTMLPage(
            title: "Stroke location inversion",
            subtitle: range,
            sections: [.overview(rows)] + (links.isEmpty ? [] : [.links(links)])
        )
        rows.removeAll(keepingCapacity: true)
        number += 1
        return (Self.name(number - 1), page.text)
    }
}
