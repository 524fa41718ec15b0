internal import SketchModel

/// Decompresses bytes as they arrive.
protocol Unpacker: AnyObject {
    /// Decompresses some of `input`, consuming it, and appends at most `most` bytes to `output`. It may append some and
    /// then throw.
    /// - Throws: `Fault`, with the position counted in decompressed bytes.
    func unpack(
        _ input: inout [UInt8],
        inputEnded: Bool,
        into output: inout [UInt8],
        atMost most: Int
    ) throws(Fault) -> UnpackingStep
}

enum UnpackingStep: Equatable {
    case produced(Int)
    case needsInput
    case ended
}
