internal import SketchModel

/// Undoes a compression as the bytes come.
protocol Unpacker: AnyObject {
    /// Unpacks some of `input`, which it consumes, and appends at most `most` bytes to `output`. It may append some and
    /// then throw.
    /// - Throws: `Fault` at the place among the bytes that came out.
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
