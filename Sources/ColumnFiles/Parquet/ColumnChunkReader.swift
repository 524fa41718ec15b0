internal import ArrayFiles
internal import Zlib

/// Reads the pages of a chunk.
struct ColumnChunkReader {
    private let leaf: ParquetLeaf
    private let codec: ParquetCodec
    private let bytes: [UInt8]
    /// The offset of the chunk in the file.
    private let base: Int
    private var position = 0
    /// The offset of the page in the file.
    private var pageOffset: Int

    private let entryCount: Int
    private let byteLimit: Int
    private var unpacked: [UInt8] = []
    private var entries: LeafEntries

    /// The entries of a chunk.
    static func entries(
        of leaf: ParquetLeaf,
        _ chunk: ColumnChunk,
        in file: any RandomAccessBytes,
        dataEnd: Int
    ) throws(ArrayFault) -> LeafEntries {
        // Some writers give chunks without values no place in the file.
        if chunk.valueCount == 0 { return LeafEntries(values: LeafValues(leaf, byteLimit: 0)) }
        var reader = try ColumnChunkReader(leaf, chunk, file, dataEnd: dataEnd)
        while reader.entries.count < reader.entryCount { try reader.readPage() }
        guard reader.entries.findStarts() else {
            throw reader.damaged("its repetition and definition levels contradict each other")
        }
        return reader.entries
    }

    private init(
        _ leaf: ParquetLeaf,
        _ chunk: ColumnChunk,
        _ file: any RandomAccessBytes,
        dataEnd: Int
    ) throws(ArrayFault) {
        if chunk.isEncrypted { throw ArrayFault(ParquetError.encryptedColumn(leaf.path)) }
        if chunk.isElsewhere { throw ArrayFault(ParquetError.columnElsewhere(leaf.path)) }
        guard chunk.type == leaf.physicalType.rawValue else {
            throw ArrayFault(ParquetError.badColumn(leaf.path, why: "its type isn't the schema's"))
        }
        base = chunk.start
        guard base >= 4, base <= dataEnd, 0...(dataEnd - base) ~= chunk.compressedSize, chunk.valueCount >= 0 else {
            throw ArrayFault(ParquetError.badColumn(leaf.path, why: "it lies outside the file"))
        }
        guard let codec = ParquetCodec(rawValue: chunk.codec) else {
            throw ArrayFault(ParquetError.unsupportedCodec(column: leaf.path, name: "codec \(chunk.codec)"), at: base)
        }
        switch codec {
        case .uncompressed, .snappy, .gzip, .zstd, .lz4Raw: break
        default: throw ArrayFault(ParquetError.unsupportedCodec(column: leaf.path, name: codec.name), at: base)
        }
        let entryLimit = Self.entryLimit(compressedSize: chunk.compressedSize)
        guard chunk.valueCount <= entryLimit else {
            throw ArrayFault(ParquetError.tooManyValues(column: leaf.path, limit: entryLimit), at: base)
        }
        (self.leaf, self.codec) = (leaf, codec)
        pageOffset = base
        entryCount = chunk.valueCount
        byteLimit = Self.byteLimit(compressedSize: chunk.compressedSize)
        entries = LeafEntries(values: LeafValues(leaf, byteLimit: byteLimit))
        var bytes: [UInt8] = []
        try file.read(base..<(base + chunk.compressedSize), into: &bytes)
        guard bytes.count == chunk.compressedSize else {
            throw ArrayFault(ParquetError.truncated("column '\(leaf.path)'"), at: base + bytes.count)
        }
        self.bytes = bytes
    }

    /// The number of entries that a chunk may have: far more than real ones, and few enough to hold in memory.
    static func entryLimit(compressedSize: Int) -> Int { 1 << 24 + 16 * min(compressedSize, 1 << 40) }

    /// The number of bytes that a chunk may decompress to.
    private static func byteLimit(compressedSize: Int) -> Int { 1 << 27 + 64 * min(compressedSize, 1 << 40) }

    private func damaged(_ why: String) -> ArrayFault {
        ArrayFault(ParquetError.badColumn(leaf.path, why: why), at: pageOffset)
    }

    private mutating func readPage() throws(ArrayFault) {
        pageOffset = base + position
        guard position < bytes.count else { throw damaged("it has fewer values than it declares") }
        var thrift = ThriftReader(bytes, position..<bytes.count, base: base)
        let header = try PageHeader(&thrift)
        let start = thrift.position
        guard 0...(bytes.count - start) ~= header.packedSize, header.unpackedSize >= 0 else {
            throw damaged("a page lies outside it")
        }
        let page = start..<(start + header.packedSize)
        position = page.upperBound
        if let expected = header.checksum {
            var checksum = Checksum()
            checksum.add(bytes.span.bytes.extracting(page))
            guard checksum.value == expected else {
                throw ArrayFault(ParquetError.wrongChecksum(column: leaf.path), at: pageOffset)
            }
        }
        guard header.unpackedSize <= byteLimit - entries.unpackedSize else {
            throw ArrayFault(ParquetError.tooManyBytes(column: leaf.path, limit: byteLimit), at: pageOffset)
        }
        entries.unpackedSize += header.unpackedSize
        switch header.kind {
        case .data: try readData(header, page)
        case .dataV2: try readSecondData(header, page)
        case .dictionary: try readDictionary(header, page)
        case .index, nil: break
        }
    }

    // MARK: Compression

    /// Replaces `unpacked` by a part of a page.
    private mutating func unpack(_ part: Range<Int>, size: Int, isCompressed: Bool = true) throws(ArrayFault) {
        let (bytes, codec) = (bytes, isCompressed ? codec : .uncompressed)
        do throws(PageCompression.Failure) {
            try PageCompression.unpack(bytes.span.bytes.extracting(part), codec, size: size, into: &unpacked)
        } catch {
            throw ArrayFault(ParquetError.damagedCompression(column: leaf.path, why: error.why), at: pageOffset)
        }
    }

    private mutating func readDictionary(_ header: PageHeader, _ page: Range<Int>) throws(ArrayFault) {
        guard entries.count == 0, !entries.values.hasDictionary else {
            throw damaged("it has a dictionary that isn't its first page")
        }
        guard header.valueCount >= 0 else { throw damaged("its dictionary has no length") }
        let encoding = ParquetEncoding(rawValue: header.encoding)
        guard encoding == .plain || encoding == .plainDictionary else { throw unsupported(header.encoding) }
        try unpack(page, size: header.unpackedSize)
        let unpacked = unpacked
        do throws(LeafValues.Failure) {
            try entries.values.readDictionary(unpacked.span.bytes, count: header.valueCount)
        } catch {
            throw fault(error)
        }
    }

    // MARK: Data pages

    private mutating func readData(_ header: PageHeader, _ page: Range<Int>) throws(ArrayFault) {
        try unpack(page, size: header.unpackedSize)
        let (count, unpacked) = (try pageCount(header), unpacked)
        var start = 0
        if leaf.maxRepetition > 0 {
            let levels = try levels(&start, header.repetitionEncoding)
            try check(entries.readRepetitions(unpacked.span.bytes.extracting(levels), count: count))
        }
        if leaf.maxDefinition > 0 {
            let levels = try levels(&start, header.definitionEncoding)
            try check(entries.readDefinitions(unpacked.span.bytes.extracting(levels), count: count))
        }
        try readValues(inUnpackedFrom: start, header, count: entries.add(count))
    }

    private mutating func readSecondData(_ header: PageHeader, _ page: Range<Int>) throws(ArrayFault) {
        let (count, bytes) = (try pageCount(header), bytes)
        guard 0...page.count ~= header.repetitionSize,
            0...(page.count - header.repetitionSize) ~= header.definitionSize,
            header.unpackedSize >= header.repetitionSize + header.definitionSize
        else { throw damaged("the levels of a page lie outside it") }
        let definitions = page.lowerBound + header.repetitionSize
        let start = definitions + header.definitionSize
        if leaf.maxRepetition > 0 {
            let levels = bytes.span.bytes.extracting(page.lowerBound..<definitions)
            try check(entries.readRepetitions(levels, count: count))
        }
        if leaf.maxDefinition > 0 {
            let levels = bytes.span.bytes.extracting(definitions..<start)
            try check(entries.readDefinitions(levels, count: count))
        }
        let size = header.unpackedSize - (start - page.lowerBound)
        try unpack(start..<page.upperBound, size: size, isCompressed: header.isCompressed)
        try readValues(inUnpackedFrom: 0, header, count: entries.add(count))
    }

    /// Reads `count` values.
    private mutating func readValues(
        inUnpackedFrom start: Int,
        _ header: PageHeader,
        count: Int
    ) throws(ArrayFault) {
        guard let encoding = ParquetEncoding(rawValue: header.encoding) else { throw unsupported(header.encoding) }
        let unpacked = unpacked
        do throws(LeafValues.Failure) {
            let page = unpacked.span.bytes.extracting(droppingFirst: start)
            try entries.values.read(page, encoding: encoding, count: count)
        } catch {
            throw fault(error)
        }
    }

    private func pageCount(_ header: PageHeader) throws(ArrayFault) -> Int {
        guard 0...(entryCount - entries.count) ~= header.valueCount else {
            throw damaged("it has more values than it declares")
        }
        return header.valueCount
    }

    private func check(_ areLevelsValid: Bool) throws(ArrayFault) {
        guard areLevelsValid else { throw damaged("its levels end early or are too high") }
    }

    /// Where the levels at `start` of the page are; `start` is moved behind them.
    private func levels(_ start: inout Int, _ encoding: Int) throws(ArrayFault) -> Range<Int> {
        guard encoding == ParquetEncoding.rle.rawValue else {
            throw ArrayFault(ParquetError.unsupportedLevels(column: leaf.path), at: pageOffset)
        }
        guard let length = unpacked.span.bytes.readUInt32(at: start), length <= unpacked.count - start - 4 else {
            throw damaged("the levels of a page lie outside it")
        }
        defer { start += 4 + length }
        return (start + 4)..<(start + 4 + length)
    }

    // MARK: Faults

    private func unsupported(_ code: Int) -> ArrayFault {
        let name = ParquetEncoding(rawValue: code)?.name ?? "encoding \(code)"
        return ArrayFault(ParquetError.unsupportedEncoding(column: leaf.path, name: name), at: pageOffset)
    }

    private func fault(_ failure: LeafValues.Failure) -> ArrayFault {
        switch failure {
        case .endsEarly: damaged("a page ends before its values do")
        case .badIndex: damaged("a value isn't in its dictionary")
        case .noDictionary: damaged("it has no dictionary, but a page that needs one")
        case .badDate: damaged("a timestamp is out of range")
        case .badDelta: damaged("the differences between its values are badly encoded")
        case .tooManyBytes: ArrayFault(ParquetError.tooManyBytes(column: leaf.path, limit: byteLimit), at: pageOffset)
        case .unsupported(let encoding): unsupported(encoding.rawValue)
        }
    }
}
