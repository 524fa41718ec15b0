internal import Platform
internal import SketchModel
internal import SketchStreams
internal import StrokeInversion

/// The start and the result as the input's own document, with nothing changed but where its strokes are.
struct MovedDocuments: Sendable {
    let inputs: InversionInputs
    /// Whether a transform changes drawings after they were read: then they are not the document's any more.
    let isTransformed: Bool

    /// The two documents; `nil` where the format's writer is to make them.
    /// - Throws: `Fault` where the document cannot be written so.
    func files(_ inverted: InvertedSketch) throws(Fault) -> [(name: String, bytes: [UInt8])]? {
        let source = inverted.original.source
        guard !isTransformed, let format = inputs.format(of: source) as? any DocumentMoving, Self.isFile(source.name)
        else {
            return nil
        }
        let document = try ByteSource(path: source.name).readToEnd(limit: 1 << 30)
        var files: [(name: String, bytes: [UInt8])] = []
        for (name, step) in [("start", 0), ("result", inverted.trace.result)] {
            let moved = try format.moving(document, named: source.name, by: inverted.offsets(at: step))
            files.append((name + "." + format.fileExtensions[0], moved))
        }
        return files
    }

    /// Whether it can be read a second time, unlike a pipe.
    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return path != "-" && PathText.withCString(path) { stat($0, &status) } == 0
            && status.st_mode & S_IFMT == S_IFREG
    }
}
