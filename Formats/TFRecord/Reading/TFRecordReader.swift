package import SketchModel
package import SketchStreams

/// Cuts records into chunks by following their lengths.
package struct TFRecordReader: SketchReader {
    /// The most bytes that the data of one record may take.
    package static let longestRecord = 1 << 28

    private var source: BytesBeforeFault
    private let names: ClassNames?
    private let longest: Int
    private let chunkSize: Int
    private var carried: [UInt8] = []
    private var hasEnded = false
    package private(set) var notes: [String] = []

    /// - Throws: `Fault` if the first record is not a drawing, or if the file of the classes' names can't be read.
    package init(
        _ source: ByteSource,
        longestRecord: Int = TFRecordReader.longestRecord,
        chunkSize: Int = 1 << 18
    ) throws(Fault) {
        self.source = BytesBeforeFault(source)
        longest = longestRecord
        self.chunkSize = chunkSize
        names = try ClassNames.beside(source.name)
        let hasClasses = try Self.inspectFirst(self.source, longest: longest)
        if let names {
            notes = ["classes: \(names.names.count), named by \(names.path)"]
        } else if hasClasses {
            let path = source.name == "-" ? "" : RecordFileName.classes(beside: source.name).last ?? ""
            let missing = path.isEmpty ? "there is no file of their names" : "there is no \(path)"
            notes = ["classes: labels are the numbers of classes, since \(missing)"]
        }
    }

    /// The longest first record that is inspected before any is read.
    private static let longestFirst = 1 << 20

    /// Refuses files of other `Example`s as a whole.
    /// - Returns: whether the first record has the number of a class.
    private static func inspectFirst(_ source: BytesBeforeFault, longest: Int) throws(Fault) -> Bool {
        var prefix = source.peek(FormatChoice.prefixLength)
        if case .cut(.cutData(let expected, _)) = RecordFrame.extent(prefix.span, at: 0, longest: longest),
            expected <= longestFirst
        {
            prefix = source.peek(RecordFrame.headerSize + expected)
        }
        guard case .whole(let data) = RecordFrame.extent(prefix.span, at: 0, longest: longest) else { return false }
        var features = ExampleFeatures()
        // Its faults are found again when it is decoded.
        guard (try? RecordFrame.check(data, in: prefix.span)) != nil,
            (try? features.read(prefix.span, at: data)) != nil
        else { return false }
        guard features.hasInk else {
            let position = SourcePosition.bytes(offset: data.lowerBound, record: 0)
            throw Fault(source: source.name, position: position, reason: TFRecordError.noInk)
        }
        return features.classIndex.count > 0 && features.label == nil
    }

    package mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        var bytes = carried
        carried = []
        var cut = 0
        while !hasEnded {
            if source.read(chunkSize, into: &bytes) == 0 {
                hasEnded = true
                if source.isCutShort { bytes.removeLast(bytes.count - cut) }
                break
            }
            if !follow(bytes.span, from: &cut) {
                // Where the next record begins is unknown. The chunk reports why.
                hasEnded = true
                bytes.removeLast(bytes.count - cut - RecordFrame.headerSize)
            } else if cut > 0, cut >= chunkSize / 2 {
                carried = Array(bytes[cut...])
                bytes.removeLast(bytes.count - cut)
                break
            }
        }
        if !bytes.isEmpty { return TFRecordChunk(bytes: bytes, names: names, longest: longest) }
        try source.throwFault()
        return nil
    }

    /// Moves `offset` past the records that are complete.
    /// - Returns: whether more bytes may complete the next one.
    private func follow(_ bytes: Span<UInt8>, from offset: inout Int) -> Bool {
        while true {
            switch RecordFrame.extent(bytes, at: offset, longest: longest) {
            case .whole(let data): offset = data.upperBound + RecordFrame.checksumSize
            case .cut: return true
            case .broken: return false
            }
        }
    }
}
