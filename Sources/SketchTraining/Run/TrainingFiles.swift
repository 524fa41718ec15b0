public import SketchModel
internal import SketchStreams

/// Where a training's files are.
public struct TrainingFiles: Sendable, Hashable {
    public var model: String
    /// From which it goes on; gone when the model is written.
    public var checkpoint: String
    /// Tab-separated numbers; `nil` for none.
    public var log: String?
    /// A picture, `.svg` or `.png`; `nil` for none.
    public var curve: String?
    /// Whether files that exist are replaced.
    public var replaces = false
    /// Whether a checkpoint that exists is begun anew rather than gone on from.
    public var restarts = false

    /// The other files beside the model: `cats.safetensors.checkpoint`, `cats.tsv` and `cats.svg` for
    /// `cats.safetensors`.
    public init(model: String) {
        self.model = model
        checkpoint = model + ".checkpoint"
        let (folder, leaf) = PathText.split(model)
        let stem = PathText.join(folder, PathText.stem(leaf))
        log = stem + ".tsv"
        curve = stem + ".svg"
    }

    /// Whether there is a checkpoint to go on from.
    public var goesOn: Bool { !restarts && PendingFile.exists(checkpoint) }

    /// Finds out before the work what would end in a refusal.
    /// - Throws: `Fault` where a file exists that may not be replaced or cannot be made, or two have one name.
    public func check() throws(Fault) {
        var names: Set<String> = []
        for path in [model, checkpoint, log, curve].compactMap({ $0 }) {
            guard path != "-" else { throw Fault(source: path, reason: TrainingRunError.standardOutput) }
            guard names.insert(path).inserted else { throw Fault(source: path, reason: TrainingRunError.sameName) }
        }
        if let curve { _ = try TrainingCurve.Kind(path: curve) }
        // A run that was stopped has left its log.
        let unfinished = PendingFile.exists(checkpoint)
        for path in [checkpoint, model, log, curve].compactMap({ $0 }) {
            let isLeft = unfinished && (path == checkpoint || path == log)
            _ = try PendingFile(path: path, name: path, force: replaces || isLeft)
        }
    }
}
