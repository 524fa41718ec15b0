package import SketchModel

/// How labels get their numbers, which is a part of what an output says: never by which label came first.
package enum ClassNumbering: Sendable {
    /// That of QuickDraw's own list if all labels are in it, so that any two outputs agree; else alphabetical.
    case automatic
    /// By the labels that there are, sorted by their UTF-8, as Python's `sorted` and ImageFolder have it. Outputs with
    /// the same labels agree.
    case alphabetical
    /// By a list. A label that is not in it is a fault of its sketch, `PictureArrayError.unknownClass`.
    case list(ClassList)

    /// The official order of the 345 categories of QuickDraw.
    package static let quickDraw = ClassNumbering.list(ClassList(known: QuickDrawCategories.official))
    /// The order of SketchXAI: the same names sorted without regard to case.
    package static let sketchXAI = ClassNumbering.list(ClassList(known: QuickDrawCategories.names))

    /// Reads `quickdraw`, `sketchxai`, `alphabetical`, or the path of a list, a label a line.
    /// - Throws: `Fault` if the list cannot be read.
    package init(parsing text: String) throws(Fault) {
        switch text {
        case "quickdraw": self = .quickDraw
        case "sketchxai": self = .sketchXAI
        case "alphabetical": self = .alphabetical
        default: self = .list(try ClassList(path: text))
        }
    }

    /// The classes by their numbers, if they are known without any sketch.
    package var names: [String]? { list?.names }

    /// The list that was given, or a known one.
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

/// Labels as they come, numbered for the time being; what they are numbered in the end is known after the last one.
///
/// An empty label is none. Labels that Unicode holds for the same text are one class. All distinct labels are in memory.
struct LabelTally {
    private(set) var labels: [String] = []
    private var places: [String: Int] = [:]
    // Neighbours are mostly of one class, and comparing is cheaper than hashing.
    private var last: (label: String, place: Int)?

    /// The label's place among those that came so far; `nil` without a label.
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

    /// The classes, and for each place the number of its class.
    func numbered(by numbering: ClassNumbering) -> (classes: ClassList, numbers: [Int]) {
        let classes = numbering.classes(of: labels)
        // Encoders refuse what a list does not have.
        return (classes, labels.map { classes.number(of: $0) ?? -1 })
    }
}
