package import SketchModel
package import SketchStreams

/// The paths of a training's files.
package struct TrainingFiles: Sendable, Hashable {
    package var model: String
    /// The file to continue from; removed when the model is written.
    package var checkpoint: String
    /// Tab-separated numbers; `nil` for none.
    package var log: String?
    /// A picture, `.svg` or `.png`; `nil` for none.
    package var curve: String?
    /// The file for the validation sketches; `nil` for none. A run doesn't write it, but keeps its name free.
    package var validation: String?
    /// Whether existing files are replaced.
    package var replaces = false
    /// Whether training starts over if there is a checkpoint.
    package var restarts = false

    /// Names the other files after the model: `cats.safetensors.checkpoint`, `cats.tsv` and `cats.svg` for
    /// `cats.safetensors`.
    package init(model: String) {
        self.model = model
        checkpoint = model + ".checkpoint"
        let (folder, leaf) = PathText.split(model)
        let stem = PathText.join(folder, PathText.stem(leaf))
        log = stem + ".tsv"
        curve = stem + ".svg"
    }

    /// Whether there is a checkpoint to continue from.
    package var goesOn: Bool { !restarts && PendingFile.exists(checkpoint) }

    /// The existing files that a killed run with the same names wrote after its last step, so that this run may replace
    /// them.
    var leftBehind: Set<String> { goesOn ? CheckpointFile(path: checkpoint).outputs(model: model) : [] }

    /// Checks before the work starts everything that would make it fail later.
    /// - Parameters:
    ///   - inputs: the files to read, which no output may be.
    ///   - fileExtensions: the extensions of files in directories that count as inputs.
    ///   - others: other files that are read.
    /// - Throws: `Fault` if a file exists that must not be replaced, if a file cannot be created, or if two are the
    ///   same.
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
        // Released immediately, so that nothing is left behind.
        for path in outputs { _ = try PendingFile(path: path, name: path, force: true) }
        try CheckpointFile(path: checkpoint).check()
        // An interrupted run has left its log.
        let isUnfinished = PendingFile.exists(checkpoint)
        let ownLog = isUnfinished ? log.flatMap { LogFile.begins($0) ? $0 : nil } : nil
        let own = leftBehind
        for path in [model, curve, log].compactMap({ $0 })
        where PendingFile.exists(path) && !replaces && !own.contains(path) && path != ownLog {
            throw Fault(source: path, reason: StreamError.outputExists)
        }
        // A run that continues writes what it wrote when it started.
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
            // Directories that cannot be walked are reported when they are read.
            do throws(Fault) { input = try walk.next() } catch { continue }
            guard let input else { return }
            // An output of another run among the inputs doesn't count as one.
            if input.isFound, !fileExtensions.contains(PathText.fileExtension(input.path)) { continue }
            try check(input.path)
        }
    }
}
