internal import Platform
package import SketchModel
package import SketchStreams
package import StrokeInversion

/// What is known about the inputs that a run has opened, by name.
package final class InversionInputs: Sendable {
    private struct Input {
        var format: any SketchFormat
        var labels: [InversionLabels.InputLabel]
    }

    private let policy: LabelPolicy
    private let inputs = Locked<[String: Input]>([:])

    /// - Parameter policy: determines where labels come from.
    package init(_ policy: LabelPolicy) { self.policy = policy }

    package func open(_ input: SketchInput, _ format: any SketchFormat) {
        let label = policy.fixed == nil ? policy.label(for: input) : nil
        let labels = label.map {
            [InversionLabels.InputLabel($0.text, origin: $0.origin, isAsked: policy.source != nil)]
        }
        inputs.withLock { $0[input.path] = Input(format: format, labels: labels ?? []) }
    }

    package func format(of source: SketchSource) -> (any SketchFormat)? { inputs.withLock { $0[source.name]?.format } }

    package func labels(of source: SketchSource) -> [InversionLabels.InputLabel] {
        inputs.withLock { $0[source.name]?.labels ?? [] }
    }
}

/// The start and the result as the input's own document, in which only the positions of the strokes change.
package struct MovedDocuments: Sendable {
    private let inputs: InversionInputs
    private let isTransformed: Bool

    /// - Parameter isTransformed: whether transforms change drawings after reading: they then no longer match the
    ///   document.
    package init(_ inputs: InversionInputs, isTransformed: Bool) {
        (self.inputs, self.isTransformed) = (inputs, isTransformed)
    }

    /// The two documents; `nil` if the format's writer is to make them.
    /// - Throws: `Fault` if the document cannot be written in this way.
    func files(_ inverted: InvertedSketch) throws(Fault) -> [(name: String, bytes: [UInt8])]? {
        let source = inverted.original.source
        guard !isTransformed, let format = inputs.format(of: source) as? any DocumentMoving, Self.isFile(source.name)
        else {
            return nil
        }
        let document = try ByteSource(path: source.name).readToEnd(limit: 1 << 30)
        var files: [(name: String, bytes: [UInt8])] = []
        for (name, step) in [("start", 0), ("result", inverted.trace.result)] {
            let moved = try format.moving(
                document,
                named: source.name,
                page: source.page,
                by: inverted.offsets(at: step)
            )
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
