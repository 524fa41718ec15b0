internal import ArrayFiles
internal import CEmbeddedModel
internal import SketchModel

extension SketchNetModel {
    /// The classifier built into the program, read on first use. MODEL.md describes its training data and its accuracy.
    /// - Throws: if the program was built with a file that isn't a model.
    package static var embedded: SketchNetModel {
        get throws(Fault) { try readOnce.get() }
    }

    /// The location network built into the program, read on first use. It predicts where strokes belong.
    /// - Throws: if the program was built with a file that isn't a model.
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

/// The embedded file; only what is read is copied.
private struct EmbeddedBytes: RandomAccessBytes {
    /// A constant of the program, valid as long as it runs.
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
