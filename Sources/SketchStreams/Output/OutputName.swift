package import SketchModel

/// An output's name with fields in it, such as `rnn/{word}.npz`: one file for each name that they produce.
package struct OutputName: Sendable {
    /// The path before the first part with a field; empty for the current folder.
    package let folder: String
    /// The rest, inside that folder.
    package let pattern: FileNamePattern

    /// A name that the pattern produced, as a path from the current folder.
    package func path(of name: String) -> String { PathText.join(folder, name) }

    /// Opens the folder, in which the pattern names files.
    /// - Throws: `Fault` with `StreamError.cannotCreate`.
    package func directory(force: Bool) throws(Fault) -> OutputDirectory {
        try OutputDirectory(path: folder.isEmpty ? "." : folder, fileNames: pattern, force: force)
    }

    /// Whether a name has fields.
    package static func hasFields(_ path: String) -> Bool { path.utf8.contains(UInt8(ascii: "{")) }

    /// - Parameter fileExtension: appended to a name that has none.
    /// - Throws: `FileNameError` for a name in braces that isn't a field.
    package init(_ path: String, fileExtension: String) throws(FileNameError) {
        let bytes = path.utf8
        let field = bytes.firstIndex(of: UInt8(ascii: "{")) ?? bytes.endIndex
        var rest = path[...]
        if let slash = bytes[..<field].lastIndex(of: UInt8(ascii: "/")) {
            folder = slash == bytes.startIndex ? "/" : String(Substring(bytes[..<slash]))
            rest = Substring(bytes[bytes.index(after: slash)...])
        } else {
            folder = ""
        }
        let leaf = PathText.split(String(rest)).leaf
        let dot = leaf.utf8.lastIndex(of: UInt8(ascii: "."))
        let own = dot.map { String(Substring(leaf.utf8[leaf.utf8.index(after: $0)...])) } ?? ""
        let hasOwn = !own.isEmpty && !own.utf8.contains(UInt8(ascii: "}"))
        pattern = try FileNamePattern(String(rest), fileExtension: hasOwn ? own.lowercased() : fileExtension)
    }
}
