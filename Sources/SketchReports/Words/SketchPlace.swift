package import SketchModel
package import SketchStreams
package import TextNotation

extension SketchSource {
    /// The sketch's position as results show it: `cats.ndjson:17`, `cats.bin:96`, `cat.svg`, `notes.xopp (page 2)`.
    /// - Parameter oneSketchExtensions: the extensions of formats with one sketch per file, whose line numbers mean
    ///   nothing.
    package func place(oneSketchExtensions: Set<String>) -> String {
        if let page { return "\(name) (page \(page))" }
        return switch position {
        case .file: name
        case .text where oneSketchExtensions.contains(PathText.fileExtension(name)): name
        case .text(let line, _): "\(name):\(line)"
        case .bytes(_, let record): name + ":\((record ?? index) + 1)"
        case .record(let record): "\(name):\(record + 1)"
        }
    }

    /// A folder for the sketch's results, named like the sketch in messages: by its page, its line or its record if its
    /// file has several.
    /// - Parameter isAlone: whether its file has one sketch.
    func folderName(isAlone: Bool) -> String {
        let stem = name == "-" ? "stdin" : PathText.stem(name)
        if let page { return "\(stem)-\(page)" }
        if isAlone { return stem }
        return switch position {
        case .file: stem
        case .text(let line, _): "\(stem)-\(line)"
        case .bytes(_, let record): "\(stem)-\((record ?? index) + 1)"
        case .record(let record): "\(stem)-\(record + 1)"
        }
    }
}

extension FormatChoice {
    /// The extensions of formats with one sketch per file.
    package var oneSketchExtensions: Set<String> {
        Set(formats.filter { $0.layout == .oneSketch }.flatMap(\.fileExtensions))
    }
}

extension SourcePosition {
    /// A position as members of a JSON object: the line, or the offset and the record.
    package func members(hasColumn: Bool = false) -> [(String, JSONValue)] {
        switch self {
        case .file: []
        case .text(let line, let column):
            [("line", .whole(line))] + (hasColumn ? [("column", .whole(column))] : [])
        case .bytes(let offset, let record):
            [("offset", .whole(offset))] + (record.map { [("record", .whole($0))] } ?? [])
        case .record(let record): [("record", .whole(record))]
        }
    }
}

extension SketchSource {
    /// The first members of a sketch's records: its source, its position there, and its id.
    func members(id: UInt64?) -> [(String, JSONValue)] {
        let place = [("source", JSONValue.text(name)), ("index", .whole(index))] + position.members()
        // As a string, because not every JSON reader represents 64 bits exactly.
        return place + (id.map { [("id", .text("\($0)"))] } ?? [])
    }
}
