/// Which rows of the token matrix belong to which sketch. The first row of a sketch is its class token.
struct TokenLayout {
    /// The row after the last of each sketch.
    private(set) var ends: [Int] = []
    private(set) var classRows: [Int] = []
    /// The rows that the head reads: those of the class tokens, or those of all strokes.
    private(set) var headRows: [Int] = []
    /// Attention in which every token is a query.
    private(set) var full: [Attention.Sketch] = []
    /// Attention in which only the class tokens are queries, each in the row of its sketch.
    private(set) var classOnly: [Attention.Sketch] = []

    var count: Int { ends.last ?? 0 }

    mutating func plan<Scalar>(_ batch: StrokeBatch<Scalar>, _ configuration: SketchNetConfiguration) {
        ends.removeAll(keepingCapacity: true)
        classRows.removeAll(keepingCapacity: true)
        headRows.removeAll(keepingCapacity: true)
        full.removeAll(keepingCapacity: true)
        classOnly.removeAll(keepingCapacity: true)
        for sketch in 0..<batch.sketchCount {
            let start = count
            let strokes =
                configuration.tokens == .packed
                ? batch.strokes(ofSketch: sketch).count : SketchNetConfiguration.maximumStrokes
            let rows = start..<start + 1 + strokes
            classRows.append(start)
            if configuration.head == .classes { headRows.append(start) } else { headRows += rows.dropFirst() }
            ends.append(rows.upperBound)
            full.append(Attention.Sketch(queries: rows, tokens: rows))
            classOnly.append(Attention.Sketch(queries: sketch..<sketch + 1, tokens: rows))
        }
    }
}
