package import Rasteriser
package import SketchModel
package import SketchStreams
package import SketchTransforms

/// One array or shard output for each name that a pattern gives, such as `mnist-{split}.npz`. All number their classes
/// alike, and none gets its name before all are complete.
package struct NamedPictures: SketchWriter {
    package let encoding: SketchEncoding
    private let name: OutputName
    private let kind: PictureKind
    private let style: RenderStyle
    private let options: PictureOptions
    private let census: LabelCensus
    private let batch = OutputBatch()
    private let files: OutputFiles
    private var current: (name: String, writer: any SketchWriter)?
    private var names: [String] = []
    private var notes: [String] = []

    /// - Parameters:
    ///   - path: the output as the user typed it.
    ///   - name: `path`, taken apart.
    /// - Throws: `Fault`, as `ArrayPictures.writer` does.
    package init(
        _ path: String,
        name: OutputName,
        kind: PictureKind,
        style: RenderStyle,
        options: PictureOptions,
        force: Bool
    ) throws(Fault) {
        var encoding = try ArrayPictures.encoding(path: path, kind: kind, style: style, options: options)
        encoding.sharedNames = name.pattern
        self.encoding = encoding
        (self.name, self.kind, self.style, self.options) = (name, kind, style, options)
        census = LabelCensus(options.classes)
        files = OutputFiles(in: try name.directory(force: force), force: force, batch: batch)
    }

    /// The steps that must come last: they group sketches by output name.
    package var steps: [TransformStep] { census.step + OutputGrouping.steps(by: name.pattern) }

    /// Writes pictures to one output, which comes after all outputs before it are complete.
    package mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        guard let name = chunk.sharedName, !chunk.ends.isEmpty else { return }
        if name != current?.name {
            try endName()
            var options = options
            options.classes = .listed(census.classes)
            let writer = try ArrayPictures.writer(path: name, kind: kind, style: style, options: options, files: files)
            current = writer.map { (name, $0) }
        }
        try current?.writer.write(chunk)
    }

    /// Completes all outputs and gives their files their names.
    package mutating func finish() throws(Fault) -> [String] {
        try endName()
        try batch.finish()
        guard let first = names.first, let last = names.last else { return ["outputs: none, there were no sketches"] }
        return ["outputs: \(names.count), \(first)\(names.count > 1 ? " to \(last)" : "")"] + notes
    }

    private mutating func endName() throws(Fault) {
        guard let name = current?.name, let said = try current?.writer.finish() else { return }
        current = nil
        // Notes on single outputs don't help if there are many.
        notes = names.isEmpty ? said : ["\(census.classes.note()), the same in all"]
        names.append(self.name.path(of: name))
    }
}
