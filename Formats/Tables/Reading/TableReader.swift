internal import ArrayFiles
internal import ColumnFiles
internal import SketchModel
internal import SketchStreams

/// Reads a table batch by batch, each of which becomes chunks of some hundred rows.
struct TableReader: SketchReader {
    private let source: String
    private let options: TableOptions
    private let layout: TableLayout
    private var file: any ColumnReading
    private var batch: ColumnBatch?
    private var nextRow = 0
    private var rowCount = 0

    private static let rowsPerChunk = 256

    /// - Throws: `Fault` if the file is damaged, or has no column of drawings.
    init(
        _ source: String,
        options: TableOptions,
        open: () throws(ArrayFault) -> any ColumnReading
    ) throws(Fault) {
        (self.source, self.options) = (source, options)
        do throws(ArrayFault) {
            file = try open()
        } catch {
            throw Self.fault(error, source)
        }
        do throws(TableError) {
            layout = try TableLayout(file.schema, drawing: options.drawing)
        } catch {
            throw Fault(source: source, reason: error)
        }
        file.select(layout.used)
    }

    mutating func nextChunk() throws(Fault) -> (any SketchChunk)? {
        while true {
            if let batch, nextRow < batch.rowCount {
                let rows = nextRow..<min(nextRow + Self.rowsPerChunk, batch.rowCount)
                nextRow = rows.upperBound
                return TableChunk(
                    batch: batch,
                    rows: rows,
                    layout: layout,
                    schema: file.schema,
                    origin: options.origin,
                    byteCount: batch.byteCount / max(batch.rowCount, 1) * rows.count
                )
            }
            rowCount += batch?.rowCount ?? 0
            (batch, nextRow) = (nil, 0)
            do throws(ArrayFault) {
                batch = try file.next()
            } catch {
                throw Self.fault(error, source)
            }
            if batch == nil { return nil }
        }
    }

    private static func fault(_ fault: ArrayFault, _ source: String) -> Fault {
        Fault(
            source: source,
            position: fault.offset.map { .bytes(offset: $0, record: nil) } ?? .file,
            reason: fault.reason
        )
    }

    var notes: [String] {
        let fields = file.schema.fields
        var notes: [String] = []
        if let label = layout.label, fields[label].type.isWhole {
            if let names = layout.classNames {
                notes.append("classes: \(names.count), named in the file")
            } else {
                notes.append("classes: labels are the numbers of classes, since the file doesn't name them")
            }
        }
        if !layout.unused.isEmpty {
            let names = layout.unused.prefix(12).map { PrintableText.of($0) }.joined(separator: ", ")
            notes.append("columns passed over: \(names)" + (layout.unused.count > 12 ? ", …" : ""))
        }
        return notes
    }
}
