package import SketchModel

/// How the files in a directory are named after their sketches: `{word}/{id}.svg`.
package struct FileNamePattern: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case text(String)
        /// The first of these fields that the sketch has.
        case fields([FileNameField])
    }

    private let parts: [Part]
    private let fileExtension: String
    private let hasFallbacks: Bool

    /// - Parameters:
    ///   - text: may contain `{word}`, `{id}`, `{index}` (from 0, in input order; `{index:05}` for five digits),
    ///     `{source}` (the input's name without its extension, and `-2` after it for the second of several pages) and
    ///     `{split}` (the part of a data set: train, valid, test). A `/` makes folders. `{word|source}` is the first of
    ///     them that a sketch has, and `{id}` means `{id|index}`.
    ///   - fileExtension: appended to names that don't end in it.
    /// - Throws: `FileNameError` for a name in braces that isn't one of these.
    package init(_ text: String, fileExtension: String) throws(FileNameError) {
        var parts: [Part] = []
        var rest = text.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
            if open > rest.startIndex { parts.append(.text(String(Substring(rest[..<open])))) }
            guard let close = rest[open...].firstIndex(of: UInt8(ascii: "}")) else {
                throw .unknownField(String(Substring(rest[open...])))
            }
            let names = Substring(rest[rest.index(after: open)..<close])
            var fields: [FileNameField] = []
            for name in names.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
                guard let field = FileNameField(Substring(name)) else { throw .unknownField("{\(names)}") }
                fields.append(field)
            }
            parts.append(.fields(fields == [.id] ? [.id, .index(width: 0)] : fields))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(Substring(rest)))) }
        self.parts = parts
        self.fileExtension = fileExtension
        hasFallbacks = parts.contains { if case .fields(let fields) = $0 { fields.count > 1 } else { false } }
    }

    /// The name of a sketch's file, relative to the directory.
    /// - Throws: `FileNameError` if the sketch lacks a value for a field, or the name would leave the directory.
    package func name(for sketch: Sketch) throws(FileNameError) -> String {
        var name = ""
        for part in parts {
            switch part {
            case .text(let text): name += text
            case .fields(let fields): name += try Self.component(fields, of: sketch)
            }
        }
        guard !name.isEmpty, !PathText.endsInSlash(name) else { throw .unusable(name, "it is empty") }
        guard !PathText.isAbsolute(name) else { throw .unusable(name, "it is absolute") }
        guard !name.utf8.contains(0) else { throw .unusable(name, "it has a NUL in it") }
        for part in PathText.parts(name) {
            if part == ".." || part == "." { throw .unusable(name, "it leaves the directory") }
            if part.isEmpty { throw .unusable(name, "a part of it is empty") }
            if part.utf8.count > 240 { throw .unusable(name, "a part of it is longer than 240 bytes") }
        }
        if !fileExtension.isEmpty, !PathText.ends(name.lowercased(), in: "." + fileExtension) {
            name += "." + fileExtension
        }
        return name
    }

    /// A sentence for each field that the sketch lacks and another field replaces; usually none.
    package func fallbacks(for sketch: borrowing Sketch) -> [String] {
        guard hasFallbacks else { return [] }
        var found: [String] = []
        for case .fields(let fields) in parts {
            guard let first = fields.first, fields.count > 1, first.value(of: sketch) == nil,
                let used = fields.first(where: { $0.value(of: sketch) != nil })
            else { continue }
            found.append("names: \(used.name) instead of \(first.name)")
        }
        return found
    }

    /// Whether names contain the part of the data set.
    package var hasSplit: Bool {
        parts.contains { if case .fields(let fields) = $0 { fields.contains(.split) } else { false } }
    }

    /// Whether no two sketches can have the same name: one part of the path is only the index and fixed text.
    package var isUnique: Bool {
        var components: [[Part]] = [[]]
        for part in parts {
            guard case .text(let text) = part else {
                components[components.count - 1].append(part)
                continue
            }
            for (place, piece) in PathText.parts(text).enumerated() {
                if place > 0 { components.append([]) }
                components[components.count - 1].append(.text(String(piece)))
            }
        }
        return components.contains { component in
            let fields = component.filter { if case .text = $0 { false } else { true } }
            guard fields.count == 1, case .fields(let names) = fields[0], names.count == 1 else { return false }
            return names[0].isIndex
        }
    }

    /// A value of the sketch as part of a name; it must not add folders.
    private static func component(_ fields: [FileNameField], of sketch: Sketch) throws(FileNameError) -> String {
        for field in fields {
            guard let value = field.value(of: sketch) else { continue }
            if value.utf8.contains(UInt8(ascii: "/")) {
                throw .unusable(value, "its \(field.record) has a slash in it")
            }
            if value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
                throw .unusable(value, "its \(field.record) has a control character in it")
            }
            return value
        }
        throw .missing(field: fields.map(\.name).joined(separator: " or "), record: fields[0].record)
    }
}

/// A file name that can't be made.
package enum FileNameError: FaultReason, Hashable {
    case unknownField(String)
    case missing(field: String, record: String)
    case unusable(String, String)

    package var message: String {
        switch self {
        case .unknownField(let field): "there is no field \(field)"
        case .missing(let field, let record): "there is no \(record) for \(field) in the file's name"
        case .unusable(let name, let why): "cannot name a file '\(name)': \(why)"
        }
    }

    package var advice: String? {
        switch self {
        case .unknownField:
            "the fields are {word}, {id}, {index}, {index:05}, {source} and {split}; {word|source} is the first found"
        case .missing, .unusable: "choose a pattern of names such as '{index}'"
        }
    }

    package var kind: FaultKind {
        if case .unknownField = self { .wrongUsage } else { .cannotCreate }
    }
}

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
        case .index(let width): return sketch.source.index.digits(width)
        case .source:
            let stem = sketch.source.name == "-" ? "stdin" : PathText.stem(sketch.source.name)
            return stem.isEmpty ? nil : stem + (sketch.source.page.map { "-\($0)" } ?? "")
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
