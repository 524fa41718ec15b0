internal import Platform
package import SketchModel

/// Where a sketch's label comes from, one rule for all verbs. It is the first that there is of:
///
/// 1. what the user said for all sketches, `--label`,
/// 2. what the record says,
/// 3. what the user said that names tell, `--label-from`: if it is that, what follows is not looked at,
/// 4. the file's name, if it is a known label,
/// 5. for a file of a tree, the name of its folder, unless that is a word such as `data` or `svg`, which is no label.
package struct LabelPolicy: Sendable, Hashable {
    /// A name that tells the label.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        case file
        case folder
        case none
    }

    /// The label of all sketches, whatever their records say.
    package var fixed: String?
    /// Which name tells the label of sketches whose record has none; the rule as above without it.
    package var source: Source?
    /// What a file's name may say without being asked.
    package var known: Set<String>
    /// Whether a folder's name, too, must be a known label: there are no others.
    package var knowsAll = false

    package init(
        fixed: String? = nil,
        source: Source? = nil,
        known: some Sequence<String> = QuickDrawCategories.names
    ) {
        (self.fixed, self.source, self.known) = (fixed, source, Set(known))
    }

    /// From now on, these are all labels that there can be.
    package mutating func know(_ labels: some Sequence<String>) { (known, knowsAll) = (Set(labels), true) }

    /// The label for an input's sketches, and what it was taken from; `nil` if there is nothing to take it from.
    package func label(for input: SketchInput) -> (text: String, origin: LabelOrigin)? {
        if let fixed { return (fixed, .option) }
        switch source {
        case Source.none?: return nil
        case .file?: return Self.fileLabel(input.path).map { ($0, .file) }
        case .folder?: return Self.folderLabel(input.path).map { ($0, .folder) }
        case nil: break
        }
        if let label = Self.fileLabel(input.path), known.contains(label) { return (label, .file) }
        // A file that was named without its folder is of no tree.
        guard input.isPartOfTree, !PathText.split(input.path).folder.isEmpty,
            let label = Self.folderLabel(input.path), knowsAll ? known.contains(label) : !Self.isGeneric(label)
        else { return nil }
        return (label, .folder)
    }

    /// Names that folders of drawings of many kinds have.
    private static let generic: Set<String> = [
        "all", "archive", "bin", "data", "dataset", "datasets", "dev", "download", "downloads", "drawing", "drawings",
        "eval", "evaluation", "examples", "files", "fixtures", "full", "home", "icons", "image", "images", "img",
        "imgs",
        "in", "input", "inputs", "json", "ndjson", "npy", "npz", "out", "output", "outputs", "png", "quickdraw", "raw",
        "samples", "simplified", "sketch", "sketches", "sketchrnn", "strokes", "svg", "svgs", "temp", "test", "testing",
        "tmp", "train", "training", "val", "valid", "validation", "vector", "vectors",
    ]

    private static func isGeneric(_ name: String) -> Bool { generic.contains(name.lowercased()) }

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
package enum LabelOrigin: String, Sendable, Hashable, CaseIterable {
    case option = "--label"
    case file = "the file's name"
    case folder = "the folder's name"
}
