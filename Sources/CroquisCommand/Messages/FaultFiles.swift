internal import SketchModel
internal import SketchStreams
internal import TextNotation

/// The files of `--errors` and `--rejects`, which get their names when the run ends, however it ends.
final class FaultFiles {
    private let errors: ByteSink?
    private let rejects: ByteSink?
    private var errorBytes: [UInt8] = []
    private var rejectBytes: [UInt8] = []
    /// Records that were refused, and cannot be kept.
    private(set) var withoutRecord = 0
    /// Why nothing more can be written.
    private var failure: Fault?

    private static let pieceSize = 1 << 16

    /// - Throws: `Fault` with `StreamError.outputExists` or `.cannotCreate`.
    init(_ options: InputOptions, force: Bool) throws(Fault) {
        errors = try options.errors.map { path throws(Fault) in try ByteSink(path: path, force: force) }
        rejects = try options.rejects.map { path throws(Fault) in try ByteSink(path: path, force: force) }
    }

    func add(_ fault: Fault) {
        if errors != nil { errorBytes += Array((JSONValue.object([("error", .fault(fault))]).line + "\n").utf8) }
        if rejects != nil {
            if let record = fault.record {
                rejectBytes += record
                // Of formats that can be kept, only packed records have places in bytes.
                if case .text = fault.position { rejectBytes.append(0x0a) }
            } else if fault.position != .file {
                withoutRecord += 1
            }
        }
        if errorBytes.count + rejectBytes.count > Self.pieceSize { write() }
    }

    private func write() {
        guard failure == nil else { return }
        do throws(Fault) {
            if !errorBytes.isEmpty { try errors?.write(errorBytes) }
            if !rejectBytes.isEmpty { try rejects?.write(rejectBytes) }
        } catch {
            failure = error
        }
        errorBytes.removeAll(keepingCapacity: true)
        rejectBytes.removeAll(keepingCapacity: true)
    }

    /// Gives the files their names.
    func finish() throws(Fault) {
        write()
        if let failure { throw failure }
        try errors?.finish()
        try rejects?.finish()
    }
}
