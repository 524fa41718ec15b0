internal import SketchModel
internal import SketchStreams

/// The names of classes in the order of their numbers, from the file beside a record file: UTF-8, one name per line.
struct ClassNames: Sendable {
    let names: [String]
    /// The path of their file.
    let path: String

    private static let largestFile = 1 << 26

    /// Reads the names for a record file.
    /// - Returns: `nil` if there is no file of them.
    /// - Throws: `Fault` with `StreamError`, or with `TFRecordError.classNotText` at its line.
    static func beside(_ record: String) throws(Fault) -> ClassNames? {
        if record == "-" { return nil }
        for path in RecordFileName.classes(beside: record) {
            guard let source = try source(path) else { continue }
            return ClassNames(names: try names(source.readToEnd(limit: largestFile), path: path), path: path)
        }
        return nil
    }

    private static func source(_ path: String) throws(Fault) -> ByteSource? {
        do {
            return try ByteSource(path: path)
        } catch {
            if case .noSuchInput? = error.reason as? StreamError { return nil }
            throw error
        }
    }

    private static func names(_ bytes: [UInt8], path: String) throws(Fault) -> [String] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // The end of the last line doesn't start another.
        if lines.last?.isEmpty == true { lines.removeLast() }
        var names: [String] = []
        for (index, line) in lines.enumerated() {
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let name = String(validating: text, as: UTF8.self) else {
                let position = SourcePosition.text(line: index + 1, column: 1)
                throw Fault(source: path, position: position, reason: TFRecordError.classNotText)
            }
            names.append(name)
        }
        return names
    }

    /// The name of a class; `nil` if its line is empty.
    func name(of number: Int64) throws(TFRecordError) -> String? {
        guard let index = Int(exactly: number), names.indices.contains(index) else {
            throw .unknownClass(number, names: names.count)
        }
        return names[index].isEmpty ? nil : names[index]
    }
}
