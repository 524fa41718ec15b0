internal import SketchModel
internal import SketchStreams

/// The bytes of a source up to its end or to where reading them fails, as in a gzip file that was cut short.
///
/// The failure waits, so that the whole records before it are not lost with it.
struct BytesBeforeFault {
    private let source: ByteSource
    private var fault: Fault?

    init(_ source: ByteSource) { self.source = source }

    var name: String { source.name }
    /// Whether what was read ends in a fault that still waits.
    var isCutShort: Bool { fault != nil }

    /// The next bytes, at most `count`, without taking them. Fewer only before the end or a fault.
    func peek(_ count: Int) -> [UInt8] { (try? source.peek(count)) ?? [] }

    /// Appends at most `count` bytes to `buffer`, and says how many; 0 only at the end or behind a fault.
    mutating func read(_ count: Int, into buffer: inout [UInt8]) -> Int {
        guard fault == nil else { return 0 }
        let before = buffer.count
        do throws(Fault) {
            return try source.read(count, into: &buffer)
        } catch {
            fault = error
            // A read may give bytes and fail: those come first.
            return buffer.count - before
        }
    }

    /// Throws the fault that waits, once.
    mutating func throwFault() throws(Fault) {
        guard let fault else { return }
        self.fault = nil
        throw fault
    }
}
