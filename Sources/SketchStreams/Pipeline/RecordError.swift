public import SketchModel

/// Why the records of inputs cannot be kept.
public enum RecordError: FaultReason, Hashable {
    /// A record of the format is no file by itself.
    case noRecords(format: String)
    /// An input before it has records of another form.
    case mixed

    public var message: String {
        switch self {
        case .noRecords(let format): "a record of \(format) cannot be kept by itself"
        case .mixed: "its records and those of the inputs before it cannot be kept in one file"
        }
    }

    public var advice: String? {
        switch self {
        case .noRecords: "leave out --rejects; --errors names what was refused"
        case .mixed: "give lines of JSON and packed records to runs of their own"
        }
    }

    public var kind: FaultKind { .wrongUsage }
}
