internal import ExplanationPictures
internal import SketchModel
internal import SketchStreams
internal import StrokeExplanation

/// The directory that `explain` fills: the files of one sketch alone are in it; those of many are in folders of their
/// own, named as messages name the sketches.
struct ExplanationFolder {
    private let directory: OutputDirectory
    private let oneSketchExtensions: Set<String>
    private let order: OrderPicture
    /// Names in the directory that are given.
    private var taken: Set<String> = ["index.html", "explanation.json", "order.svg"]
    /// The first sketch, until there is a second one or none.
    private var held: SketchExplanation?
    private var rows: [OverviewRow] = []
    private let limit: Int
    private var count = 0

    /// - Parameters:
    ///   - limit: of how many sketches there are pages and pictures.
    ///   - oneSketchExtensions: file name extensions of formats with one sketch a file.
    /// - Throws: `Fault` where the directory cannot be made, or has files and is not to be written over.
    init(
        path: String,
        force: Bool,
        limit: Int,
        order: OrderPicture,
        oneSketchExtensions: Set<String>
    ) throws(Fault) {
        if !force, try OutputDirectory.hasEntries(path) { throw Fault(source: path, reason: DirectoryInUse()) }
        directory = try OutputDirectory(path: path, force: force)
        (self.limit, self.order, self.oneSketchExtensions) = (limit, order, oneSketchExtensions)
    }

    /// How many sketches have pages.
    var pages: Int { min(count, limit) }

    /// Takes the next sketch, and writes it where it is not the first.
    mutating func add(_ explanation: SketchExplanation) throws {
        count += 1
        if count == 1 {
            held = explanation
        } else {
            if let first = held { try writeMember(first, number: 1) }
            held = nil
            try writeMember(explanation, number: count)
        }
    }

    /// Writes what belongs to all.
    mutating func finish(_ summary: ExplanationSummary) throws {
        try write(Array(order.svg.utf8), to: "order.svg")
        if let only = held {
            let item = try item(only)
            for file in item.files { try write(file.bytes, to: file.name) }
            let others = [HTMLLink("order.svg", path: "order.svg")]
            let page = item.page(place: place(only.original.source), orderPicture: try order.png(), others: others)
            try write(page, to: "index.html")
            return
        }
        try write(Array((summary.json.line + "\n").utf8), to: "explanation.json")
        let page = ExplanationSetPage(
            summary: summary,
            rows: rows,
            orderPicture: try order.png(),
            links: [HTMLLink("explanation.json", path: "explanation.json"), HTMLLink("order.svg", path: "order.svg")]
        )
        try write(Array(page.text.utf8), to: "index.html")
    }

    private mutating func writeMember(_ explanation: SketchExplanation, number: Int) throws {
        guard number <= limit else { return }
        let source = explanation.original.source
        let folder = unique(
            source.folderName(isAlone: oneSketchExtensions.contains(PathText.fileExtension(source.name)))
        )
        let item = try item(explanation)
        for file in item.files { try write(file.bytes, to: PathText.join(folder, file.name), from: source) }
        let others = [HTMLLink("all sketches", path: "../index.html")]
        let page = item.page(place: place(source), others: others)
        try write(page, to: PathText.join(folder, "index.html"), from: source)
        rows.append(item.overview(place: place(source), path: PathText.join(folder, "index.html")))
    }

    private func place(_ source: SketchSource) -> String { source.place(oneSketchExtensions: oneSketchExtensions) }

    private func item(_ explanation: SketchExplanation) throws(Fault) -> ExplanationItem {
        do {
            return try ExplanationItem(explanation)
        } catch let reason as any FaultReason {
            let source = explanation.original.source
            throw Fault(source: source.name, position: source.position, reason: reason)
        } catch {
            throw Fault(source: directory.name, reason: StreamError.cannotCreate("\(error)"))
        }
    }

    private func write(_ bytes: [UInt8], to leaf: String, from source: SketchSource = SketchSource()) throws(Fault) {
        try directory.write(bytes[...], to: leaf, from: source)
    }

    /// A name that no other has: with a number where it is taken.
    private mutating func unique(_ name: String) -> String {
        var unique = name
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)-\(number)"
            number += 1
        }
        return unique
    }
}
