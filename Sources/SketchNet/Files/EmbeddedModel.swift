internal import ArrayFiles
internal import CEmbeddedModel
internal import SketchModel

extension SketchNetModel {
    /// The model that is a part of the program, read when it is first asked for. MODEL.md says what it was trained on,
    /// and how well it recognises.
    /// - Throws: where the program was built with a file that is no model.
    package static var embedded: SketchNetModel {
        get throws(Fault) { try readOnce.get() }
    }

    /// The network of locations that is a part of the program, read when it is first asked for: where strokes belong.
    /// - Throws: where the program was built with a file that is no model.
    package static var embeddedLocations: SketchNetModel {
        get throws(Fault) { try readLocationsOnce.get() }
    }

    private static let readOnce = Result { () throws(Fault) in
        let bytes = EmbeddedBytes(start: croquis_embedded_model(), count: croquis_embedded_model_count())
        return try SketchNetModel(bytes, name: "the embedded model")
    }

    private static let readLocationsOnce = Result { () throws(Fault) in
        let bytes = EmbeddedBytes(start: croquis_embedded_prior(), count: croquis_embedded_prior_count())
        return try SketchNetModel(bytes, name: "the embedded network of locations")
    }
}

/// The embedded file, of which nothing is copied but what is read.
private struct EmbeddedBytes: RandomAccessBytes {
    /// Constants of the program, which live as long as it runs.
    nonisolated(unsafe) let start: UnsafePointer<UInt8>
    let count: Int

    func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(ArrayFault) {
        buffer.append(contentsOf: memory(range))
    }

    func withBytes(
        _ range: Range<Int>,
        through buffer: inout [UInt8],
        _ take: (borrowing Span<UInt8>) -> Void
    ) throws(ArrayFault) {
        take(memory(range).span)
    }

    private func memory(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        let wanted = range.clamped(to: 0..<count)
        return UnsafeBufferPointer(start: start + wanted.lowerBound, count: wanted.count)
    }
}
