public import SketchModel
internal import SketchStreams

/// The classes that labels stand for, in the order of their numbers from 0.
///
/// Without a list, numbers are given by first appearance: they are known while sketches stream by, whereas an order of
/// names is known only after the last one. So they depend on what is read and in which order. A list that is given
/// (`--classes`) fixes them, which keeps training and test data alike.
///
/// An empty label is none. Labels that Unicode holds for the same text are one class. All distinct labels are in memory.
public struct ClassList: Sendable {
    /// The labels by their number.
    public private(set) var names: [String] = []
    /// Whether the list was given, so that a label which is not in it is a fault.
    public let isGiven: Bool
    private var numbers: [String: Int] = [:]
    // Neighbours are mostly of one class, and comparing is cheaper than hashing.
    private var last: (label: String, number: Int)?

    /// The list that grows with the labels it meets.
    public init() { isGiven = false }

    /// A list that was given.
    /// - Throws: `ClassListError.unusable` or `.duplicate`.
    public init(names: [String]) throws(ClassListError) {
        isGiven = true
        for name in names {
            guard !name.isEmpty, !name.hasLineBreak else { throw .unusable }
            guard numbers.updateValue(self.names.count, forKey: name) == nil else { throw .duplicate(name) }
            self.names.append(name)
        }
        guard !names.isEmpty else { throw .empty }
    }

    private static let largestFile = 1 << 26

    /// Reads a list: UTF-8, a label a line, in the order of the numbers. `.gz` is seen through, `-` is standard input.
    /// - Throws: `Fault` with `StreamError` or `ClassListError`, at its line.
    public init(path: String) throws(Fault) {
        isGiven = true
        let bytes = try ByteSource(path: path).readToEnd(limit: Self.largestFile)
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // The last line's end is not the beginning of another.
        if lines.last?.isEmpty == true { lines.removeLast() }
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
    }

    func contains(_ label: String) -> Bool { numbers[label] != nil }

    /// The number of a label; a new one where the list grows.
    /// - Returns: `nil` without a label, or where a given list does not have it.
    mutating func number(of label: String?) -> Int? {
        guard let label, !label.isEmpty else { return nil }
        if let last, last.label == label { return last.number }
        var number = numbers[label]
        if number == nil, !isGiven {
            number = names.count
            numbers[label] = names.count
            names.append(label)
        }
        if let number { last = (label, number) }
        return number
    }

    /// The names, a line each, as `init(path:)` reads them.
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
    /// Whether programs would read the text as more than one line of a file.
    var hasLineBreak: Bool { utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } }
}

/// What can be wrong with a list of classes.
public enum ClassListError: FaultReason, Hashable {
    case notText
    case unusable
    case duplicate(String)
    case empty

    public var message: String {
        switch self {
        case .notText: "the class is not UTF-8"
        case .unusable: "the class is empty, or has a line break in it"
        case .duplicate(let name): "the class '\(name)' is there twice"
        case .empty: "lists no classes"
        }
    }

    public var advice: String? { "a list of classes has one label a line" }
}
