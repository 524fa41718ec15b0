internal import SketchModel
internal import SketchStreams

/// Files that belong together: all of them get their names, or none.
struct OutputSet {
    /// In the order in which they get their names: the main one last, so that where it is, everything is.
    var sinks: [ByteSink]

    /// - Throws: `Fault`, once the files that had their names already are gone again.
    func finish() throws(Fault) {
        for (index, sink) in sinks.enumerated() {
            do {
                try sink.finish()
            } catch {
                for done in sinks[..<index] { done.withdraw() }
                throw error
            }
        }
    }

    /// `a/train.labels.txt` for `a/train.npy` or `a/train.npy.gz`.
    static func name(beside path: String, _ ending: String) -> String {
        PathText.join(PathText.split(path).folder, PathText.stem(path) + "." + ending)
    }
}
