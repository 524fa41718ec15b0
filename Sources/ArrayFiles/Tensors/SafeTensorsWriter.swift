internal import TextNotation

/// Writes a safetensors file from start to end: the header, then each tensor's elements in order. The same tensors give
/// the same bytes, which are those that the safetensors project's own writer gives for this order.
package struct SafeTensorsWriter {
    package let tensors: [TensorDescription]
    /// The start of the file, padded with spaces so that the elements begin at a multiple of 8 bytes.
    package let header: [UInt8]
    private var written = 0

    /// - Parameters:
    ///   - tensors: of F32, F16 or BF16, in the order in which they are written.
    ///   - metadata: written in the order of its keys' UTF-8.
    /// - Throws: `TensorFileError.duplicateName`, `shapeTooLarge`, `badShape`, `notWritten` and `headerTooLong`.
    package init(_ tensors: [TensorDescription], metadata: [String: String] = [:]) throws(ArrayFault) {
        var fields: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                .map { "\(JSONText.quoted($0.key)):\(JSONText.quoted($0.value))" }
            fields.append("\(JSONText.quoted(JSONHeader.metadataKey)):{\(pairs.joined(separator: ","))}")
        }
        var names: Set<String> = [JSONHeader.metadataKey]
        var offset = 0
        for tensor in tensors {
            guard names.insert(tensor.name).inserted else {
                throw ArrayFault(TensorFileError.duplicateName(tensor.name))
            }
            guard [.float32, .float16, .bfloat16].contains(tensor.type) else {
                throw ArrayFault(TensorFileError.notWritten(tensor.name, tensor.type))
            }
            let (end, overflow) = offset.addingReportingOverflow(try tensor.byteCount())
            if overflow { throw ArrayFault(TensorFileError.shapeTooLarge(tensor.name)) }
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            fields.append(
                JSONText.quoted(tensor.name) + ":{\"dtype\":\"\(tensor.type.rawValue)\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(offset),\(end)]}"
            )
            offset = end
        }
        var text = Array("{\(fields.joined(separator: ","))}".utf8)
        text.append(contentsOf: repeatElement(0x20, count: (8 - text.count % 8) % 8))
        guard text.count <= SafeTensorsFile.longestHeader else {
            throw ArrayFault(TensorFileError.headerTooLong(UInt64(text.count)))
        }
        var header: [UInt8] = []
        LittleEndian.append(text.count, count: 8, to: &header)
        self.header = header + text
        self.tensors = tensors
    }

    /// Appends the elements of the next tensor, row by row, rounded to nearest, ties to even.
    /// - Throws: `TensorFileError.wrongValueCount`, `doesNotFit` for a finite number that would become infinite, and
    ///   `allWritten`.
    package mutating func append(_ numbers: [Float], to bytes: inout [UInt8]) throws(ArrayFault) {
        guard written < tensors.count else { throw ArrayFault(TensorFileError.allWritten) }
        let tensor = tensors[written]
        let count = try tensor.elementCount()
        guard numbers.count == count else {
            throw ArrayFault(TensorFileError.wrongValueCount(tensor.name, found: numbers.count, expected: count))
        }
        if let place = tensor.type.appendBytes(numbers, to: &bytes) {
            throw ArrayFault(TensorFileError.doesNotFit(tensor.name, numbers[place], tensor.type))
        }
        written += 1
    }

    /// The bytes of a whole file.
    package static func file(
        _ tensors: [(description: TensorDescription, numbers: [Float])],
        metadata: [String: String] = [:]
    ) throws(ArrayFault) -> [UInt8] {
        var writer = try SafeTensorsWriter(tensors.map(\.description), metadata: metadata)
        var bytes = writer.header
        for tensor in tensors { try writer.append(tensor.numbers, to: &bytes) }
        return bytes
    }
}
