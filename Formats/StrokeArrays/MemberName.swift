/// The names of an archive's members, and what they mean. Case is ignored.
enum MemberName {
    /// Common names for the labels of drawings, most likely first. `classes` may also be the names of classes.
    static let labels = [
        "labels", "label", "words", "word", "categories", "category", "class", "y", "classes",
    ]
    static let ids = ["ids", "id", "key_ids", "key_id"]
    /// Common names for the names of numbered classes.
    static let classNames = ["class_names", "label_names", "category_names", "names", "classes", "categories"]

    /// Sketch-RNN's names for the parts of a data set.
    static let splits = ["train", "valid", "test"]

    /// The name after the last slash.
    static func leaf(_ name: String) -> String {
        guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
        return String(name[name.utf8.index(after: slash)...])
    }

    /// Whether a member with this name may be labels, ids or names of classes.
    static func isOfValues(_ name: String) -> Bool {
        let name = leaf(name).lowercased()
        return (labels + ids + classNames).contains { word in
            name == word || name.hasSuffix("_" + word) || name.hasPrefix(word + "_")
        }
    }

    /// The names that the values of the drawings `member` may have, most likely first: `train_labels` and
    /// `labels_train` for `train`, and also for `x_train`.
    /// - Parameter isOnly: whether the archive has no other drawings, so that `labels` belongs to them.
    static func candidates(_ words: [String], of member: String, isOnly: Bool) -> [String] {
        var stem = leaf(member).lowercased()
        if stem.hasPrefix("x_") { stem.removeFirst(2) }
        return words.flatMap { ["\(stem)_\($0)", "\($0)_\(stem)"] } + (isOnly ? words : [])
    }
}
