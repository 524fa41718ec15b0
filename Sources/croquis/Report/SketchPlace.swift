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
        case .bytes(_, let record): name + ":\(record ?? index)"
        }
    }
}

extension FormatChoice {
    /// File name extensions of formats with one sketch a file.
    var oneSketchExtensions: Set<String> {
        Set(formats.filter { $0.layout == .oneSketch }.flatMap(\.fileExtensions))
    }
}
