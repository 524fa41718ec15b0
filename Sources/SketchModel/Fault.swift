/// Something that went wrong, and where: what every stage of the pipeline throws.
public struct Fault: Error, Sendable, CustomStringConvertible {
    /// The input's or output's name as the user typed it.
    public var source: String
    public var position: SourcePosition
    public var reason: any FaultReason
    /// The bytes of the record that was refused, where a run keeps them.
    public var record: [UInt8]?

    public init(source: String, position: SourcePosition = .file, reason: any FaultReason) {
        self.source = source
        self.position = position
        self.reason = reason
    }

    /// Something that went wrong with a sketch, at the place where its record begins.
    public init(_ sketch: SketchSource, reason: any FaultReason) {
        self.init(source: sketch.name, position: sketch.position, reason: reason)
        record = sketch.record
    }

    /// `cats.ndjson:17:204: error: …` for text, `cats.bin:@8812 (record 96): error: …` for bytes.
    public var description: String {
        let advice = reason.advice.map { "; " + $0 } ?? ""
        return "\(place): error: \(reason.message)\(advice)"
    }

    /// The source and the position in it, lines, columns and records counted from 1, bytes from 0: `cats.ndjson:17:204`.
    public var place: String {
        switch position {
        case .file: source
        case .text(let line, let column): "\(source):\(line):\(column)"
        case .bytes(let offset, nil): "\(source):@\(offset)"
        case .bytes(let offset, let record?): "\(source):@\(offset) (record \(record + 1))"
        }
    }
}

/// The facts of a fault, without its place. Each stage has its own type, an enumeration with a case for each refusal.
public protocol FaultReason: Error, Sendable {
    /// What is wrong, in one line without a full stop.
    var message: String { get }
    /// What to do about it, where that is known.
    var advice: String? { get }
    var kind: FaultKind { get }
    /// A stable name for programs, in lowerCamelCase: of an enumeration, its case; else its type.
    var identifier: String { get }
}

extension FaultReason {
    public var advice: String? { nil }
    public var kind: FaultKind { .badData }

    public var identifier: String {
        // `name(facts)` of a case, `Name(fact: value)` of a structure.
        let name = String(describing: self).prefix { $0 != "(" }
        return name.prefix(1).lowercased() + name.dropFirst()
    }
}

/// What sort of thing went wrong: it decides the exit code.
public enum FaultKind: Sendable, Hashable {
    case wrongUsage
    case badData
    case noInput
    case cannotCreate
    case inputOutput
}
