internal import SketchModel
internal import SketchStreams

/// The names of a category's parts in the order of their numbers, from a file of them: UTF-8, one name per line.
struct PartNames: Sendable {
    /// `nil` if there is no such file.
    private(set) var names: [String]?
    /// Where the names were found, or the first place where they were looked for.
    private(set) var path: String

    private static let largestFile = 1 << 20

    /// Reads `<category>.txt`, which is beside the file of drawings, in the folder above it, or in that folder's
    /// `SPG256`.
    /// - Throws: `Fault` with `StreamError`, or with `NDJSONError.partNotText` at its line.
    init(ofCategory category: String, drawings: String) throws(Fault) {
        let folder = PathText.split(drawings).folder
        let paths = ["", "../", "../SPG256/"].map { PathText.join(folder, "\($0)\(category).txt") }
        path = paths[0]
        guard drawings != "-" else { return }
        for path in paths {
            guard let source = try Self.source(path) else { continue }
            names = try Self.names(source.readToEnd(limit: Self.largestFile), path: path)
            self.path = path
            return
        }
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
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }
        // Some files end in blank lines.
        while lines.last?.isEmpty == true { lines.removeLast() }
        var names: [String] = []
        for (index, line) in lines.enumerated() {
            guard let name = String(validating: line, as: UTF8.self) else {
                throw Fault(
                    source: path,
                    position: .text(line: index + 1, column: 1),
                    reason: NDJSONError.partNotText
                )
            }
            names.append(name)
        }
        return names
    }

    /// What to call a part: its name, or its number if there are no names.
    /// - Returns: `nil` if the number is beyond the names.
    func name(of number: Int) -> String? {
        guard let names else { return String(number) }
        guard names.indices.contains(number) else { return nil }
        return names[number].isEmpty ? String(number) : names[number]
    }

    /// Where the names come from, for the summary.
    var note: String {
        guard let names else { return "parts: called by their numbers, since there is no \(path)" }
        return "parts: \(names.count), named by \(path)"
    }
}
