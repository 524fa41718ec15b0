internal import TextNotation

/// The evidence for whether the first rows of a file draw. The rules and their reasons are in README.md.
struct OriginEvidence {
    /// Fewer sketches show too little by their shapes.
    private static let fewestSketches = 20
    /// The number of rows of each sketch whose lengths are measured.
    private static let measuredRows = 8

    private(set) var sketches = 0
    private var zeroFirstRows = 0
    private var positiveFirstRows = 0
    private var singleRowFirstStrokes = 0
    private var laterStrokes = 0
    private var singleRowLaterStrokes = 0
    private var firstLengths: [Double] = []
    private var drawnLengths: [Double] = []
    private var firstTurn = Mean()
    private var secondTurn = Mean()

    private struct Mean {
        var sum = 0.0
        var count = 0.0
        var value: Double { count > 0 ? sum / count : 0 }
        mutating func add(_ number: Double) {
            sum += number
            count += 1
        }
    }

    /// Examines one sketch as it is in a file, with `columns` numbers per row.
    mutating func add(_ numbers: Span<Double>, columns: Int) {
        func lifts(_ row: Int) -> Bool { numbers[row * columns + (columns == 3 ? 2 : 3)] == 1 }
        func length(_ row: Int) -> Double {
            (numbers[row * columns] * numbers[row * columns] + numbers[row * columns + 1] * numbers[row * columns + 1])
                .squareRoot()
        }
        func cosine(_ row: Int) -> Double? {
            let (a, b) = (row * columns, (row + 1) * columns)
            let product = length(row) * length(row + 1)
            guard product > 0, product.isFinite else { return nil }
            return (numbers[a] * numbers[b] + numbers[a + 1] * numbers[b + 1]) / product
        }
        var count = numbers.count / columns
        if columns == 5 { count = (0..<count).first { numbers[$0 * 5 + 4] == 1 } ?? count }
        guard count > 0, length(0).isFinite else { return }
        sketches += 1
        firstLengths.append(length(0))
        if length(0) == 0 { zeroFirstRows += 1 }
        if numbers[0] >= 0, numbers[1] >= 0 { positiveFirstRows += 1 }
        var strokeStart = 0
        for row in 0..<count {
            if row > strokeStart, row < Self.measuredRows, length(row).isFinite { drawnLengths.append(length(row)) }
            guard lifts(row) else { continue }
            if strokeStart == 0 {
                if row == 0 { singleRowFirstStrokes += 1 }
                if row >= 2, let first = cosine(0), let second = cosine(1) {
                    firstTurn.add(first)
                    secondTurn.add(second)
                }
            } else {
                laterStrokes += 1
                if row == strokeStart { singleRowLaterStrokes += 1 }
            }
            strokeStart = row + 1
        }
    }

    /// The decision and its reason.
    func decision() -> (origin: Origin, reason: String) {
        if sketches == 0 {
            return (.implicit, "that is Sketch-RNN's own convention, and there is no sketch to tell otherwise")
        }
        if 2 * zeroFirstRows >= sketches {
            return (.explicit, "the first row is zero in \(zeroFirstRows) of \(sketches) sketches")
        }
        if sketches < Self.fewestSketches {
            return (.implicit, "that is Sketch-RNN's own convention, and \(sketches) sketches are too few to tell")
        }
        if 1000 * positiveFirstRows >= 995 * sketches {
            return (
                .explicit,
                "the first row leads right and down in \(positiveFirstRows) of \(sketches) sketches, as a position does"
            )
        }
        let (first, drawn) = (Self.median(firstLengths), Self.median(drawnLengths))
        if first * 8 < drawn {
            return (
                .explicit,
                "first rows are short: \(Self.text(first)) units (median), and \(Self.text(drawn)) later"
            )
        }
        if firstStrokesAreOftenerSingle {
            return (
                .implicit,
                "\(singleRowFirstStrokes) of \(sketches) first strokes are a single row and \(singleRowLaterStrokes) of \(laterStrokes) later ones are"
            )
        }
        let turns = "\(Self.text(firstTurn.value)) against \(Self.text(secondTurn.value)) one row later"
        if firstTurn.count >= 20, firstTurn.value < secondTurn.value - 0.35 {
            return (.explicit, "first rows do not lead on into the stroke: mean cosine \(turns)")
        }
        return (.implicit, "first rows lead on into the stroke: mean cosine \(turns)")
    }

    /// Whether single rows are at least twice as frequent in first strokes, by more than three standard deviations.
    private var firstStrokesAreOftenerSingle: Bool {
        let (n, m) = (Double(sketches), Double(max(laterStrokes, 1)))
        let (first, later) = (Double(singleRowFirstStrokes) / n, Double(singleRowLaterStrokes) / m)
        let pooled = Double(singleRowFirstStrokes + singleRowLaterStrokes) / (n + m)
        let deviation = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
        return first > 2 * later && first - later > 3 * deviation
    }

    private static func median(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }

    /// Two decimal places.
    private static func text(_ value: Double) -> String {
        abs(value) < 1e12 ? DecimalText.fixed(value, digits: 2) : "\(value)"
    }
}
