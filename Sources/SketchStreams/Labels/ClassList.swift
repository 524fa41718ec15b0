package import SketchModel

/// The classes that labels stand for, in the order of their numbers from 0. Labels are compared byte for byte. An empty
/// label counts as none.
package struct ClassList: Sendable, Hashable {
    /// The labels in the order of their numbers.
    package let names: [String]
    /// What messages call the order: `QuickDraw's official order`.
    package let order: String
    private let numbers: [ExactText: Int]

    /// Makes a list from given names.
    /// - Throws: `ClassListError.unusable`, `.duplicate` or `.empty`.
    package init(names: [String], order: String = "the given order") throws(ClassListError) {
        for name in names where name.isEmpty || name.hasLineBreak { throw .unusable }
        guard !names.isEmpty else { throw .empty }
        self.init(known: names, order: order)
        guard numbers.count < names.count else { return }
        var seen: Set<ExactText> = []
        for name in names where !seen.insert(ExactText(name)).inserted { throw .duplicate(name) }
    }

    /// Makes a list of labels that are known to be distinct; it may be empty.
    package init(known names: [String], order: String) {
        (self.names, self.order) = (names, order)
        numbers = Dictionary(zip(names.lazy.map(ExactText.init), 0...), uniquingKeysWith: { first, _ in first })
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
        var seen: Set<ExactText> = []
        for (index, line) in lines.enumerated() {
            func fault(_ reason: ClassListError) -> Fault {
                Fault(source: path, position: .text(line: index + 1, column: 1), reason: reason)
            }
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let name = String(validating: text, as: UTF8.self) else { throw fault(.notText) }
            guard !name.isEmpty, !name.hasLineBreak else { throw fault(.unusable) }
            guard seen.insert(ExactText(name)).inserted else { throw fault(.duplicate(name)) }
            names.append(name)
        }
        guard !names.isEmpty else { throw Fault(source: path, reason: ClassListError.empty) }
        self.init(known: names, order: "the order of \(path == "-" ? "standard input" : path)")
    }

    package func contains(_ label: String) -> Bool { numbers[ExactText(label)] != nil }

    /// The number of a label.
    /// - Returns: `nil` without a label, or if the list doesn't contain it.
    package func number(of label: String?) -> Int? { label.flatMap { $0.isEmpty ? nil : numbers[ExactText($0)] } }

    /// Checks that a label has a number. Encoders do so on the workers, where a fault still knows its position.
    /// - Throws: `UnknownClass`
    package func check(_ label: String?) throws(UnknownClass) {
        guard let label, !label.isEmpty, !contains(label) else { return }
        throw UnknownClass(label: label, order: order)
    }

    /// What a summary says of the classes: `classes: 345, numbered in QuickDraw's official order`.
    /// - Parameter path: the file that names them, if one does beside the output.
    package func note(namedIn path: String? = nil) -> String {
        if names.isEmpty { return "classes: none" }
        return "classes: \(names.count), numbered in \(order)" + (path.map { ", named in \($0)" } ?? "")
    }

    /// The names, one per line, as `init(path:)` reads them.
    package var text: [UInt8] { names.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] } }
}

extension String {
    /// Whether a reader would split the text into more than one line.
    package var hasLineBreak: Bool { utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } }
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

/// A label that a list of classes doesn't contain.
package struct UnknownClass: FaultReason, Hashable {
    package var label: String
    /// What messages call the list.
    package var order: String

    package var message: String { "the label '\(label)' has no number in \(order)" }
    package var advice: String? { "add it to the list, or leave such sketches out" }
}
