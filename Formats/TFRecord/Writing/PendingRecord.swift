/// A record as the encoder leaves it to the writer, which numbers its class: the length of the label in four bytes, the
/// label, and the entries `ink` and `shape` of the `Example`.
struct PendingRecord {
    /// UTF-8; empty without a label.
    let label: ArraySlice<UInt8>
    let entries: ArraySlice<UInt8>

    static func begin(label: String?, in bytes: inout [UInt8]) {
        let label = label ?? ""
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: label.utf8.count)) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: label.utf8)
    }

    /// - Parameter bytes: begun by `begin`.
    init(_ bytes: ArraySlice<UInt8>) {
        let count = bytes.prefix(4).withUnsafeBytes { $0.count < 4 ? 0 : $0.loadUnaligned(as: UInt32.self) }
        let rest = bytes.dropFirst(4)
        label = rest.prefix(Int(count))
        entries = rest.dropFirst(Int(count))
    }
}
