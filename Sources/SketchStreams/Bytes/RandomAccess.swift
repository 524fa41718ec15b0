package import ArrayFiles
package import SketchModel

/// A file as random access bytes.
struct FileBytes: RandomAccessBytes {
    private let file: FileDescriptor
    private let name: String
    let count: Int

    init(_ file: FileDescriptor, count: Int, name: String) {
        self.file = file
        self.count = count
        self.name = name
    }

    func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(ArrayFault) {
        let wanted = range.clamped(to: 0..<count)
        let before = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: wanted.count))
        do {
            let got = try file.read(
                at: wanted.lowerBound,
                into: &buffer,
                range: before..<(before + wanted.count),
                name: name
            )
            buffer.removeLast(wanted.count - got)
        } catch {
            throw ArrayFault(error.reason)
        }
    }
}

extension ByteSource {
    /// The largest input that is kept in memory if it can't be read out of order.
    private static let largestInMemory = Int(UInt32.max)

    /// The whole input: the file itself or, for a pipe or a compressed file, all its bytes.
    package func randomAccess() throws(Fault) -> any RandomAccessBytes {
        if let seekableFile, let size { return FileBytes(seekableFile, count: size, name: name) }
        return BytesInMemory(try readToEnd(limit: Self.largestInMemory))
    }
}
