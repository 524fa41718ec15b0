/// Paths as text, with `/` between the parts.
public enum PathText {
    /// The folder and the last part. The folder is empty where the path has none.
    public static func split(_ path: String) -> (folder: String, leaf: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        let folder = path[..<slash]
        return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
    }

    public static func join(_ folder: String, _ leaf: String) -> String {
        if folder.isEmpty { return leaf }
        return folder.hasSuffix("/") ? folder + leaf : folder + "/" + leaf
    }

    /// The last part without its extension; `.gz` counts as none: `cat` for `a/cat.ndjson.gz`.
    public static func stem(_ path: String) -> String {
        var leaf = split(path).leaf[...]
        if leaf.hasSuffix(".gz") { leaf = leaf.dropLast(3) }
        guard let dot = leaf.lastIndex(of: "."), dot != leaf.startIndex else { return String(leaf) }
        return String(leaf[..<dot])
    }

    /// The extension in lower case without the dot and seen through `.gz`; empty where there is none.
    public static func fileExtension(_ path: String) -> String {
        var leaf = split(path).leaf[...]
        if leaf.hasSuffix(".gz") { leaf = leaf.dropLast(3) }
        guard let dot = leaf.lastIndex(of: "."), dot != leaf.startIndex else { return "" }
        return leaf[leaf.index(after: dot)...].lowercased()
    }
}
