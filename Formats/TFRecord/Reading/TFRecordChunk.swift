internal import MessageFields
internal import SketchModel
internal import SketchStreams

/// A sequence of records; only the last of a file may be cut or have a wrong length.
struct TFRecordChunk: SketchChunk {
    let bytes: [UInt8]
    let names: ClassNames?
    let longest: Int

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        let data = bytes.span
        var features = ExampleFeatures()
        var (offset, records) = (0, 0)
        while offset < data.count {
            let start = offset
            switch RecordFrame.extent(data, at: start, longest: longest) {
            case .whole(let range):
                offset = range.upperBound + RecordFrame.checksumSize
                visitor.sketch.removeAll()
                visitor.sketch.source.position = .bytes(offset: start, record: records)
                let record = start..<offset
                if visitor.keepsRecords { visitor.sketch.source.record = Array(bytes[record]) }
                do throws(MessageFault) {
                    try RecordFrame.check(range, in: data)
                    try features.read(data, at: range)
                    try fill(&visitor.sketch, with: features, at: range)
                } catch {
                    let position = SourcePosition.bytes(offset: error.offset, record: records)
                    let reason = (error.reason as? MessageError).map { TFRecordError($0) } ?? error.reason
                    try visitor.refuse(reason, at: position, record: Array(bytes[record]))
                    break
                }
                if features.hasOthers { visitor.losses.add(.unknownKeys) }
                if visitor.sketch.metadata.id == nil, features.keyID.count > 0 || features.keyText != nil {
                    visitor.losses.add(.id)
                }
                try visitor.visit()
            case .cut(let reason), .broken(let reason):
                offset = data.count
                let position = SourcePosition.bytes(offset: start, record: records)
                try visitor.refuse(reason, at: position, record: Array(bytes[start...]))
            }
            records += 1
        }
        return SourceExtent(lines: 0, bytes: data.count, sketches: records)
    }

    /// Fills an empty sketch from the record whose data lie at `range`.
    private func fill(
        _ sketch: inout Sketch,
        with features: borrowing ExampleFeatures,
        at range: Range<Int>
    ) throws(MessageFault) {
        guard features.hasInk else { throw MessageFault(TFRecordError.noInk, at: range.lowerBound) }
        do throws(TFRecordError) {
            try InkRows.fill(&sketch, from: features.ink.span, shape: features.shape)
        } catch {
            throw MessageFault(error, at: features.inkOffset)
        }
        sketch.metadata.label = try label(features)
        sketch.metadata.id = id(features)
    }

    /// The label as text, otherwise the name of the class, otherwise its number.
    private func label(_ features: borrowing ExampleFeatures) throws(MessageFault) -> String? {
        if let range = features.label, !range.isEmpty {
            let text = String(validating: bytes[range], as: UTF8.self)
            guard let text else { throw MessageFault(TFRecordError.labelNotText, at: features.labelOffset) }
            return text
        }
        guard let number = features.classIndex.first.first else { return nil }
        do throws(TFRecordError) {
            guard features.classIndex.count == 1 else { throw .severalClasses(features.classIndex.count) }
            guard number >= 0 else { throw .negativeClass(number) }
            guard let names else { return String(number) }
            return try names.name(of: number)
        } catch {
            throw MessageFault(error, at: features.classOffset)
        }
    }

    /// The id, if it is a number or the digits of one.
    private func id(_ features: borrowing ExampleFeatures) -> UInt64? {
        if let number = features.keyID.first.first, features.keyID.count == 1 {
            // Protocol Buffers store what is beyond 63 bits as negative.
            return UInt64(bitPattern: number)
        }
        guard let range = features.keyText, bytes[range].allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
            return nil
        }
        return UInt64(String(decoding: bytes[range], as: UTF8.self))
    }
}
