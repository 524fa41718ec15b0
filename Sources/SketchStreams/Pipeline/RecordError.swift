package import SketchModel

/// Why the records of inputs cannot be kept.
package enum RecordError: FaultReason, Hashable {
    /// A single record of the format isn't a file.
    case noRecords(format: String)
    /// An earlier input has records of another form.
    case mixed

    package var message: String {
        switch self {
        case .noRecords(let format): "a record of \(format) cannot be kept by itself"
        case .mixed: "its records and those of the inputs before it cannot be kept in one file"
        }
    }

    package var advice: String? {
        if case .mixed = self { "use separate runs for lines of JSON and for packed records" } else { nil }
    }

    package var kind: FaultKind { .wrongUsage }
}
