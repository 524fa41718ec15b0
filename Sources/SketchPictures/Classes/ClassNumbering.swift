package import SketchModel

/// How labels are numbered. The numbering is part of an output's meaning, so it never depends on which label came
/// first.
package enum ClassNumbering: Sendable {
    /// QuickDraw's own numbers if its list has all labels, so that any two outputs agree; otherwise alphabetical.
    case automatic
    /// The existing labels, sorted by their UTF-8, as Python's `sorted` and ImageFolder do. Outputs with the same
    /// labels agree.
    case alphabetical
    /// A given list. A label that it doesn't contain is a fault of the sketch, `PictureArrayError.unknownClass`.
    case list(ClassList)

    /// The official order of the 345 categories of QuickDraw.
    package static let quickDraw = ClassNumbering.list(ClassList(known: QuickDrawCategories.official))
    /// The order of SketchXAI: the same names sorted without regard to case.
    package static let sketchXAI = ClassNumbering.list(ClassList(known: QuickDrawCategories.names))

    /// Parses `quickdraw`, `sketchxai`, `alphabetical`, or the path of a list with one label per line.
    /// - Throws: `Fault` if the list cannot be read.
    package init(parsing text: String) throws(Fault) {
        switch text {
        case "quickdraw": self = .quickDraw
        case "sketchxai": self = .sketchXAI
        case "alphabetical": self = .alphabetical
        default: self = .list(try ClassList(path: text))
        }
    }

    /// The classes in the order of their numbers, if they are known without seeing any sketch.
    package var names: [String]? { list?.names }

    /// The list that was given, or a built-in one.
    var list: ClassList? { if case .list(let list) = self { list } else { nil } }

    /// The classes of these labels, in the order of their numbers.
    package func classes(of labels: some Collection<String>) -> ClassList {
        switch self {
        case .list(let list): return list
        case .automatic:
            let official = ClassList(known: QuickDrawCategories.official)
            if !labels.isEmpty, labels.allSatisfy(official.contains) { return official }
            return ClassNumbering.alphabetical.classes(of: labels)
        case .alphabetical:
            return ClassList(known: labels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
    }
}

/// Labels as they arrive, with provisional numbers; the final numbers are known after the last label.
///
/// An empty label counts as none. Labels that are canonically equivalent in Unicode are one class. All distinct labels
/// are kept in memory.
struct LabelTally {
    private(set) var labels: [String] = []
    private var places: [String: Int] = [:]
    // Neighbours are usually of the same class, and comparing is cheaper than hashing.
    private var last: (label: String, place: Int)?

    /// The provisional number of a label; `nil` without a label.
    mutating func place(of label: String?) -> Int? {
        guard let label, !label.isEmpty else { return nil }
        if let last, last.label == label { return last.place }
        let place = places[label] ?? labels.count
        if place == labels.count {
            places[label] = place
            labels.append(label)
        }
        last = (label, place)
        return place
    }

    /// The classes, and the final number for each provisional one.
    func numbered(by numbering: ClassNumbering) -> (classes: ClassList, numbers: [Int]) {
        let classes = numbering.classes(of: labels)
        // Encoders reject labels that the list doesn't contain.
        return (classes, labels.map { classes.number(of: $0) ?? -1 })
    }
}

/// The labels that an output can represent. Checked on the workers, where a fault still knows its position.
struct LabelRule: Sendable {
    /// The list that was given.
    var classes: ClassList?
    /// Whether labels become lines of a text file.
    var isLine: Bool

    /// - Throws: `PictureArrayError.unknownClass` or `.labelWithLineBreak`.
    func check(_ sketch: borrowing Sketch) throws(PictureArrayError) {
        guard let label = sketch.metadata.label, !label.isEmpty else { return }
        if let classes, !classes.contains(label) { throw .unknownClass(label) }
        if isLine, label.hasLineBreak { throw .labelWithLineBreak }
    }
}
