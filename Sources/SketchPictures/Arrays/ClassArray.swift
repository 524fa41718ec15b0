internal import ArrayFiles
internal import SketchModel

/// Strings as NumPy stores them in an array: UTF-32, little-endian, padded with zeros to the length of the longest.
struct ClassArray {
    private let names: [String]
    /// The length of the longest, in UTF-32 characters; NumPy has no strings of length 0.
    private let width: Int

    init(_ names: [String]) {
        self.names = names
        width = names.reduce(1) { max($0, $1.unicodeScalars.count) }
    }

    var header: [UInt8] { ArrayHeader.bytes(description: "<U\(width)", shape: [names.count]) }

    func forEachPiece(_ use: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        for name in names {
            var bytes: [UInt8] = []
            for scalar in name.unicodeScalars { LittleEndian.append(scalar.value, count: 4, to: &bytes) }
            bytes.append(contentsOf: repeatElement(0, count: 4 * width - bytes.count))
            try use(bytes[...])
        }
    }
}
