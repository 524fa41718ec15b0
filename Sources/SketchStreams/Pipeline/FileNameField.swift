internal import SketchModel

/// A property of a sketch that can be part of its file's name.
enum FileNameField: Sendable, Hashable {
    case word
    case id
    case index(width: Int)
    case source
    case split

    init?(_ text: Substring) {
        switch text {
        case "word": self = .word
        case "id": self = .id
        case "index": self = .index(width: 0)
        case "source": self = .source
        case "split": self = .split
        default:
            guard text.hasPrefix("index:0"), let width = Int(text.dropFirst(7)), (1...20).contains(width) else {
                return nil
            }
            self = .index(width: width)
        }
    }

    /// The sketch's value, as a path's text; `nil` if it has none.
    func value(of sketch: borrowing Sketch) -> String? {
        switch self {
        case .word:
            // The bytes themselves, even if they include scalars that are stand-ins in paths.
            let label = sketch.metadata.label.map { PathText.text($0.utf8) }
            return label?.isEmpty == true ? nil : label
        case .id: return sketch.metadata.id.map { "\($0)" }
        case .index(let width):
            let digits = String(sketch.source.index)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        case .source:
            let stem = sketch.source.name == "-" ? "stdin" : PathText.stem(sketch.source.name)
            return stem.isEmpty ? nil : stem
        case .split: return sketch.source.split.map { PathText.text($0.utf8) }
        }
    }

    var name: String {
        switch self {
        case .word: "{word}"
        case .id: "{id}"
        case .index: "{index}"
        case .source: "{source}"
        case .split: "{split}"
        }
    }

    /// What messages call the property.
    var record: String {
        switch self {
        case .word: "label"
        case .id: "id"
        case .index: "index"
        case .source: "file name"
        case .split: "part of a data set"
        }
    }

    var isIndex: Bool { if case .index = self { true } else { false } }
}
