internal import ArrayFiles

/// Sketches of a member as they are in the file, with the bytes that they need.
struct ItemBatch: Sendable {
    var bytes: [UInt8] = []
    var items: [StrokeItem] = []
    /// The number of bytes that are its own, if batches share them.
    var ownBytes: Int?
    /// What other members of the archive say about each sketch; empty if there are none.
    var labels: [String?] = []
    var ids: [UInt64?] = []

    var byteCount: Int { ownBytes ?? bytes.count }
}

/// One sketch of a batch, with rows of 3 or 5 columns.
struct StrokeItem: Sendable {
    var view: ArrayView
    /// If its bytes are text, the range of that text, in which each byte is a character of Latin-1, encoded in UTF-8.
    var text: Range<Int>?
    /// The byte of the member at which it begins.
    var offset: Int
    /// Why it can't be read, if that is known before its rows are decoded.
    var problem: StrokeArrayError?

    /// About a gigabyte when decoded.
    static let mostRows = 1 << 24

    static func problem(rank: Int, rows: Int, columns: Int) -> StrokeArrayError? {
        if rank == 2, columns == 4 { return .strokeFour }
        if rank != 2 || (columns != 3 && columns != 5) { return .itemNotStrokes(rank: rank, columns: columns) }
        if rows > mostRows { return .tooManyRows(rows, limit: mostRows) }
        return nil
    }
}

/// Decodes the rows of a batch's items into numbers. Buffers are reused from one item to the next.
struct RowDecoder {
    /// The numbers of the last decoded item, row by row.
    private(set) var numbers: [Double] = []
    private var latin: [UInt8] = []

    /// - Throws: `StrokeArrayError.badText`
    mutating func decode(_ item: StrokeItem, of bytes: [UInt8]) throws(StrokeArrayError) {
        guard let text = item.text else { return item.view.elements(of: bytes.span, into: &numbers) }
        latin.removeAll(keepingCapacity: true)
        guard Latin1Text.append(bytes[text], to: &latin),
            latin.count == item.view.rows * item.view.columns * item.view.type.size
        else { throw .badText }
        var view = item.view
        view.start = 0
        let plain = latin
        view.elements(of: plain.span, into: &numbers)
    }
}
