/// Reads the JSON object that a safetensors file begins with: strict JSON of just this form, in valid UTF-8.
///
///     {"__metadata__": {KEY: TEXT, …}, NAME: {"dtype": TEXT, "shape": [N, …], "data_offsets": [BEGIN, END]}, …}
///
/// Source: RFC 8259; the README of the safetensors project, "Format".
struct JSONHeader {
    struct Entry {
        var description: TensorDescription
        /// The start of the elements, counted from the end of the header.
        var begin: Int
        var end: Int
        /// The byte of the header at which the tensor's name begins.
        var offset: Int
    }

    private(set) var entries: [Entry] = []
    private(set) var metadata: [String: String] = [:]

    /// The byte of the file at which the header begins.
    private let base: Int

    static let metadataKey = "__metadata__"

    /// - Parameter base: the byte of the file at which `bytes` begin.
    init(_ bytes: [UInt8], base: Int) throws(ArrayFault) {
        var reader = JSONReader(bytes, base: base) { TensorFileError.badHeader($0) }
        guard bytes.first == UInt8(ascii: "{") else { throw reader.bad("it does not begin with '{'") }
        var names: Set<String> = []
        var header = JSONHeader(base: base)
        try reader.forEachKey { (reader, name, start) throws(ArrayFault) in
            guard names.insert(name).inserted else {
                throw ArrayFault(TensorFileError.duplicateName(name), at: base + start)
            }
            if name == Self.metadataKey {
                try header.readMetadata(&reader)
            } else {
                try header.readTensor(name, at: start, &reader)
            }
        }
        try reader.expectEnd(of: "the object")
        self = header
    }

    private init(base: Int) { self.base = base }

    private mutating func readMetadata(_ reader: inout JSONReader) throws(ArrayFault) {
        var found: [String: String] = [:]
        try reader.forEachKey { (reader, key, start) throws(ArrayFault) in
            let text = try reader.string()
            guard found.updateValue(text, forKey: key) == nil else {
                throw ArrayFault(TensorFileError.duplicateName(key), at: base + start)
            }
        }
        metadata = found
    }

    private mutating func readTensor(_ name: String, at start: Int, _ reader: inout JSONReader) throws(ArrayFault) {
        guard entries.count < TensorDescription.mostTensors else {
            throw ArrayFault(TensorFileError.tooManyTensors(limit: TensorDescription.mostTensors), at: base + start)
        }
        var type: TensorType?
        var shape: [Int]?
        var offsets: [Int]?
        try reader.forEachKey { (reader, key, start) throws(ArrayFault) in
            switch key {
            case "dtype" where type == nil:
                reader.skipSpace()
                let start = reader.place
                let text = try reader.string()
                guard let known = TensorType(rawValue: text) else {
                    throw ArrayFault(TensorFileError.unknownType(name, text), at: base + start)
                }
                type = known
            case "shape" where shape == nil: shape = try reader.wholeNumbers(atMost: TensorDescription.mostAxes)
            case "data_offsets" where offsets == nil: offsets = try reader.wholeNumbers(atMost: 2)
            default: throw reader.bad("a key of a tensor is unknown or repeated", at: start)
            }
        }
        guard let type, let shape, let offsets else {
            throw reader.bad("a key of dtype, shape and data_offsets is missing")
        }
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw reader.bad("data_offsets are not a start and an end", at: start)
        }
        let description = TensorDescription(name: name, type: type, shape: shape)
        entries.append(Entry(description: description, begin: offsets[0], end: offsets[1], offset: base + start))
    }
}
