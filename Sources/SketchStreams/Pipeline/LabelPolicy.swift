#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where labels come from for sketches whose record has none.
public enum LabelPolicy: Sendable, Hashable {
    /// The file's name; for a drawing that is one of many files, its folder's.
    case automatic
    case file
    case folder
    case none
    /// The same label for all.
    case fixed(String)

    /// The label for an input's sketches, and what it was taken from; `nil` where there is nothing to take it from.
    package func label(for input: SketchInput, layout: FileLayout) -> (text: String, origin: LabelOrigin)? {
        switch self {
        case .none: return nil
        case .fixed(let label): return (label, .option)
        case .file: return Self.fileLabel(input.path).map { ($0, .file) }
        case .folder: return Self.folderLabel(input.path).map { ($0, .folder) }
        case .automatic:
            if layout == .oneSketch, input.isPartOfTree, let label = Self.folderLabel(input.path) {
                return (label, .folder)
            }
            return Self.fileLabel(input.path).map { ($0, .file) }
        }
    }

    /// The name of the folder that the file is in, however its path was typed.
    private static func folderLabel(_ path: String) -> String? {
        guard path != "-" else { return nil }
        let folder = PathText.split(path).folder
        guard let pointer = PathText.withCString(folder.isEmpty ? "." : folder, { realpath($0, nil) }) else {
            return nil
        }
        defer { free(pointer) }
        let leaf = PathText.split(PathText.text(cString: pointer)).leaf
        return leaf.isEmpty ? nil : PathText.replacingInvalid(leaf)
    }

    /// QuickDraw's and Sketch-RNN's files are named for their category, with a few known words around it.
    private static func fileLabel(_ path: String) -> String? {
        guard path != "-" else { return nil }
        var stem = PathText.stem(path)[...]
        for prefix in ["full_simplified_", "full_raw_", "full_binary_", "sketchrnn_"] where stem.hasPrefix(prefix) {
            stem = stem.dropFirst(prefix.count)
        }
        if stem.hasSuffix(".full") { stem = stem.dropLast(5) }
        return stem.isEmpty ? nil : PathText.replacingInvalid(String(stem))
    }
}

/// What a label was taken from when the record had none.
public enum LabelOrigin: String, Sendable, Hashable, CaseIterable {
    case option = "--label"
    case file = "the file's name"
    case folder = "the folder's name"
}
