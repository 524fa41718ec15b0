internal import ArrayFiles

/// The numbers of the array in a file: a plain one, or the first in an array of objects.
struct TreeArray {
    let rows: Int
    let columns: Int
    /// The numbers, row by row.
    private(set) var numbers: [Double] = []
    /// Whether an array of objects has others besides.
    private(set) var hasOthers = false
    /// The byte at which the first row begins, or the object.
    private let start: Int
    /// The bytes from one row to the next, if the rows follow one another in the file.
    private let rowSize: Int

    /// - Throws: `ArrayFault` with `ArrayFileError`, or with `TreeArrayError` if there is no matrix with `columns`
    ///   columns.
    init(_ bytes: [UInt8], columns: Int) throws(ArrayFault) {
        let stream = MemberStream(BytesInMemory(bytes))
        var head: [UInt8] = []
        let header = try ArrayHeader(stream, into: &head)
        self.columns = columns
        guard header.type.kind != .object else {
            var reader = try ObjectArrayReader(stream, after: head, header: header)
            let item = try Self.onlyArray(of: &reader, hasOthers: &hasOthers)
            guard item.rank == 2, item.columns == columns else {
                let shape = item.rank == 2 ? [item.rows, item.columns] : []
                throw ArrayFault(TreeArrayError.otherShape(shape, rank: item.rank, columns: columns), at: item.offset)
            }
            (rows, start, rowSize) = (item.rows, item.offset, 0)
            var payload = Array(reader.payload(of: item))
            if item.isText {
                var plain: [UInt8] = []
                guard Latin1Text.append(payload[...], to: &plain),
                    plain.count == rows * columns * item.type.size
                else { throw ArrayFault(TreeArrayError.badText, at: item.offset) }
                payload = plain
            }
            let view = ArrayView(
                type: item.type,
                rows: rows,
                columns: columns,
                start: 0,
                isFortran: item.isFortran
            )
            view.elements(of: payload.span, into: &numbers)
            return
        }
        guard header.shape.count == 2, header.shape[1] == columns, header.type.isNumber else {
            let error = TreeArrayError.otherShape(header.shape, rank: header.shape.count, columns: columns)
            throw ArrayFault(header.type.isNumber ? error : .notNumbers(header.type.name))
        }
        (rows, start) = (header.shape[0], head.count)
        rowSize = header.isFortran ? 0 : columns * header.type.size
        let size = try header.byteCount()
        let left = bytes.count - head.count
        guard size <= left else {
            throw ArrayFault(TreeArrayError.cutOff(declared: size, found: left), at: bytes.count)
        }
        guard size == left else { throw ArrayFault(ArrayFileError.trailingBytes(left - size), at: head.count + size) }
        let view = ArrayView(
            type: header.type,
            rows: rows,
            columns: columns,
            start: head.count,
            isFortran: header.isFortran
        )
        view.elements(of: bytes.span, into: &numbers)
    }

    /// The first array. Other objects may follow it.
    private static func onlyArray(
        of reader: inout ObjectArrayReader,
        hasOthers: inout Bool
    ) throws(ArrayFault) -> ObjectArrayReader.Item {
        var items: [ObjectArrayReader.Item] = []
        try reader.next(into: &items)
        guard let first = items.first else { throw ArrayFault(TreeArrayError.noArray) }
        hasOthers = items.count > 1
        do throws(ArrayFault) {
            repeat {
                try reader.next(into: &items)
                hasOthers = hasOthers || !items.isEmpty
            } while !items.isEmpty
        } catch {
            guard case .notAnArray? = error.reason as? ArrayFileError else { throw error }
            hasOthers = true
        }
        return first
    }

    /// The byte of a row, or of the array if its rows don't follow one another.
    func offset(ofRow row: Int) -> Int { start + row * rowSize }
}
