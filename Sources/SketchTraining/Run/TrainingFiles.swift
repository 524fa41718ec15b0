package import SketchModel
package import SketchStreams

/// Where a training's files are.
package struct TrainingFiles: Sendable, Hashable {
    package var model: String
    /// From which it goes on; gone when the model is written.
    package var checkpoint: String
    /// Tab-separated numbers; `nil` for none.
    package var log: String?
    /// A picture, `.svg` or `.png`; `nil` for none.
    package var curve: String?
    /// The sketches that are kept for validation; `nil` for none. A run does not write it, but keeps its name free.
    package var validation: String?
    /// Whether files that exist are replaced.
    package var replaces = false
    /// Whether a checkpoint that exists is begun anew rather than gone on from.
    package var restarts = false

    /// The other files beside the model: `cats.safetensors.checkpoint`, `cats.tsv` and `cats.svg` for
    /// `cats.safetensors`.
    package init(model: String) {
        self.model = model
        checkpoint = model + ".checkpoint"
        let (folder, leaf) = PathText.split(model)
        let stem = PathText.join(folder, PathText.stem(leaf))
        log = stem + ".tsv"
        curve = stem + ".svg"
    }

    /// Whether there is a checkpoint to go on from.
    package var goesOn: Bool { !restarts && PendingFile.exists(checkpoint) }

    /// Of the files that exist, those that a killed run of the same names wrote after its last step, which are its own
    /// to write again.
    var leftBehind: Set<String> { goesOn ? CheckpointFile(path: checkpoint).outputs(model: model) : [] }

    /// Finds out before the work what would end in a refusal.
    /// - Parameters:
    ///   - inputs: what is read, which no output may be.
    ///   - fileExtensions: those of files in directories that may be inputs.
    ///   - others: other files that are read.
    /// - Throws: `Fault` where a file exists that may not be replaced, where none can be created, or two are one.
    package func check(
        inputs: [SketchInput] = [],
        fileExtensions: Set<String> = [],
        others: [String] = []
    ) throws(Fault) {
        let outputs = [model, checkpoint, log, curve, validation].compactMap { $0 }
        var names: Set<String> = []
        var known: [FileIdentity: String] = [:]
        for path in outputs {
            guard path != "-" else { throw Fault(source: path, reason: TrainingRunError.standardOutput) }
            guard names.insert(path).inserted else { throw Fault(source: path, reason: TrainingRunError.sameName) }
            guard let identity = FileIdentity(path: path) else { continue }
            guard known.updateValue(path, forKey: identity) == nil else {
                throw Fault(source: path, reason: TrainingRunError.sameName)
            }
        }
        if let curve { _ = try TrainingCurve.Kind(path: curve) }
        try Self.refuse(known, among: inputs, fileExtensions, others)
        // What is begun here is let go, and so removed.
        for path in outputs { _ = try PendingFile(path: path, name: path, force: true) }
        try CheckpointFile(path: checkpoint).check()
        // A run that was stopped has left its log.
        let isUnfinished = PendingFile.exists(checkpoint)
        let ownLog = isUnfinished ? log.flatMap { LogFile.begins($0) ? $0 : nil } : nil
        let own = leftBehind
        for path in [model, curve, log].compactMap({ $0 })
        where PendingFile.exists(path) && !replaces && !own.contains(path) && path != ownLog {
            throw Fault(source: path, reason: StreamError.outputExists)
        }
        // A run that goes on writes what it wrote when it began.
        if let validation, PendingFile.exists(validation), !replaces, !goesOn {
            throw Fault(source: validation, reason: StreamError.outputExists)
        }
    }

    private static func refuse(
        _ outputs: [FileIdentity: String],
        among inputs: [SketchInput],
        _ fileExtensions: Set<String>,
        _ others: [String]
    ) throws(Fault) {
        if outputs.isEmpty { return }
        func check(_ path: String) throws(Fault) {
            guard let identity = FileIdentity(path: path), let output = outputs[identity] else { return }
            throw Fault(source: output, reason: TrainingRunError.isInput)
        }
        for path in others { try check(path) }
        var walk = InputWalk(inputs)
        while true {
            let input: SketchInput?
            // What cannot be walked is told when it is read.
            do throws(Fault) { input = try walk.next() } catch { continue }
            guard let input else { return }
            // An output of another run that lies among the inputs is none of them.
            if input.isFound, !fileExtensions.contains(PathText.fileExtension(input.path)) { continue }
            try check(input.path)
        }
    }
}
