/// Paths as text. A path is a sequence of bytes with `/` between the parts; unlike a Swift string, it need not be valid
/// UTF-8.
///
/// A byte that isn't part of valid UTF-8 is represented in the text by one of 128 scalars at the end of the last
/// private plane. If such a scalar occurs in a path, it is represented by stand-ins for its four bytes. So each path
/// has exactly one text, and each text one path.
package enum PathText {
    private static let standIns = 0x10f780...0x10f7ff as ClosedRange<UInt32>
    /// The first byte of those scalars, and of few others.
    private static let leadOfStandIns = 0xf4 as UInt8

    private static func standIn(_ byte: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(standIns.lowerBound + UInt32(byte & 0x7f)) ?? "\u{fffd}"
    }

    /// The byte that a scalar in a path's text represents, if it is a stand-in.
    static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        standIns.contains(scalar.value) ? UInt8(truncatingIfNeeded: scalar.value) | 0x80 : nil
    }

    /// The text of a path's bytes.
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        if !bytes.contains(leadOfStandIns), let text = String(validating: bytes, as: UTF8.self) { return text }
        var scalars = String.UnicodeScalarView()
        var parser = UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var done = 0
        while true {
            let length: Int
            switch parser.parseScalar(from: &rest) {
            case .valid(let encoded):
                length = encoded.count
                let scalar = UTF8.decode(encoded)
                if standIns.contains(scalar.value) {
                    scalars.append(contentsOf: encoded.map(standIn))
                } else {
                    scalars.append(scalar)
                }
            case .error(let count):
                length = count
                scalars.append(contentsOf: bytes.dropFirst(done).prefix(count).map(standIn))
            case .emptyInput: return String(scalars)
            }
            done += length
        }
    }

    /// The bytes of the path that `text` represents.
    package static func bytes(_ text: String) -> [UInt8] {
        guard text.utf8.contains(leadOfStandIns) else { return Array(text.utf8) }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let byte = byte(scalar) {
                bytes.append(byte)
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return bytes
    }

    /// Calls `body` with the path in the form that the operating system takes.
    package static func withCString<Value>(_ text: String, _ body: (UnsafePointer<CChar>) -> Value) -> Value {
        guard text.utf8.contains(leadOfStandIns) else { return text.withCString(body) }
        return (bytes(text) + [0]).withUnsafeBytes { bytes in
            // Only an array that isn't empty has an address.
            bytes.baseAddress.map { body($0.assumingMemoryBound(to: CChar.self)) } ?? text.withCString(body)
        }
    }

    /// The text of a path from the operating system.
    package static func text(cString: UnsafePointer<CChar>) -> String {
        var count = 0
        while cString[count] != 0 { count += 1 }
        return text(UnsafeBufferPointer(start: cString, count: count).lazy.map { UInt8(bitPattern: $0) })
    }

    /// The path's text with U+FFFD in place of what isn't UTF-8, for labels and the content of files.
    package static func replacingInvalid(_ text: String) -> String {
        text.utf8.contains(leadOfStandIns) ? String(decoding: bytes(text), as: UTF8.self) : text
    }

    /// The folder and the last part. The folder is empty if the path has none.
    package static func split(_ path: String) -> (folder: String, leaf: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
        let folder = path[..<slash]
        return (folder.isEmpty ? "/" : String(folder), String(path[path.utf8.index(after: slash)...]))
    }

    /// The parts between the slashes, including empty ones.
    package static func parts(_ path: String) -> [Substring] {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Substring($0) }
    }

    package static func join(_ folder: String, _ leaf: String) -> String {
        if folder.isEmpty { return leaf }
        return endsInSlash(folder) ? folder + leaf : folder + "/" + leaf
    }

    package static func endsInSlash(_ path: String) -> Bool { path.utf8.last == UInt8(ascii: "/") }
    package static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

    /// The last part without its extension, and without `.gz` or `.zst`: `cat` for `a/cat.ndjson.gz`.
    package static func stem(_ path: String) -> String {
        let leaf = leafSeenThrough(path)
        guard let dot = dot(of: leaf) else { return String(leaf) }
        return String(leaf[..<dot])
    }

    /// The extension in lower case without the dot, ignoring `.gz` and `.zst`; empty if there is none.
    package static func fileExtension(_ path: String) -> String {
        let leaf = leafSeenThrough(path)
        guard let dot = dot(of: leaf) else { return "" }
        return leaf[leaf.utf8.index(after: dot)...].lowercased()
    }

    /// The path without `.gz` or `.zst` at its end.
    package static func uncompressed(_ path: String) -> String {
        for suffix in compressions where ends(path, in: suffix) {
            return String(path[..<path.utf8.index(path.endIndex, offsetBy: -suffix.utf8.count)])
        }
        return path
    }

    private static let compressions = [".gz", ".zst"]

    /// Whether the path ends in `suffix`, byte for byte.
    package static func ends(_ path: some StringProtocol, in suffix: String) -> Bool {
        path.utf8.count >= suffix.utf8.count && path.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }

    /// The last part without the extension of a compression.
    private static func leafSeenThrough(_ path: String) -> Substring {
        uncompressed(split(path).leaf)[...]
    }

    private static func dot(of leaf: Substring) -> String.Index? {
        guard let dot = leaf.utf8.lastIndex(of: UInt8(ascii: ".")), dot != leaf.startIndex else { return nil }
        return dot
    }
}
