package import SketchModel
internal import SketchStreams

/// The classes that labels stand for, in the order of their numbers from 0. An empty label counts as none.
package struct ClassList: Sendable {
    /// The labels in the order of their numbers.
    package let names: [String]
    private let numbers: [String: Int]

    /// Makes a list from given names.
    /// - Throws: `ClassListError.unusable`, `.duplicate` or `.empty`.
    package init(names: [String]) throws(ClassListError) {
        var numbers: [String: Int] = [:]
        for (number, name) in names.enumerated() {
            guard !name.isEmpty, !name.hasLineBreak else { throw .unusable }
            guard numbers.updateValue(number, forKey: name) == nil else { throw .duplicate(name) }
        }
        guard !names.isEmpty else { throw .empty }
        (self.names, self.numbers) = (names, numbers)
    }

    /// Makes a list of labels that are known to be distinct; it may be empty.
    init(known names: [String]) {
        self.names = names
        numbers = Dictionary(zip(names, 0...), uniquingKeysWith: { first, _ in first })
    }

    private static let largestFile = 1 << 26

    /// Reads a list: UTF-8, one label per line, in the order of the numbers. `.gz` is decompressed, `-` is standard
    /// input.
    /// - Throws: `Fault` with `StreamError` or `ClassListError`, at its line.
    package init(path: String) throws(Fault) {
        let bytes = try ByteSource(path: path).readToEnd(limit: Self.largestFile)
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // The end of the last line doesn't start another.
        if lines.last?.isEmpty == true { lines.removeLast() }
        var names: [String] = []
        var numbers: [String: Int] = [:]
        for (index, line) in lines.enumerated() {
            func fault(_ reason: ClassListError) -> Fault {
                Fault(source: path, position: .text(line: index + 1, column: 1), reason: reason)
            }
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let name = String(validating: text, as: UTF8.self) else { throw fault(.notText) }
            guard !name.isEmpty, !name.hasLineBreak else { throw fault(.unusable) }
            guard numbers.updateValue(index, forKey: name) == nil else { throw fault(.duplicate(name)) }
            names.append(name)
        }
        guard !names.isEmpty else { throw Fault(source: path, reason: ClassListError.empty) }
        (self.names, self.numbers) = (names, numbers)
    }

    func contains(_ label: String) -> Bool { numbers[label] != nil }

    /// The number of a label.
    /// - Returns: `nil` without a label, or if the list doesn't contain it.
    func number(of label: String?) -> Int? { label.flatMap { $0.isEmpty ? nil : numbers[$0] } }

    /// The names, one per line, as `init(path:)` reads them.
    var text: [UInt8] {
        var bytes: [UInt8] = []
        for name in names {
            bytes.append(contentsOf: name.utf8)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }
}

extension String {
    /// Whether a reader would split the text into more than one line.
    var hasLineBreak: Bool { utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } }
}

/// What can be wrong with a list of classes.
package enum ClassListError: FaultReason, Hashable {
    case notText
    case unusable
    case duplicate(String)
    case empty

    package var message: String {
        switch self {
        case .notText: "the class is not UTF-8"
        case .unusable: "the class is empty, or has a line break in it"
        case .duplicate(let name): "the class '\(name)' is listed twice"
        case .empty: "lists no classes"
        }
    }

    package var advice: String? { "a list of classes has one label per line" }
}
