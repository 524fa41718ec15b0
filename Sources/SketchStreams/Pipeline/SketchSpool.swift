package import SketchModel

/// Sketches kept on disk, in a file that no other program sees, until they are read in any order.
package struct SketchSpool {
    private let file: FileDescriptor
    private var ends: [Int] = []
    private var pending: [UInt8] = []
    private var flushed = 0

    /// - Throws: `Fault` with `StreamError.cannotCreate`.
    package init() throws(Fault) { file = try TemporaryFile.make() }

    package mutating func append(_ sketch: Sketch) throws(Fault) {
        SketchBytes.append(sketch, to: &pending)
        ends.append(flushed + pending.count)
        if pending.count > 1 << 20 { try flush() }
    }

    private mutating func flush() throws(Fault) {
        try file.write(pending, name: TemporaryFile.name)
        flushed += pending.count
        pending.removeAll(keepingCapacity: true)
    }

    /// A reader of the stored sketches.
    package func reader() throws(Fault) -> Reader {
        var copy = self
        try copy.flush()
        return Reader(file: file, ends: copy.ends)
    }

    package struct Reader {
        fileprivate let file: FileDescriptor
        fileprivate let ends: [Int]

        package var count: Int { ends.count }

        package func sketch(at index: Int) throws(Fault) -> Sketch {
            let range = (index == 0 ? 0 : ends[index - 1])..<ends[index]
            var bytes = [UInt8](repeating: 0, count: range.count)
            let got = try file.read(
                at: range.lowerBound,
                into: &bytes,
                range: 0..<range.count,
                name: TemporaryFile.name
            )
            guard got == range.count, let sketch = SketchBytes.sketch(bytes) else {
                throw Fault(
                    source: TemporaryFile.name,
                    reason: StreamError.cannotRead("it is shorter than what was written to it")
                )
            }
            return sketch
        }
    }
}
