internal import Platform
package import SketchModel

/// Files that belong together: none of them gets its name before all are whole, as far as open files go; what has its
/// name when another cannot get one is taken away again.
package final class OutputBatch {
    private var whole: [ByteSink] = []
    /// The names of files that got them early.
    private var named: [String] = []
    private let limit: Int

    /// - Parameter limit: how many whole files may wait. The one that waited longest then gets its name.
    package init(limit: Int = 256) { self.limit = limit }

    /// Takes a file that is whole and has no name yet.
    package func add(_ sink: ByteSink) throws(Fault) {
        whole.append(sink)
        if whole.count > limit { try name(whole.removeFirst()) }
    }

    /// Gives all files their names, in the order in which they were added.
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

    /// Lets the program open as many files as the system allows it, since each file that waits is one.
    package static func raiseLimit() {
        var limit = rlimit()
        #if canImport(Glibc)
            let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let kind = RLIMIT_NOFILE
        #endif
        guard getrlimit(kind, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 1 << 16)
        _ = setrlimit(kind, &limit)
    }
}

/// Where the files of an output are made, and who gives them their names.
package struct OutputFiles {
    /// If there is one, names are paths inside it.
    private let directory: OutputDirectory?
    private let force: Bool
    private let batch: OutputBatch
    private let isWhole: Bool

    /// The files of one output, which get their names together with `finish`.
    package init(force: Bool) { (directory, self.force, batch, isWhole) = (nil, force, OutputBatch(), true) }

    /// Files beneath a directory or under the paths that the user named, among others that `batch` gives their names.
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

    /// Whether there is something of that name already.
    package func isTaken(_ path: String) -> Bool {
        ByteSink.isTaken(directory.map { PathText.join($0.name, path) } ?? path)
    }

    /// Takes files of `sink` that were finished, in the order in which they are to get their names.
    package func add(_ sinks: ByteSink...) throws(Fault) {
        for sink in sinks { try batch.add(sink) }
    }

    /// The output is whole: gives its files their names, unless they belong to more.
    package func finish() throws(Fault) { if isWhole { try batch.finish() } }
}
