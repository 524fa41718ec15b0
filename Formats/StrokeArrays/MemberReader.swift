internal import ArrayFiles
internal import SketchModel

/// Cuts one array, a member of an archive or a file, into batches of sketches.
struct MemberReader {
    private enum Layout {
        case objects(ObjectArrayReader)
        /// Sketches of the same shape, one after another.
        case dense(sketchBytes: Int)
        /// All sketches interleaved, as in Fortran order.
        case fortran
    }

    let header: ArrayHeader
    private let stream: MemberStream
    private var layout: Layout
    private var count = 0
    private var done = 0
    private var rows = 0
    private var columns = 0
    private let headerSize: Int
    /// All bytes of an array whose sketches are interleaved.
    private var interleaved: [UInt8] = []

    /// The approximate size of a batch in bytes.
    private static let batchBytes = 1 << 20
    private static let mostEmptySketches = 1 << 16
    /// Enough for the origin to be decided by one batch.
    private static let interleavedSketches = 1 << 13
    private static let largestInMemory = Int(UInt32.max)

    /// Whether arrays with this header can be strokes; others in the same archive are passed over.
    static func isStrokes(_ header: ArrayHeader) -> Bool {
        if header.type.kind == .object { return header.shape.count == 1 }
        guard header.shape.count == 2 || header.shape.count == 3 else { return false }
        return header.type.isNumber && [3, 4, 5].contains(header.shape[header.shape.count - 1])
    }

    init(_ stream: MemberStream) throws(ArrayFault) {
        self.stream = stream
        var bytes: [UInt8] = []
        let header = try ArrayHeader(stream, into: &bytes)
        self.header = header
        headerSize = bytes.count
        layout = .dense(sketchBytes: 0)
        guard Self.isStrokes(header) else { return }
        if header.type.kind == .object {
            layout = .objects(try ObjectArrayReader(stream, after: bytes, header: header))
            return
        }
        let shape = header.shape
        count = shape.count == 3 ? shape[0] : 1
        rows = shape[shape.count - 2]
        columns = shape[shape.count - 1]
        let size = try header.byteCount()
        guard size <= stream.remaining else {
            throw ArrayFault(StrokeArrayError.cutOff(declared: size, found: stream.remaining), at: bytes.count)
        }
        // Sketches without rows take no bytes, so nothing else bounds their number.
        guard size > 0 || count <= Self.mostEmptySketches else {
            throw ArrayFault(StrokeArrayError.notStrokes(shape: shape))
        }
        if header.isFortran, shape.count == 3 {
            guard size <= Self.largestInMemory else { throw ArrayFault(StrokeArrayError.fortranTooLarge) }
            layout = .fortran
        } else {
            layout = .dense(sketchBytes: count == 0 ? 0 : size / count)
        }
    }

    /// The next sketches, or `nil` at the end.
    mutating func next() throws(ArrayFault) -> ItemBatch? {
        switch layout {
        case .objects(var reader):
            // The reader is moved out while it runs, so that its buffers aren't copied.
            layout = .fortran
            defer { layout = .objects(reader) }
            return try Self.nextObjects(&reader)
        case .dense(let sketchBytes): return try nextDense(sketchBytes)
        case .fortran: return try nextFortran()
        }
    }

    private static func nextObjects(_ reader: inout ObjectArrayReader) throws(ArrayFault) -> ItemBatch? {
        var items: [ObjectArrayReader.Item] = []
        try reader.next(into: &items)
        guard !items.isEmpty else { return nil }
        var batch = ItemBatch()
        batch.items.reserveCapacity(items.count)
        batch.bytes.reserveCapacity(items.reduce(0) { $0 + $1.payload.count })
        for item in items {
            let start = batch.bytes.count
            let problem = StrokeItem.problem(rank: item.rank, rows: item.rows, columns: item.columns)
            if problem == nil { batch.bytes.append(contentsOf: reader.payload(of: item)) }
            let view = ArrayView(
                type: item.type,
                rows: item.rows,
                columns: item.columns,
                start: start,
                isFortran: item.isFortran
            )
            batch.items.append(
                StrokeItem(
                    view: view,
                    text: item.isText ? start..<batch.bytes.count : nil,
                    offset: item.offset,
                    problem: problem
                )
            )
        }
        return batch
    }

    private mutating func nextDense(_ sketchBytes: Int) throws(ArrayFault) -> ItemBatch? {
        guard done < count else { return try end() }
        let taken = min(max(Self.batchBytes / max(sketchBytes, 64), 1), count - done)
        var batch = ItemBatch()
        let first = headerSize + done * sketchBytes
        let problem = StrokeItem.problem(rank: 2, rows: rows, columns: columns)
        if let problem { throw ArrayFault(problem) }
        try read(taken * sketchBytes, into: &batch.bytes)
        for index in 0..<taken {
            let view = ArrayView(
                type: header.type,
                rows: rows,
                columns: columns,
                start: index * sketchBytes,
                isFortran: header.isFortran
            )
            batch.items.append(StrokeItem(view: view, offset: first + index * sketchBytes))
        }
        done += taken
        return batch
    }

    private mutating func nextFortran() throws(ArrayFault) -> ItemBatch? {
        guard done < count else { return try end() }
        if let problem = StrokeItem.problem(rank: 2, rows: rows, columns: columns) { throw ArrayFault(problem) }
        let size = rows * columns * header.type.size
        if done == 0 { try read(count * size, into: &interleaved) }
        let taken = min(Self.interleavedSketches, count - done)
        // The bytes are shared, not copied.
        var batch = ItemBatch(bytes: interleaved, ownBytes: taken * size)
        for index in done..<(done + taken) {
            let view = ArrayView(
                type: header.type,
                rows: rows,
                columns: columns,
                start: index * header.type.size,
                rowStride: count,
                columnStride: count * rows
            )
            batch.items.append(StrokeItem(view: view, offset: headerSize + index * header.type.size))
        }
        done += taken
        if done == count { interleaved = [] }
        return batch
    }

    private func read(_ count: Int, into bytes: inout [UInt8]) throws(ArrayFault) {
        bytes.reserveCapacity(count)
        while bytes.count < count { _ = try stream.read(min(count - bytes.count, Self.batchBytes), into: &bytes) }
    }

    private func end() throws(ArrayFault) -> ItemBatch? {
        guard stream.remaining == 0 else {
            throw ArrayFault(ArrayFileError.trailingBytes(stream.remaining), at: stream.offset)
        }
        return nil
    }
}
