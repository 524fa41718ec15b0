package import SketchModel

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The files that inputs stand for, one after another: of a directory, those of known formats below it, in the order in
/// which a person would sort them (`2.svg` before `10.svg`). Holds the names of the folders it is in, and no others.
package struct InputWalk {
    private let inputs: [SketchInput]
    private let fileExtensions: Set<String>
    private var nextInput = 0
    /// The folders from the directory named down to the current one, with what is still to come in each.
    private var folders: [(path: String, entries: [Entry], next: Int)] = []
    /// Whether the directory being walked has had a file.
    private var hasFile = true

    private struct Entry {
        var name: String
        var isFolder: Bool
    }

    /// - Parameter fileExtensions: those that directories are searched for; `.gz` after them is allowed.
    package init(_ inputs: [SketchInput], fileExtensions: Set<String>) {
        self.inputs = inputs
        self.fileExtensions = fileExtensions
    }

    /// The next file, or `nil` at the end.
    /// - Throws: `Fault` with `StreamError.emptyDirectory` or `.cannotOpen`; the next call goes on behind it.
    package mutating func next() throws(Fault) -> SketchInput? {
        while true {
            if let file = try nextInFolders() {
                hasFile = true
                return file
            }
            if !hasFile {
                hasFile = true
                throw Fault(source: inputs[nextInput - 1].path, reason: StreamError.emptyDirectory)
            }
            guard nextInput < inputs.count else { return nil }
            let input = inputs[nextInput]
            nextInput += 1
            guard input.isDirectory else { return input }
            try enter(input.path)
            hasFile = false
        }
    }

    private mutating func nextInFolders() throws(Fault) -> SketchInput? {
        while let folder = folders.last {
            guard folder.next < folder.entries.count else {
                folders.removeLast()
                continue
            }
            folders[folders.count - 1].next += 1
            let entry = folder.entries[folder.next]
            let path = PathText.join(folder.path, entry.name)
            guard entry.isFolder else { return SketchInput(path: path, isPartOfTree: true) }
            try enter(path)
        }
        return nil
    }

    private mutating func enter(_ folder: String) throws(Fault) {
        let entries = try Self.entries(of: folder).filter {
            !$0.name.hasPrefix(".") && ($0.isFolder || fileExtensions.contains(PathText.fileExtension($0.name)))
        }
        let sorted = entries.sorted { a, b in
            a.name.utf8.withContiguousStorageIfAvailable { a in
                b.name.utf8.withContiguousStorageIfAvailable { b in Self.isOrdered(a, b) } ?? false
            } ?? false
        }
        folders.append((folder, sorted, 0))
    }

    private static func entries(of folder: String) throws(Fault) -> [Entry] {
        guard let stream = opendir(folder) else {
            throw Fault(source: folder, reason: StreamError.cannotOpen(StreamError.systemMessage))
        }
        defer { closedir(stream) }
        var names: [Entry] = []
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
            names.append(Entry(name: name, isFolder: isFolder))
        }
        return names
    }

    /// Compares names with the numbers in them taken as numbers.
    package static func isOrdered(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
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
