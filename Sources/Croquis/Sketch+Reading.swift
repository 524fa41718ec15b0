internal import FormatRegistry
internal import Platform
public import SketchModel
public import SketchStreams
public import SketchTransforms

/// What is asked of an input: its format, the labels of its sketches, and how it is read.
public struct ReadOptions: Sendable {
    /// The format of all inputs; told from their first bytes, then from their names, without it.
    public var format: Format?
    /// The label of all sketches, whatever their records say. Without it, a label is the first found of: the record, the
    /// file's name if it is a category of QuickDraw, and, in a tree of files, the folder's name.
    public var label: String?
    /// What everything random follows from.
    public var seed: UInt64 = 0
    /// How many pieces of the input are worked on at once. What is read doesn't depend on it.
    public var jobs = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    public init(_ format: Format? = nil, label: String? = nil, seed: UInt64 = 0) {
        (self.format, self.label, self.seed) = (format, label, seed)
    }

    /// - Throws: `Fault` for a path with nothing at it.
    package func pipeline(_ paths: [String], _ transforms: [Transform]) throws(Fault) -> SketchPipeline {
        var pipeline = SketchPipeline(
            inputs: try SketchInput.named(paths),
            formats: FormatChoice(formats: format.map { [$0.base] } ?? FormatRegistry.formats, isNamed: format != nil),
            transforms: transforms.steps
        )
        pipeline.labels = LabelPolicy(fixed: label)
        (pipeline.seed, pipeline.workers) = (seed, max(1, jobs))
        return pipeline
    }
}

extension Sketch {
    /// Reads all sketches of a file, or of all files of a directory, in any format; `.gz` and `.zst` are seen through.
    /// - Parameters:
    ///   - path: a file, a directory, or `-` for standard input.
    ///   - transforms: run on each sketch, in this order.
    ///   - options: the inputs' format, labels and seed.
    /// - Throws: `Fault`, which names the line and column of what is wrong; `CancellationError`.
    public static func read(
        _ path: String,
        _ transforms: [Transform] = [],
        options: ReadOptions = ReadOptions()
    ) async throws -> [Sketch] {
        var sketches: [Sketch] = []
        _ = try await options.pipeline([path], transforms).run(
            makeConsumer: { SketchCollector() },
            collect: { sketches += $0 }
        )
        return sketches
    }

    /// The sketches of a file, or of all files of a directory, one after another, in bounded memory.
    /// - Parameters:
    ///   - path: a file, a directory, or `-` for standard input.
    ///   - transforms: run on each sketch, in this order.
    ///   - options: the inputs' format, labels and seed.
    public static func stream(
        _ path: String,
        _ transforms: [Transform] = [],
        options: ReadOptions = ReadOptions()
    ) -> SketchSequence {
        SketchSequence(path: path, transforms: transforms, options: options)
    }
}
