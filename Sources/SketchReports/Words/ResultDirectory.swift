internal import SketchModel
internal import SketchStreams

/// A directory for what is made of sketches, in which no two things get one name.
struct ResultDirectory {
    private let directory: OutputDirectory
    /// Names in the directory that are given.
    private var taken: Set<String>

    /// - Parameters:
    ///   - force: whether files that it has may be replaced.
    ///   - taken: names that are kept for what belongs to the whole run.
    /// - Throws: `Fault` where the directory cannot be made, or has files and is not to be written over.
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

    /// A name that no other has: with a number where it is taken.
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

/// A directory for what is made, that has other things in it.
private struct DirectoryInUse: FaultReason {
    var message: String { "is a directory with files in it" }
    var advice: String? { "give another name, or --force to write into it" }
    var kind: FaultKind { .cannotCreate }
}
