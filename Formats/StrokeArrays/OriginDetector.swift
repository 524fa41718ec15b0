internal import ArrayFiles

/// Decides from the data what the first rows of a file mean.
struct OriginDetector {
    struct Decision {
        var origin: Origin
        /// Whether each sketch begins with stroke-5's start row, which isn't a point.
        var hasStartRows: Bool
        var reason: String
    }

    /// The number of sketches that are examined.
    static let mostSketches = 5000
    /// Longer sketches are left out: they would take more time than they are worth.
    private static let mostRows = 100_000

    private var evidence = OriginEvidence()
    /// The same evidence without each sketch's first row.
    private var evidenceAfterStart = OriginEvidence()
    private var startRows = 0

    var sketches: Int { evidence.sketches }

    /// Examines the sketches of a batch; those that can't be read are ignored.
    mutating func add(_ batch: ItemBatch) {
        var decoder = RowDecoder()
        for item in batch.items
        where sketches < Self.mostSketches && item.problem == nil && item.view.rows < Self.mostRows {
            guard (try? decoder.decode(item, of: batch.bytes)) != nil else { continue }
            let columns = item.view.columns
            evidence.add(decoder.numbers.span, columns: columns)
            if columns == 5, decoder.numbers.starts(with: [0, 0, 1, 0, 0]) {
                startRows += 1
                evidenceAfterStart.add(decoder.numbers.span.extracting(5...), columns: columns)
            }
        }
    }

    func decision() -> Decision {
        let hasStartRows = sketches > 0 && startRows == sketches
        let (origin, reason) = (hasStartRows ? evidenceAfterStart : evidence).decision()
        return Decision(origin: origin, hasStartRows: hasStartRows, reason: reason)
    }
}
