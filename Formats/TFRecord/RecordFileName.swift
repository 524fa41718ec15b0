internal import SketchStreams

/// Names of record files: `training.tfrecord`, its shards `training.tfrecord-00003-of-00010`, and the file with the
/// names of its classes, `training.tfrecord.classes`.
enum RecordFileName {
    /// What a name of the file with the names of classes ends in.
    static let classesEnding = ".classes"

    /// Whether the name is that of a record file or of a shard.
    static func isUsual(_ name: String, extensions: [String]) -> Bool {
        extensions.contains(PathText.fileExtension(withoutShard(PathText.uncompressed(name))))
    }

    /// The path of a shard; an ending `.gz` or `.zst` comes last.
    static func shard(of path: String, _ shard: Int, of count: Int) -> String {
        let name = PathText.uncompressed(path)
        let compression = String(decoding: path.utf8.dropFirst(name.utf8.count), as: UTF8.self)
        return "\(name)-\(digits(shard))-of-\(digits(count))\(compression)"
    }

    /// Where the names of a file's classes may be, the likeliest path first: beside this very file, or beside the output
    /// that it is a shard of.
    static func classes(beside path: String) -> [String] {
        let name = PathText.uncompressed(path)
        var names: [String] = []
        for candidate in [path, name, withoutShard(name)] where !names.contains(candidate) { names.append(candidate) }
        return names.map { $0 + classesEnding }
    }

    /// The path without `-00003-of-00010` at its end.
    private static func withoutShard(_ path: String) -> String {
        var rest = path.utf8[...]
        func dropDigits() -> Bool {
            let count = rest.reversed().prefix { $0 &- UInt8(ascii: "0") < 10 }.count
            rest = rest.dropLast(count)
            return count > 0
        }
        func drop(_ text: String) -> Bool {
            guard rest.suffix(text.utf8.count).elementsEqual(text.utf8) else { return false }
            rest = rest.dropLast(text.utf8.count)
            return true
        }
        guard dropDigits(), drop("-of-"), dropDigits(), drop("-") else { return path }
        return String(Substring(rest))
    }

    private static func digits(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 5 - text.utf8.count)) + text
    }
}
