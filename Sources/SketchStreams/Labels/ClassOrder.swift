package import SketchModel

/// The order that numbers the classes of an output. It is part of the output's meaning, so it never depends on which
/// label came first.
package enum ClassOrder: Sendable, Hashable {
    /// All names of QuickDraw's `categories.txt` if it has all labels in use, so that any two outputs agree; otherwise
    /// the labels in use, as `alphabetical`.
    case automatic
    /// The labels in use, sorted by their UTF-8, as Python's `sorted` and ImageFolder do. Outputs with the same labels
    /// agree.
    case alphabetical
    /// A list that doesn't depend on the labels in use. A label that it doesn't contain is a fault of its sketch,
    /// `UnknownClass`.
    case listed(ClassList)

    /// The 345 categories of QuickDraw in the order of its `categories.txt`.
    package static let quickdraw = ClassOrder.listed(official)
    /// The same categories in SketchXAI's order: sorted without regard to case.
    package static let sketchxai = ClassOrder.listed(
        ClassList(known: QuickDrawCategories.names, order: "SketchXAI's order")
    )

    private static let official = ClassList(known: QuickDrawCategories.official, order: "QuickDraw's official order")

    /// Parses `quickdraw`, `sketchxai`, `alphabetical`, or the path of a list with one label per line.
    /// - Throws: `Fault` if the list cannot be read.
    package init(parsing text: String) throws(Fault) {
        switch text {
        case "quickdraw": self = .quickdraw
        case "sketchxai": self = .sketchxai
        case "alphabetical": self = .alphabetical
        default: self = .listed(try ClassList(path: text))
        }
    }

    /// The list, if it doesn't depend on the labels in use.
    package var list: ClassList? { if case .listed(let list) = self { list } else { nil } }

    /// The classes of these labels, each of which may come several times. Labels that a given list doesn't contain are
    /// left out, since encoders have refused them.
    package func classes(of labels: some Sequence<String>) -> ClassList {
        if let list { return list }
        let labels = Set(labels.lazy.filter { !$0.isEmpty }.map(ExactText.init)).map(\.text)
        if self == .automatic, !labels.isEmpty, labels.allSatisfy(Self.official.contains) { return Self.official }
        let sorted = labels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return ClassList(known: sorted, order: "alphabetical order")
    }
}
