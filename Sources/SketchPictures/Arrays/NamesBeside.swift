internal import SketchStreams

extension OutputFiles {
    /// `a/train.labels.txt` for `a/train.npy` or `a/train.npy.gz`.
    static func name(beside path: String, _ ending: String) -> String {
        PathText.join(PathText.split(path).folder, PathText.stem(path) + "." + ending)
    }
}
