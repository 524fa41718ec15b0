internal import ArrayFiles
internal import SketchStreams

/// Recognises files of arrays by their first bytes.
enum StrokeArraySniffing {
    /// How certain it is that the file is an array, or an archive of arrays according to its first member's name or its
    /// own.
    static func recognises(_ prefix: [UInt8], fileName: String) -> FormatMatch {
        if prefix.starts(with: ArrayHeader.magic) { return .certain }
        guard ZipArchive.begins(prefix) else { return .no }
        if firstMemberName(prefix).hasSuffix(".npy") { return .certain }
        return PathText.fileExtension(fileName) == "npz" ? .possible : .no
    }

    /// Whether the array, or the first array of an archive if it is stored uncompressed, has rows of five numbers.
    static func hasFiveColumns(_ prefix: [UInt8]) -> Bool {
        var array = prefix[...]
        if ZipArchive.begins(prefix) {
            guard prefix.count > 30, prefix[8] == 0 else { return false }
            let start = 30 + Int(prefix[26]) + Int(prefix[27]) << 8 + Int(prefix[28]) + Int(prefix[29]) << 8
            array = prefix.dropFirst(start)
        }
        var taken: [UInt8] = []
        guard let header = try? ArrayHeader(MemberStream(BytesInMemory(Array(array))), into: &taken) else {
            return false
        }
        return header.type.kind != .object && header.shape.count > 1 && header.shape.last == 5
    }

    private static func firstMemberName(_ prefix: [UInt8]) -> String {
        guard prefix.count > 30 else { return "" }
        let count = Int(prefix[26]) + Int(prefix[27]) << 8
        return String(decoding: prefix.dropFirst(30).prefix(count), as: UTF8.self)
    }
}
