package import SketchModel
package import SketchStreams
package import TextNotation

extension SketchSource {
    /// The sketch's place as results show it: `cats.ndjson:17`, `cats.bin:96`, `cat.svg`.
    /// - Parameter oneSketchExtensions: file name extensions of formats with one sketch a file, whose line numbers tell
    ///   nothing.
    package func place(oneSketchExtensions: Set<String>) -> String {
        switch position {
        case .file: name
        case .text where oneSketchExtensions.contains(PathText.fileExtension(name)): name
        case .text(let line, _): "\(name):\(line)"
        case .bytes(_, let record): name + ":\((record ?? index) + 1)"
        }
    }

    /// A folder for what is made of the sketch, named as messages name it: by its line or its record where its file has
    /// many.
    /// - Parameter isAlone: whether its file has one sketch.
    func folderName(isAlone: Bool) -> String {
        let stem = name == "-" ? "stdin" : PathText.stem(name)
        if isAlone { return stem }
        return switch position {
        case .file: stem
        case .text(let line, _): "\(stem)-\(line)"
        case .bytes(_, let record): "\(stem)-\((record ?? index) + 1)"
        }
    }
}

extension FormatChoice {
    /// File name extensions of formats with one sketch a file.
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
        }
    }
}

extension SketchSource {
    /// What records of a sketch begin with: its source, its place there, and its id.
    func members(id: UInt64?) -> [(String, JSONValue)] {
        let place = [("source", JSONValue.text(name)), ("index", .whole(index))] + position.members()
        // Beyond what a JSON number holds everywhere.
        return place + (id.map { [("id", .text("\($0)"))] } ?? [])
    }
}
