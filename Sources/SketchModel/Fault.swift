/// An error and where it occurred. Every stage of the pipeline throws it.
public struct Fault: Error, Sendable, CustomStringConvertible {
    /// The name of the input or output as the user typed it.
    public var source: String
    public var position: SourcePosition
    public var reason: any FaultReason
    /// The bytes of the refused record, if the run keeps them.
    public var record: [UInt8]?

    public init(source: String, position: SourcePosition = .file, reason: any FaultReason) {
        self.source = source
        self.position = position
        self.reason = reason
    }

    /// A fault of a sketch, positioned at the start of its record.
    public init(_ sketch: SketchSource, reason: any FaultReason) {
        self.init(source: sketch.name, position: sketch.position, reason: reason)
        record = sketch.record
    }

    /// Whatever work on a sketch threw: a fault as it is, a reason at the place where the sketch's record begins.
    package init(_ sketch: SketchSource, error: any Error) {
        switch error {
        case let fault as Fault: self = fault
        case let reason as any FaultReason: self.init(sketch, reason: reason)
        default: self.init(sketch, reason: OtherError(message: "\(error)"))
        }
    }

    /// `cats.ndjson:17:204: error: …` for text, `cats.bin:@8812 (record 96): error: …` for bytes.
    public var description: String {
        let advice = reason.advice.map { "; " + $0 } ?? ""
        return "\(place): error: \(reason.message)\(advice)"
    }

    /// The source and the position in it: `cats.ndjson:17:204`. Lines, columns and records count from 1, bytes from 0.
    public var place: String {
        switch position {
        case .file: source
        case .text(let line, let column): "\(source):\(line):\(column)"
        case .bytes(let offset, nil): "\(source):@\(offset)"
        case .bytes(let offset, let record?): "\(source):@\(offset) (record \(record + 1))"
        case .record(let record): "\(source) (record \(record + 1))"
        }
    }
}

/// An error of no stage's own type.
private struct OtherError: FaultReason {
    var message: String
}

/// The facts of a fault, without its place. Each stage has an enumeration of its own, with one case per kind of error.
public protocol FaultReason: Error, Sendable {
    /// What is wrong, in one line without a full stop.
    var message: String { get }
    /// What to do about it, if that is known, without naming flags: the command has its own advice about those.
    var advice: String? { get }
    var kind: FaultKind { get }
    /// A stable name for programs, in lowerCamelCase: the case of an enumeration, or the name of any other type.
    var identifier: String { get }
}

extension FaultReason {
    public var advice: String? { nil }
    public var kind: FaultKind { .badData }

    public var identifier: String {
        // `name(facts)` for a case, `Name(fact: value)` for a structure.
        let name = String(describing: self).prefix { $0 != "(" }
        return name.prefix(1).lowercased() + name.dropFirst()
    }
}

/// The kind of error, which decides the exit code.
public enum FaultKind: Sendable, Hashable {
    case wrongUsage
    case badData
    case noInput
    case cannotCreate
    case inputOutput
}
