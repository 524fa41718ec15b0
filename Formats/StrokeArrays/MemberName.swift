/// What the members of an archive are called, and what that says of them. Upper and lower case are the same.
enum MemberName {
    /// What people call the labels of drawings, the likeliest first. `classes` may be the names of classes, too.
    static let labels = [
        "labels", "label", "words", "word", "categories", "category", "class", "y", "classes",
    ]
    static let ids = ["ids", "id", "key_ids", "key_id"]
    /// What people call the names of numbered classes.
    static let classNames = ["class_names", "label_names", "category_names", "names", "classes", "categories"]

    /// The name that Sketch-RNN gives the parts of a data set.
    static let splits = ["train", "valid", "test"]

    /// The name behind the last slash.
    static func leaf(_ name: String) -> String {
        guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
        return String(name[name.utf8.index(after: slash)...])
    }

    /// Whether a member of this name may be labels, ids or names of classes.
    static func isOfValues(_ name: String) -> Bool {
        let name = leaf(name).lowercased()
        return (labels + ids + classNames).contains { word in
            name == word || name.hasSuffix("_" + word) || name.hasPrefix(word + "_")
        }
    }

    /// The names that values of the drawings `member` may have, the likeliest first: `train_labels` and `labels_train`
    /// for `train`, and for `x_train` too.
    /// - Parameter isOnly: whether there are no other drawings in the archive, so that `labels` is theirs.
    static func candidates(_ words: [String], of member: String, isOnly: Bool) -> [String] {
        var stem = leaf(member).lowercased()
        if stem.hasPrefix("x_") { stem.removeFirst(2) }
        return words.flatMap { ["\(stem)_\($0)", "\($0)_\(stem)"] } + (isOnly ? words : [])
    }
}
