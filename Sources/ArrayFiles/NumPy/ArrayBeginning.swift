/// The first rows of a file's only matrix, or of the first one in an array of objects, as far as they lie in the file's
/// first bytes.
package struct ArrayBeginning {
    package let columns: Int
    /// Whole rows.
    package let rows: [[Double]]

    private static let mostColumns = 64

    /// - Returns: `nil` if the bytes don't begin an array of that kind, or not even its first row is in them.
    package init?(_ prefix: [UInt8]) {
        guard prefix.starts(with: ArrayHeader.magic) else { return nil }
        let stream = MemberStream(BytesInMemory(prefix))
        var head: [UInt8] = []
        guard let header = try? ArrayHeader(stream, into: &head) else { return nil }
        var numbers: [Double] = []
        if header.type.kind == .object {
            var items: [ObjectArrayReader.Item] = []
            guard var reader = try? ObjectArrayReader(stream, after: head, header: header),
                (try? reader.next(into: &items)) != nil, let item = items.first, item.rank == 2,
                1...Self.mostColumns ~= item.columns
            else { return nil }
            var payload = Array(reader.payload(of: item))
            if item.isText {
                var plain: [UInt8] = []
                guard Latin1Text.append(payload[...], to: &plain) else { return nil }
                payload = plain
            }
            guard payload.count == item.rows * item.columns * item.type.size else { return nil }
            columns = item.columns
            ArrayView(type: item.type, rows: item.rows, columns: columns, start: 0, isFortran: item.isFortran)
                .elements(of: payload.span, into: &numbers)
        } else {
            guard header.shape.count == 2, 1...Self.mostColumns ~= header.shape[1], header.type.isNumber else {
                return nil
            }
            columns = header.shape[1]
            let whole = min(header.shape[0], (prefix.count - head.count) / (columns * header.type.size))
            // The rows of Fortran order lie beside one another.
            guard !header.isFortran || whole == header.shape[0] else { return nil }
            ArrayView(type: header.type, rows: whole, columns: columns, start: head.count, isFortran: header.isFortran)
                .elements(of: prefix.span, into: &numbers)
        }
        guard !numbers.isEmpty else { return nil }
        var rows: [[Double]] = []
        for start in stride(from: 0, to: numbers.count, by: columns) {
            rows.append(Array(numbers[start..<(start + columns)]))
        }
        self.rows = rows
    }
}
