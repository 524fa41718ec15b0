internal import SketchModel
internal import SketchStreams

/// An output directory in which names are unique.
struct ResultDirectory {
    private let directory: OutputDirectory
    /// Names in the directory that are already used.
    private var taken: Set<String>

    /// - Parameters:
    /// - force: whether existing files may be replaced.
    ///   - taken: names that are reserved for what belongs to the whole run.
    /// - Throws: `Fault` if the directory cannot be created, or has files and must not be written to.
    init(path: String, force: Bool, taken: Set<String>) throws(Fault) {
        if !force, try OutputDirectory.hasEntries(path) { throw Fault(source: path, reason: DirectoryInUse()) }
        directory = try OutputDirectory(path: path, force: force)
        self.taken = taken
    }

    var name: String { directory.name }
    var output: SketchOutput { .directory(directory) }

    func write(_ bytes: [UInt8], to leaf: String, from source: SketchSource = SketchSource()) throws(Fault) {
        try directory.write(bytes[...], to: leaf, from: source)
    }

    func write(_ text: String, to leaf: String, from source: SketchSource = SketchSource()) throws(Fault) {
        try write(Array(text.utf8), to: leaf, from: source)
    }

    /// A unique name: with a number if the name is already used.
    mutating func unique(_ name: String, _ suffix: String = "") -> String {
        var unique = name + suffix
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)-\(number)\(suffix)"
            number += 1
        }
        return unique
    }
}

/// An output directory that contains other files.
private struct DirectoryInUse: FaultReason {
    var message: String { "is a directory that contains files" }
    var advice: String? { "give another name, or --force to write into it" }
    var kind: FaultKind { .cannotCreate }
}
