internal import ArrayFiles
internal import SketchModel
internal import SketchNet
internal import SketchStreams

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The file from which a training goes on. It is also a model: that of the weights' average so far.
struct CheckpointFile {
    let path: String

    /// What the run around the trainer has become.
    struct Progress: Hashable {
        var log = TrainingLog()
        var interval = LogInterval(start: 0)
        /// Since the training began, without pauses.
        var seconds = 0.0
    }

    private static let logKey = "training.log"
    private static let intervalKey = "training.interval"
    private static let secondsKey = "training.seconds"

    func remove() { unlink(path) }

    /// Replaces the file, when the new one is whole.
    func write(_ trainer: Trainer, _ progress: Progress, metadata: [String: String]) throws(Fault) {
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

    /// Brings a trainer to where the file is.
    func restore(_ trainer: Trainer) throws(Fault) -> Progress {
        let bytes = BytesInMemory(try ByteSource(path: path).readToEnd(limit: 1 << 40))
        do {
            let metadata = try SafeTensorsFile(bytes).metadata
            guard let run = metadata["training.run"] else { throw TrainingError.wrongState }
            guard run == trainer.identity else { throw TrainingError.otherRun }
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

    private func fault(_ error: any Error) -> Fault {
        let reason: any FaultReason =
            switch error {
            case TrainingError.otherRun: TrainingRunError.otherRun
            case let fault as ArrayFault: TrainingRunError.badCheckpoint(fault.reason.message)
            case let reason as any FaultReason: TrainingRunError.badCheckpoint(reason.message)
            default: TrainingRunError.badCheckpoint("\(error)")
            }
        return Fault(source: path, reason: reason)
    }
}
