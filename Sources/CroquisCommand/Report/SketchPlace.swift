internal import SketchModel
internal import SketchStreams

extension SketchSource {
    /// The sketch's place as results show it: `cats.ndjson:17`, `cats.bin:96`, `cat.svg`.
    /// - Parameter oneSketchExtensions: file name extensions of formats with one sketch a file, whose line numbers tell
    ///   nothing.
    func place(oneSketchExtensions: Set<String>) -> String {
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

/// A directory for what is made, that has other things in it.
struct DirectoryInUse: FaultReason {
    var message: String { "is a directory with files in it" }
    var advice: String? { "give another name, or --force to write into it" }
    var kind: FaultKind { .cannotCreate }
}

extension FormatChoice {
    /// File name extensions of formats with one sketch a file.
    var oneSketchExtensions: Set<String> {
        Set(formats.filter { $0.layout == .oneSketch }.flatMap(\.fileExtensions))
    }
}
