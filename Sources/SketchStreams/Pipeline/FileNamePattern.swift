public import SketchModel

/// How the files of a directory are named after their sketches: `{word}/{id}.svg`.
public struct FileNamePattern: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case text(String)
        case word
        case id
        case index(width: Int)
        case source
    }

    private let parts: [Part]
    private let fileExtension: String

    /// - Parameters:
    ///   - text: with `{word}`, `{id}`, `{index}` (from 0, in input order; `{index:05}` for five digits) and
    ///     `{source}` (the input's name without its extension). A `/` makes folders.
    ///   - fileExtension: put behind names that do not end in it.
    /// - Throws: `FileNameError` for a name in braces that is none of these.
    public init(_ text: String, fileExtension: String) throws(FileNameError) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else { throw .unknownField(String(rest[open...])) }
            let field = rest[rest.index(after: open)..<close]
            switch field {
            case "word": parts.append(.word)
            case "id": parts.append(.id)
            case "index": parts.append(.index(width: 0))
            case "source": parts.append(.source)
            default:
                guard field.hasPrefix("index:0"), let width = Int(field.dropFirst(7)), (1...20).contains(width) else {
                    throw .unknownField("{\(field)}")
                }
                parts.append(.index(width: width))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
        self.fileExtension = fileExtension
    }

    /// The name of a sketch's file, relative to the directory.
    /// - Throws: `FileNameError` where the sketch lacks a part of it, or the name would leave the directory.
    public func name(for sketch: Sketch) throws(FileNameError) -> String {
        var name = ""
        for part in parts {
            switch part {
            case .text(let text): name += text
            case .word: name += try Self.component(sketch.metadata.label, field: "{word}", record: "label")
            case .id: name += try Self.component(sketch.metadata.id.map { "\($0)" }, field: "{id}", record: "id")
            case .index(let width):
                let digits = String(sketch.source.index)
                name += String(repeating: "0", count: max(0, width - digits.count)) + digits
            case .source: name += try Self.component(Self.sourceStem(sketch), field: "{source}", record: "file name")
            }
        }
        guard !name.isEmpty, !name.hasSuffix("/") else { throw .unusable(name, "it is empty") }
        guard !name.hasPrefix("/") else { throw .unusable(name, "it is absolute") }
        guard !name.utf8.contains(0) else { throw .unusable(name, "it has a NUL in it") }
        for part in name.split(separator: "/", omittingEmptySubsequences: false) {
            if part == ".." || part == "." { throw .unusable(name, "it leaves the directory") }
            if part.isEmpty { throw .unusable(name, "a part of it is empty") }
            if part.utf8.count > 240 { throw .unusable(name, "a part of it is longer than 240 bytes") }
        }
        if !name.lowercased().hasSuffix("." + fileExtension) { name += "." + fileExtension }
        return name
    }

    /// Whether no two sketches can have the same name: a part of the path is the index and fixed text alone.
    public var isUnique: Bool {
        var components: [[Part]] = [[]]
        for part in parts {
            guard case .text(let text) = part else {
                components[components.count - 1].append(part)
                continue
            }
            for (place, piece) in text.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
                if place > 0 { components.append([]) }
                components[components.count - 1].append(.text(String(piece)))
            }
        }
        return components.contains { component in
            let fields = component.filter { if case .text = $0 { false } else { true } }
            guard fields.count == 1, case .index = fields[0] else { return false }
            return true
        }
    }

    private static func sourceStem(_ sketch: Sketch) -> String? {
        sketch.source.name == "-" ? "stdin" : PathText.stem(sketch.source.name)
    }

    /// A value of the record as a part of a name: it cannot bring folders of its own.
    private static func component(_ value: String?, field: String, record: String) throws(FileNameError) -> String {
        guard let value, !value.isEmpty else { throw .missing(field: field, record: record) }
        if value.utf8.contains(UInt8(ascii: "/")) { throw .unusable(value, "its \(record) has a slash in it") }
        return value
    }
}

/// A file name that cannot be made.
public enum FileNameError: FaultReason, Hashable {
    case unknownField(String)
    case missing(field: String, record: String)
    case unusable(String, String)

    public var message: String {
        switch self {
        case .unknownField(let field): "there is no \(field)"
        case .missing(let field, let record): "there is no \(record) for \(field) in the file's name"
        case .unusable(let name, let why): "cannot name a file '\(name)': \(why)"
        }
    }

    public var advice: String? {
        switch self {
        case .unknownField: "fields are {word}, {id}, {index}, {index:05} and {source}"
        case .missing, .unusable: "choose names with --name, such as '{index}'"
        }
    }

    public var kind: FaultKind {
        if case .unknownField = self { .wrongUsage } else { .cannotCreate }
    }
}
