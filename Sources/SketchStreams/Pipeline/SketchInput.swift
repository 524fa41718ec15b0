public import SketchModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file to be read, or standard input.
public struct SketchInput: Sendable, Hashable {
    /// As it is opened, and as it is named in messages; `-` is standard input.
    public var path: String
    /// Whether it is one of several drawings that belong together, so that its folder tells more than its own name.
    public var isPartOfTree: Bool

    public init(path: String, isPartOfTree: Bool = false) {
        self.path = path
        self.isPartOfTree = isPartOfTree
    }

    /// The inputs that the user's words stand for: files as they are, directories as the files of a known format below
    /// them, in the order in which a person would sort them (`2.svg` before `10.svg`).
    /// - Parameter fileExtensions: those that a directory is searched for; `.gz` after them is allowed.
    /// - Throws: `Fault` with `StreamError.noSuchInput` or `.emptyDirectory`.
    public static func expand(_ paths: [String], fileExtensions: Set<String>) throws(Fault) -> [SketchInput] {
        var inputs: [SketchInput] = []
        for path in paths {
            guard path != "-", try FileDescriptor.reading(path: path, name: path).isDirectory else {
                inputs.append(SketchInput(path: path, isPartOfTree: paths.count > 1))
                continue
            }
            var found: [String] = []
            var folders = [path]
            while let folder = folders.popLast() {
                for (name, isFolder) in try entries(of: folder) where !name.hasPrefix(".") {
                    let inner = PathText.join(folder, name)
                    if isFolder {
                        folders.append(inner)
                    } else if fileExtensions.contains(PathText.fileExtension(inner)) {
                        found.append(inner)
                    }
                }
            }
            if found.isEmpty { throw Fault(source: path, reason: StreamError.emptyDirectory) }
            let keyed = found.map { (key: Array($0.utf8), path: $0) }.sorted { isOrdered($0.key, $1.key) }
            inputs += keyed.map { SketchInput(path: $0.path, isPartOfTree: true) }
        }
        return inputs
    }

    private static func entries(of folder: String) throws(Fault) -> [(name: String, isFolder: Bool)] {
        guard let stream = opendir(folder) else {
            throw Fault(source: folder, reason: StreamError.cannotOpen(StreamError.systemMessage))
        }
        defer { closedir(stream) }
        var names: [(String, Bool)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            var isFolder = entry.pointee.d_type == UInt8(DT_DIR)
            if entry.pointee.d_type == UInt8(DT_UNKNOWN) {
                var status = stat()
                isFolder = lstat(PathText.join(folder, name), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
            }
            names.append((name, isFolder))
        }
        return names
    }

    /// Compares names with the numbers in them taken as numbers.
    package static func isOrdered(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            guard isDigit(a[i]), isDigit(b[j]) else {
                if a[i] != b[j] {
                    // A folder comes before the names that its own name begins: '/' sorts lowest.
                    return (a[i] == 47 ? 0 : a[i]) < (b[j] == 47 ? 0 : b[j])
                }
                i += 1
                j += 1
                continue
            }
            let first = a[i...].prefix(while: isDigit)
            let second = b[j...].prefix(while: isDigit)
            let (x, y) = (first.drop { $0 == 48 }, second.drop { $0 == 48 })
            if x.count != y.count { return x.count < y.count }
            if !x.elementsEqual(y) { return x.lexicographicallyPrecedes(y) }
            if first.count != second.count { return first.count > second.count }
            i += first.count
            j += second.count
        }
        return a.count - i < b.count - j
    }
}
