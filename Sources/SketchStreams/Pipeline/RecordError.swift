package import SketchModel

/// Why the records of inputs cannot be kept.
package enum RecordError: FaultReason, Hashable {
    /// A record of the format is no file by itself.
    case noRecords(format: String)
    /// An input before it has records of another form.
    case mixed

    package var message: String {
        switch self {
        case .noRecords(let format): "a record of \(format) cannot be kept by itself"
        case .mixed: "its records and those of the inputs before it cannot be kept in one file"
        }
    }

    package var advice: String? {
        switch self {
        case .noRecords: "leave out --rejects; --errors names what was refused"
        case .mixed: "give lines of JSON and packed records to runs of their own"
        }
    }

    package var kind: FaultKind { .wrongUsage }
}
