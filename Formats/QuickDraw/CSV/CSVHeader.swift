internal import SketchModel

/// What a column holds.
enum CSVColumn: Sendable, Equatable {
    case drawing, word, countryCode, timestamp, recognized, id
    /// The numbers of the rows, which pandas adds: `` or, if it read and wrote that, `Unnamed: 0`.
    case index
    case unknown

    init(_ name: Span<UInt8>) {
        switch RecordKeys(name) {
        case .drawing: self = .drawing
        case .word: self = .word
        case .countryCode: self = .countryCode
        case .timestamp: self = .timestamp
        case .recognized: self = .recognized
        case .id: self = .id
        default: self = name.isEmpty || name.begins(with: "Unnamed: ") ? .index : .unknown
        }
    }
}

/// The columns of a file, as its first record names them.
struct CSVHeader: Sendable {
    /// The most columns that a file may have.
    static let mostColumns = 4096

    let columns: [CSVColumn]

    /// Whether there are columns of drawings besides the drawing itself.
    var hasOtherKnownColumns: Bool { columns.contains { $0 != .drawing && $0 != .index && $0 != .unknown } }

    enum Finding {
        /// The header, and the index after it.
        case found(CSVHeader, end: Int)
        /// The text ends before the header does, and more may follow.
        case cut
        case refused(CSVFault)
    }

    /// Finds the header at the start of a text, after a byte order mark and blank lines.
    /// - Parameter isWhole: whether nothing follows the text.
    static func find(in text: Span<UInt8>, isWhole: Bool) -> Finding {
        var splitter = CSVSplitter(limit: mostColumns)
        var offset = NDJSONSniffer.lengthOfMark(text)
        do throws(CSVFault) {
            while offset < text.count {
                let start = offset
                offset = try splitter.record(text, from: start)
                guard isWhole || text[offset - 1] == 0x0a else { return .cut }
                if !splitter.isBlank { return .found(try CSVHeader(splitter, text, from: start), end: offset) }
            }
        } catch {
            return splitter.isOpen && !isWhole ? .cut : .refused(error)
        }
        return isWhole ? .refused(CSVFault(offset: 0, reason: CSVError.noHeader)) : .cut
    }

    private init(_ record: CSVSplitter, _ text: Span<UInt8>, from start: Int) throws(CSVFault) {
        guard record.count <= Self.mostColumns else {
            throw CSVFault(offset: start, reason: CSVError.tooManyColumns(limit: Self.mostColumns))
        }
        var columns: [CSVColumn] = []
        for field in record.fields {
            let name = text.extracting(field.range)
            let column = CSVColumn(name)
            if column != .index, column != .unknown, columns.contains(column) {
                let offset = field.range.lowerBound
                throw CSVFault(offset: offset, reason: CSVError.duplicateColumn(RepeatedText.excerpt(name)))
            }
            columns.append(column)
        }
        guard columns.contains(.drawing) else { throw CSVFault(offset: start, reason: CSVError.noDrawingColumn) }
        self.columns = columns
    }
}

extension Span<UInt8> {
    /// Whether the bytes begin with `word`.
    func begins(with word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard count >= length else { return false }
        return word.withUTF8Buffer { letters in
            for index in 0..<length where self[index] != letters[index] { return false }
            return true
        }
    }

    /// Whether the bytes are `word`.
    func spells(_ word: StaticString) -> Bool { count == word.utf8CodeUnitCount && begins(with: word) }
}
