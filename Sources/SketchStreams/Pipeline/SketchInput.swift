internal import Platform
package import SketchModel

/// A file to be read, a directory of them, or standard input.
package struct SketchInput: Sendable, Hashable {
    /// The path that is opened, and its name in messages; `-` is standard input.
    package var path: String
    /// Whether it is one of several drawings that belong together, so that its folder says more than its own name.
    package var isPartOfTree: Bool
    /// Whether it was found in a directory, which may contain files of all kinds.
    package var isFound = false
    /// Whether it stands for the files of known formats below it.
    package var isDirectory: Bool

    package init(path: String, isPartOfTree: Bool = false, isDirectory: Bool = false) {
        self.path = path
        self.isPartOfTree = isPartOfTree
        self.isDirectory = isDirectory
    }

    /// The inputs that the user named.
    /// - Throws: `Fault` with `StreamError.noSuchInput`.
    package static func named(_ paths: [String]) throws(Fault) -> [SketchInput] {
        var inputs: [SketchInput] = []
        for path in paths {
            if path != "-", !PendingFile.exists(path) { throw Fault(source: path, reason: StreamError.noSuchInput) }
            let isDirectory = path != "-" && FileDescriptor.isDirectory(path)
            inputs.append(SketchInput(path: path, isPartOfTree: paths.count > 1, isDirectory: isDirectory))
        }
        return inputs
    }
}

/// The files that inputs stand for, one after another. A directory stands for all files below it that aren't hidden,
/// sorted as a person would sort them (`2.svg` before `10.svg`). Stores only the names in the folders that it is
/// currently in.
package struct InputWalk {
    private let inputs: [SketchInput]
    private var nextInput = 0
    /// The folders from the named directory down to the current one, each with its remaining entries.
    private var folders: [(path: String, identity: Identity, entries: [Entry], next: Int)] = []
    /// Whether any file of the directory being walked has been taken.
    private var hasTaken = true

    /// The identity of a folder, whatever its name.
    private struct Identity: Equatable {
        var device: UInt64
        var number: UInt64
    }

    private struct Entry {
        var name: String
        var isFolder: Bool
    }

    package init(_ inputs: [SketchInput]) { self.inputs = inputs }

    /// Reports that the last file holds drawings, so its directory isn't empty.
    package mutating func take() { hasTaken = true }

    /// The next file, or `nil` at the end.
    /// - Throws: `Fault` with `StreamError.emptyDirectory` if none of a directory's files was taken, or `.cannotOpen`;
    ///   the next call continues after it.
    package mutating func next() throws(Fault) -> SketchInput? {
        while true {
            if let file = try nextInFolders() { return file }
            if !hasTaken {
                hasTaken = true
                throw Fault(source: inputs[nextInput - 1].path, reason: StreamError.emptyDirectory)
            }
            guard nextInput < inputs.count else { return nil }
            let input = inputs[nextInput]
            nextInput += 1
            guard input.isDirectory else { return input }
            try enter(input.path)
            hasTaken = false
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
            guard entry.isFolder else {
                var file = SketchInput(path: path, isPartOfTree: true)
                file.isFound = true
                return file
            }
            try enter(path)
        }
        return nil
    }

    /// Enters a folder, unless a link has led back to one that is being walked.
    private mutating func enter(_ folder: String) throws(Fault) {
        guard let status = FileDescriptor.status(ofPath: folder) else {
            throw Fault.system(StreamError.cannotOpen, folder)
        }
        let identity = Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
        guard !folders.contains(where: { $0.identity == identity }) else { return }
        let sorted = try Self.entries(of: folder).sorted { a, b in
            a.name.utf8.withContiguousStorageIfAvailable { a in
                b.name.utf8.withContiguousStorageIfAvailable { b in Self.isOrdered(a, b) } ?? false
            } ?? false
        }
        folders.append((folder, identity, sorted, 0))
    }

    /// The folders and files in a folder that aren't hidden. Others, such as pipes, are ignored.
    private static func entries(of folder: String) throws(Fault) -> [Entry] {
        guard let stream = PathText.withCString(folder, { opendir($0) }) else {
            throw Fault.system(StreamError.cannotOpen, folder)
        }
        defer { closedir(stream) }
        var names: [Entry] = []
        while let entry = readdir(stream) {
            let name = entry.name
            if name.utf8.first == UInt8(ascii: ".") { continue }
            switch Int(entry.pointee.d_type) {
            case Int(DT_DIR): names.append(Entry(name: name, isFolder: true))
            case Int(DT_REG): names.append(Entry(name: name, isFolder: false))
            case Int(DT_LNK), Int(DT_UNKNOWN):
                let kind = FileDescriptor.status(ofPath: PathText.join(folder, name))?.kind
                if kind == S_IFDIR || kind == S_IFREG {
                    names.append(Entry(name: name, isFolder: kind == S_IFDIR))
                }
            default: continue
            }
        }
        return names
    }

    /// Compares names, treating the numbers in them as numbers.
    package static func isOrdered(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            guard isDigit(a[i]), isDigit(b[j]) else {
                if a[i] != b[j] { return a[i] < b[j] }
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
