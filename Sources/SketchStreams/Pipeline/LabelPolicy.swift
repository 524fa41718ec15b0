package import SketchModel

/// Where a sketch's label comes from, by the same rule for all verbs. The label is the first found of:
///
/// 1. the user's label for all sketches, `--label`,
/// 2. the record,
/// 3. the name that the user chose, `--label-from`; if this is given, the following aren't tried,
/// 4. the file's name, if it is a known label,
/// 5. for a file in a tree, the name of its folder, unless that is a word such as `data` or `svg`, which isn't a label.
package struct LabelPolicy: Sendable, Hashable {
    /// A name that the label is taken from.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        case file
        case folder
        case none
    }

    /// The label of all sketches, overriding their records.
    package var fixed: String?
    /// The name from which sketches without a label in their record are labelled; `nil` applies the rule above.
    package var source: Source?
    /// The labels that a file's name may give without being asked for.
    package var known: Set<String>
    /// Whether a folder's name must also be a known label, because there are no others.
    package var knowsAll = false

    package init(
        fixed: String? = nil,
        source: Source? = nil,
        known: some Sequence<String> = QuickDrawCategories.names
    ) {
        (self.fixed, self.source, self.known) = (fixed, source, Set(known))
    }

    /// Declares that these are the only possible labels.
    package mutating func know(_ labels: some Sequence<String>) { (known, knowsAll) = (Set(labels), true) }

    /// The label for an input's sketches, and its origin; `nil` if there is none.
    package func label(for input: SketchInput) -> (text: String, origin: LabelOrigin)? {
        if let fixed { return (fixed, .option) }
        switch source {
        case Source.none?: return nil
        case .file?: return Self.fileLabel(input.path).map { ($0, .file) }
        case .folder?: return Self.folderLabel(input.path).map { ($0, .folder) }
        case nil: break
        }
        if let label = Self.fileLabel(input.path), known.contains(label) { return (label, .file) }
        // A file that was named without its folder isn't part of a tree.
        guard input.isPartOfTree, !PathText.split(input.path).folder.isEmpty,
            let label = Self.folderLabel(input.path), knowsAll ? known.contains(label) : !Self.isGeneric(label)
        else { return nil }
        return (label, .folder)
    }

    /// Common names of folders with drawings of many kinds.
    private static let generic: Set<String> = [
        "all", "archive", "bin", "data", "dataset", "datasets", "dev", "download", "downloads", "drawing", "drawings",
        "eval", "evaluation", "examples", "excalidraw", "files", "fixtures", "full", "home", "icons", "image", "images",
        "img", "imgs", "in", "ink", "inkml", "input", "inputs", "json", "libraries", "library", "ndjson", "notebooks",
        "notes", "npy", "npz", "out", "output", "outputs", "pages", "png", "quickdraw", "raw", "samples", "simplified",
        "sketch", "sketchagent", "sketches", "sketchrnn", "strokes", "svg", "svgs", "temp", "test", "testing", "tldraw",
        "tmp", "train", "training", "uim", "val", "valid", "validation", "vector", "vectors", "wacom", "xopp",
        "xournal",
    ]

    private static func isGeneric(_ name: String) -> Bool { generic.contains(name.lowercased()) }

    /// The name of the folder that contains the file, however its path was typed.
    private static func folderLabel(_ path: String) -> String? {
        guard path != "-" else { return nil }
        let folder = PathText.split(path).folder
        guard let resolved = FileDescriptor.resolved(path: folder.isEmpty ? "." : folder) else { return nil }
        let leaf = PathText.split(resolved).leaf
        return leaf.isEmpty ? nil : PathText.replacingInvalid(leaf)
    }

    /// QuickDraw's and Sketch-RNN's files are named after their category, with a few known words around it.
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

/// Where the label of a record without one was taken from.
package enum LabelOrigin: String, Sendable, Hashable, CaseIterable {
    case option = "--label"
    case file = "the file's name"
    case folder = "the folder's name"
}
