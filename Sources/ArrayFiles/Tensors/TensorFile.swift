/// A file of named tensors, in either of the formats that can be read.
package enum TensorFile {
    case safeTensors(SafeTensorsFile)
    case torch(TorchCheckpoint)

    /// Opens a file in the format that its first bytes show. Reads only the descriptions of the tensors.
    /// - Throws: `TensorFileError`, and `ArrayFileError` for a damaged archive.
    package static func open(_ bytes: any RandomAccessBytes) throws(ArrayFault) -> TensorFile {
        var prefix: [UInt8] = []
        try bytes.read(0..<min(TorchCheckpoint.prefixCount, bytes.count), into: &prefix)
        if ZipArchive.begins(prefix) || TorchCheckpoint.isLegacy(prefix) { return .torch(try TorchCheckpoint(bytes)) }
        if prefix.starts(with: "version https://git-lfs".utf8) {
            throw ArrayFault(TensorFileError.largeFilePointer, at: 0)
        }
        guard SafeTensorsFile.begins(prefix) else { throw ArrayFault(TensorFileError.notATensorFile, at: 0) }
        return .safeTensors(try SafeTensorsFile(bytes))
    }

    package var tensors: [TensorDescription] {
        switch self {
        case .safeTensors(let file): file.tensors
        case .torch(let file): file.tensors
        }
    }

    package var names: [String] { tensors.map(\.name) }

    /// The metadata of a safetensors file; empty for a checkpoint.
    package var metadata: [String: String] {
        switch self {
        case .safeTensors(let file): file.metadata
        case .torch: [:]
        }
    }

    package func tensor(_ name: String) -> TensorDescription? {
        switch self {
        case .safeTensors(let file): file.tensor(name)
        case .torch(let file): file.tensor(name)
        }
    }

    /// The elements of a tensor of F64 (rounded to nearest), F32, F16 or BF16, row by row.
    package func floats(of name: String) throws(ArrayFault) -> [Float] {
        switch self {
        case .safeTensors(let file): try file.floats(of: name)
        case .torch(let file): try file.floats(of: name)
        }
    }

    /// Reads the elements into memory of exactly their count.
    package func readFloats(
        of name: String,
        into numbers: inout MutableSpan<Float>,
        through buffer: inout [UInt8]
    ) throws(ArrayFault) {
        switch self {
        case .safeTensors(let file): try file.readFloats(of: name, into: &numbers, through: &buffer)
        case .torch(let file): try file.readFloats(of: name, into: &numbers)
        }
    }
}
