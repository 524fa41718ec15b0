internal import Platform
package import SketchModel

/// Files that belong together. None gets its name before all are complete, as far as the limit on open files allows; if
/// one of them can't be named, those that already have their names are removed again.
package final class OutputBatch {
    private var whole: [ByteSink] = []
    /// The names of files that were named early.
    private var named: [String] = []
    private let limit: Int

    /// - Parameter limit: the number of complete files that may wait. Beyond it, the one that has waited longest is
    ///   named.
    package init(limit: Int = 256) { self.limit = limit }

    /// Takes a complete file that has no name yet.
    package func add(_ sink: ByteSink) throws(Fault) {
        whole.append(sink)
        if whole.count > limit { try name(whole.removeFirst()) }
    }

    /// Names all files, in the order in which they were added.
    package func finish() throws(Fault) {
        for sink in whole { try name(sink) }
        whole = []
    }

    private func name(_ sink: ByteSink) throws(Fault) {
        do {
            try sink.giveName()
        } catch {
            for path in named { _ = PathText.withCString(path) { unlink($0) } }
            named = []
            throw error
        }
        if sink.isNamed { named.append(sink.name) }
    }
}

/// Where the files of an output are made, and who names them.
package struct OutputFiles {
    /// If present, names are paths inside it.
    private let directory: OutputDirectory?
    private let force: Bool
    private let batch: OutputBatch
    private let isWhole: Bool

    /// The files of one output, all of which are named by `finish`.
    package init(force: Bool) { (directory, self.force, batch, isWhole) = (nil, force, OutputBatch(), true) }

    /// Files inside a directory or at the paths that the user gave, named by `batch` together with others.
    package init(in directory: OutputDirectory?, force: Bool, batch: OutputBatch) {
        (self.directory, self.force, self.batch, isWhole) = (directory, force, batch, false)
    }

    /// Opens a file, standard output or a device.
    /// - Throws: `Fault` with `StreamError.outputExists` or `.cannotCreate`.
    package func sink(_ path: String) throws(Fault) -> ByteSink {
        let sink: ByteSink
        if let directory { sink = try directory.sink(path) } else { sink = try ByteSink(path: path, force: force) }
        sink.waitsForName = true
        return sink
    }

    /// Whether something with that name already exists.
    package func isTaken(_ path: String) -> Bool {
        ByteSink.isTaken(directory.map { PathText.join($0.name, path) } ?? path)
    }

    /// Completes files, which are named in this order.
    package func complete(_ sinks: ByteSink...) throws(Fault) {
        for sink in sinks {
            try sink.finish()
            try batch.add(sink)
        }
    }

    /// Ends the output: names its files, unless they belong to a larger batch.
    package func finish() throws(Fault) { if isWhole { try batch.finish() } }
}
