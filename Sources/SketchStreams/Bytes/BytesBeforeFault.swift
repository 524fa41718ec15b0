package import SketchModel

/// The bytes of a source up to its end or to where reading fails, for example in a gzip file that was cut short.
///
/// The fault is held back, so that the complete records before it aren't lost with it.
package struct BytesBeforeFault {
    private let source: ByteSource
    private var fault: Fault?

    package init(_ source: ByteSource) { self.source = source }

    package var name: String { source.name }
    /// Whether the bytes end in a fault that hasn't been thrown.
    package var isCutShort: Bool { fault != nil }

    /// The next bytes, at most `count`, without taking them. Fewer only before the end or a fault.
    package func peek(_ count: Int) -> [UInt8] { (try? source.peek(count)) ?? [] }

    /// Appends at most `count` bytes to `buffer` and returns how many; 0 only at the end or after a fault.
    package mutating func read(_ count: Int, into buffer: inout [UInt8]) -> Int {
        guard fault == nil else { return 0 }
        let before = buffer.count
        do throws(Fault) {
            return try source.read(count, into: &buffer)
        } catch {
            fault = error
            // A read may return bytes and fail: the bytes come first.
            return buffer.count - before
        }
    }

    /// Drops bytes up to the next line feed and with it.
    /// - Returns: how many were dropped, and those after them that were read too; `nil` if there is no line feed.
    package mutating func dropLine(inPiecesOf size: Int) -> (dropped: Int, rest: [UInt8])? {
        var dropped = 0
        var piece: [UInt8] = []
        while read(size, into: &piece) > 0 {
            if let feed = piece.firstIndex(of: 0x0a) { return (dropped + feed + 1, Array(piece[(feed + 1)...])) }
            dropped += piece.count
            piece.removeAll(keepingCapacity: true)
        }
        return nil
    }

    /// Throws the fault that was held back, once.
    package mutating func throwFault() throws(Fault) {
        guard let fault else { return }
        self.fault = nil
        throw fault
    }
}
