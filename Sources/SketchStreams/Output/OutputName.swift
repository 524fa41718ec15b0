package import SketchModel
package import SketchTransforms

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

/// The steps that bring together the sketches whose output has the same name, with the names in the order of their
/// first occurrence, so that only one file is open at a time. Sketches wait on disk in the meantime; each takes 8 bytes
/// of memory.
package enum OutputGrouping {
    package static func steps(by pattern: FileNamePattern) -> [TransformStep] {
        [.each(NameCheck(pattern: pattern)), .gather(GroupByName(pattern: pattern))]
    }

    /// Refuses sketches without a usable name while the fault's place is still known.
    private struct NameCheck: SketchTransform {
        let pattern: FileNamePattern
        var needsIndex: Bool { true }

        func apply(to sketch: inout Sketch, using workspace: inout TransformWorkspace) throws -> Bool {
            _ = try pattern.name(for: sketch)
            return true
        }
    }

    private struct GroupByName: GatheringTransform {
        let pattern: FileNamePattern
        private var groups: [String: Int32] = [:]
        private var sizes: [Int] = []
        /// The number of each sketch's group.
        private var members: [Int32] = []

        init(pattern: FileNamePattern) { self.pattern = pattern }

        mutating func observe(_ sketch: Sketch) -> Bool {
            guard let name = try? pattern.name(for: sketch) else { return false }
            let group = groups[name] ?? Int32(truncatingIfNeeded: sizes.count)
            if group == sizes.count {
                groups[name] = group
                sizes.append(0)
            }
            sizes[Int(group)] += 1
            members.append(group)
            return true
        }

        mutating func plan(count: Int, seed: UInt64) -> GatheringPlan {
            var next: [Int] = []
            var end = 0
            for size in sizes {
                next.append(end)
                end += size
            }
            var order = [Int](repeating: 0, count: members.count)
            for (place, group) in members.enumerated() {
                order[next[Int(group)]] = place
                next[Int(group)] += 1
            }
            return GatheringPlan(order: order)
        }
    }
}
