package import SketchModel
package import SketchNet

/// Shows one sketch to a network with strokes left out, reordered or moved. A stroke's shape doesn't depend on the
/// other strokes, so the shapes are computed once.
///
/// It borrows the workspace: only one probe at a time may use it.
package struct SketchProbe<Scalar: NetworkScalar> {
    package let reader: ReadNetwork<Scalar>
    /// The sketch as given, within ±0.74; no stroke is empty.
    package let sketch: Sketch
    /// x and y of each stroke's first point.
    package private(set) var starts: [Scalar]
    /// The shape of each stroke, a row of the network's width.
    package private(set) var shapes: [Scalar]
    let workspace: SketchNetWorkspace<Scalar>

    /// Tokens per pass: few enough for a core's cache, many enough for fast products.
    private static var tokenLimit: Int { 1024 }

    /// - Parameter sketch: prepared by `RecognitionInput`: within ±0.74, with at most 196 strokes.
    /// - Throws: `ExplanationError.noStrokes`.
    package init(
        _ sketch: Sketch,
        by reader: ReadNetwork<Scalar>,
        in workspace: SketchNetWorkspace<Scalar>
    ) throws(ExplanationError) {
        var batch = StrokeBatch<Scalar>()
        batch.append(sketch)
        guard batch.strokeCount > 0 else { throw .noStrokes }
        let strokes = sketch.strokes.lazy.filter { !$0.isEmpty }.prefix(batch.strokeCount)
        var kept = Sketch(strokes: strokes.map(Array.init), metadata: sketch.metadata)
        kept.source = sketch.source
        reader.network.forward(batch, in: workspace)
        self.sketch = kept
        self.reader = reader
        self.workspace = workspace
        starts = batch.starts
        shapes = workspace.shapes
    }

    package var strokeCount: Int { sketch.strokeCount }
    var width: Int { reader.network.configuration.width }

    /// Adds strokes that variants can use in addition to the sketch's own, numbered after them.
    mutating func add(starts: [Scalar], shapes: [Scalar]) {
        self.starts += starts
        self.shapes += shapes
    }

    func check(_ label: Int) throws(ExplanationError) {
        guard reader.classes.indices.contains(label) else { throw .noClass(label, classes: reader.classes.count) }
    }

    /// A drawing made of some of the strokes: which ones, in which order, and where.
    package struct Variant: Sendable {
        package var strokes: [Int]
        /// x and y of each stroke of the sketch, whether it is in `strokes` or not; `nil` for where they were drawn.
        package var starts: [Scalar]?

        package init(_ strokes: [Int], starts: [Scalar]? = nil) {
            self.strokes = strokes
            self.starts = starts
        }
    }

    /// The network's output for a label in each variant. The drawing stays in its frame, and the remaining strokes are
    /// numbered again in the order. Without strokes, the network only sees its class token.
    package func readings(of variants: [Variant], label: Int) throws(ExplanationError) -> [LabelReading] {
        try check(label)
        var readings: [LabelReading] = []
        readings.reserveCapacity(variants.count)
        var first = 0
        while first < variants.count {
            var (next, tokens) = (first, 0)
            repeat {
                tokens += tokenCount(variants[next].strokes.count)
                next += 1
            } while next < variants.count && tokens + tokenCount(variants[next].strokes.count) <= Self.tokenLimit
            let batch = batch(variants[first..<next])
            let shapes = variants[first..<next].flatMap(\.strokes).flatMap {
                self.shapes[width * $0..<width * ($0 + 1)]
            }
            reader.network.forward(batch, shapes: shapes, in: workspace)
            readings += try self.readings(ofRows: next - first, label: label)
            first = next
        }
        return readings
    }

    /// The network's output for a label in other drawings, whose shapes it hasn't computed.
    package func readings(of sketches: [Sketch], label: Int) throws(ExplanationError) -> [LabelReading] {
        try check(label)
        var readings: [LabelReading] = []
        var first = 0
        while first < sketches.count {
            var batch = StrokeBatch<Scalar>()
            repeat {
                batch.append(sketches[first])
                first += 1
            } while first < sketches.count && batch.pointCount + sketches[first].points.count <= 8 * Self.tokenLimit
                && batch.strokeCount + sketches[first].strokeCount <= Self.tokenLimit
            reader.network.forward(batch, in: workspace)
            readings += try self.readings(ofRows: batch.sketchCount, label: label)
        }
        return readings
    }

    private func readings(ofRows count: Int, label: Int) throws(ExplanationError) -> [LabelReading] {
        let classes = reader.network.configuration.classes
        var readings: [LabelReading] = []
        for row in 0..<count {
            readings.append(
                try reader.reading(of: workspace.logits[row * classes..<(row + 1) * classes], label: label)
            )
        }
        return readings
    }

    private func tokenCount(_ strokes: Int) -> Int {
        reader.network.configuration.tokens == .packed ? strokes + 1 : SketchNetConfiguration.maximumStrokes + 1
    }

    /// The variants as a batch. If shapes are known, the network only reads the first point of each stroke.
    func batch(_ variants: some Sequence<Variant>) -> StrokeBatch<Scalar> {
        var batch = StrokeBatch<Scalar>()
        for variant in variants {
            let starts = variant.starts ?? starts
            batch.append(
                Sketch(strokes: variant.strokes.map { [Point(Double(starts[2 * $0]), Double(starts[2 * $0 + 1]))] })
            )
        }
        return batch
    }
}
