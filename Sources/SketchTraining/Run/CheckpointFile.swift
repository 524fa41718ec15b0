internal import ArrayFiles
internal import Platform
internal import SketchModel
internal import SketchNet
internal import SketchStreams

/// The file from which a training continues. It is also a model, with the average of the weights so far.
struct CheckpointFile {
    let path: String

    /// The state of the run outside the trainer.
    struct Progress: Hashable {
        var log = TrainingLog()
        var interval = LogInterval(start: 0)
        /// Since the training began, without interruptions.
        var seconds = 0.0
    }

    private static let logKey = "training.log"
    private static let intervalKey = "training.interval"
    private static let secondsKey = "training.seconds"
    private static let runKey = "training.run"
    /// In the checkpoint after the last step: the files that are still to be written.
    private static let outputsKey = "training.outputs"

    /// The metadata of the file; `nil` if it isn't a checkpoint.
    private var metadata: [String: String]? {
        guard let known = Self.metadata(of: path), known[Self.runKey] != nil else { return nil }
        return known
    }

    private static func metadata(of path: String) -> [String: String]? {
        guard let source = try? ByteSource(path: path) else { return nil }
        return try? SafeTensorsFile.metadata { (count: Int) throws(Fault) in
            var bytes: [UInt8] = []
            while bytes.count < count, try source.read(count - bytes.count, into: &bytes) > 0 {}
            return bytes
        }
    }

    /// - Throws: `Fault` if a file exists that must not be replaced or removed, because it isn't a checkpoint.
    func check() throws(Fault) {
        guard PendingFile.exists(path), metadata == nil else { return }
        throw Fault(source: path, reason: TrainingRunError.noCheckpoint)
    }

    /// The files that a run wrote after its last step, if this is still its checkpoint.
    /// - Parameter model: the run's model, which is included only if its metadata belong to the same run.
    func outputs(model: String) -> Set<String> {
        guard let known = metadata, let steps = known["steps"], known["training.step"] == steps,
            let names = known[Self.outputsKey]
        else { return [] }
        var outputs = Set(names.split(separator: "\n").map(String.init))
        let written = Self.metadata(of: model)
        if !["recipe", "steps", "dataFingerprint"].allSatisfy({ known[$0] != nil && written?[$0] == known[$0] }) {
            outputs.remove(model)
        }
        return outputs
    }

    func remove() { unlink(path) }

    /// Replaces the file once the new one is complete.
    /// - Parameters:
    ///   - metadata: also part of the model's file.
    ///   - outputs: after the last step, the files that are still to be written.
    func write(
        _ trainer: Trainer,
        _ progress: Progress,
        metadata: [String: String],
        outputs: [String] = []
    ) throws(Fault) {
        let bytes: [UInt8]
        do {
            let model = try SketchNetModel(
                network: trainer.averagedNetwork,
                labels: trainer.set.classes,
                metadata: metadata
            )
            var metadata = model.fileMetadata
            metadata[Self.logKey] = progress.log.text
            metadata[Self.intervalKey] = progress.interval.text
            metadata[Self.secondsKey] = "\(progress.seconds)"
            if !outputs.isEmpty { metadata[Self.outputsKey] = outputs.joined(separator: "\n") }
            bytes = try TrainingCheckpoint.encode(
                trainer.state,
                layout: trainer.network.weights.layout,
                metadata: metadata
            )
        } catch { throw fault(error) }
        let pending = try PendingFile(path: path, name: path, force: true)
        try pending.file.write(bytes, name: path)
        try pending.commit()
    }

    /// Restores a trainer to the state of the file.
    /// - Parameter description: what the run's own checkpoint would describe.
    func restore(_ trainer: Trainer, description: [String: String]) throws(Fault) -> Progress {
        try check()
        let bytes = BytesInMemory(try ByteSource(path: path).readToEnd(limit: 1 << 40))
        do {
            let metadata = try SafeTensorsFile(bytes).metadata
            guard let run = metadata[Self.runKey] else { throw TrainingError.wrongState }
            guard run == trainer.identity else { throw Self.difference(metadata, description) }
            let state = try TrainingCheckpoint.decode(bytes, layout: trainer.network.weights.layout)
            guard let log = metadata[Self.logKey].flatMap({ TrainingLog($0) }),
                let interval = metadata[Self.intervalKey].flatMap({ LogInterval($0) }),
                let seconds = metadata[Self.secondsKey].flatMap({ Double($0) }), seconds.isFinite,
                state.step <= trainer.configuration.schedule.steps
            else { throw TrainingError.wrongState }
            try trainer.restore(state)
            return Progress(log: log, interval: interval, seconds: seconds)
        } catch { throw fault(error) }
    }

    /// What distinguishes two runs with different identities.
    private static func difference(_ known: [String: String], _ own: [String: String]) -> TrainingRunError {
        let sketches = known["dataFingerprint"] != own["dataFingerprint"]
        let options = ["recipe", "teachers", "beganFrom"].contains { known[$0] != own[$0] }
        return .otherRun(options: options || !sketches, sketches: sketches)
    }

    private func fault(_ error: any Error) -> Fault {
        let reason: any FaultReason =
            switch error {
            case let reason as TrainingRunError: reason
            case let fault as ArrayFault: TrainingRunError.badCheckpoint(fault.reason.message)
            case let reason as any FaultReason: TrainingRunError.badCheckpoint(reason.message)
            default: TrainingRunError.badCheckpoint("\(error)")
            }
        return Fault(source: path, reason: reason)
    }
}
