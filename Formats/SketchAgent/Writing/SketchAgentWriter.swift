internal import Platform
package import SketchModel
package import SketchStreams
internal import TextNotation

/// Writes answers one after another, and says how close their curves are to the drawings.
struct SketchAgentWriter: SketchWriter {
    private var stream: StreamingWriter
    private let tally: FitTally

    /// - Throws: `Fault` with `StreamError.needsSingleFile`.
    init(_ output: SketchOutput, format: SketchAgentFormat) throws(Fault) {
        let tally = FitTally()
        self.tally = tally
        stream = try StreamingWriter(output, format: format.name, layout: format.layout) {
            SketchAgentEncoder(format, tally: tally)
        }
    }

    var encoding: SketchEncoding { stream.encoding }
    var directory: OutputDirectory? { stream.directory }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) { try stream.write(chunk) }

    mutating func finish() throws(Fault) -> [String] { try stream.finish() + (tally.note.map { [$0] } ?? []) }
}

/// The distances of all curves from their drawings, from all workers.
final class FitTally: Sendable {
    /// In thousandths of a cell, so that the order doesn't matter.
    private struct Sum {
        var sum = 0
        var count = 0
        var largest = 0
    }

    private let total = Locked(Sum())

    func add(_ error: FitError) {
        func thousandths(_ pixels: Double) -> Int { Int((min(pixels / Grid.cell, 1e9) * 1000).rounded()) }
        let (sum, largest) = (thousandths(error.sum), thousandths(error.largest))
        total.withLock { total in
            total.sum += sum
            total.count += error.count
            total.largest = max(total.largest, largest)
        }
    }

    /// A sentence for the summary; `nil` if nothing was written.
    var note: String? {
        let (sum, count, largest) = total.withLock { ($0.sum, $0.count, $0.largest) }
        guard count > 0 else { return nil }
        let mean = DecimalText.fixed(Double(sum) / Double(count) / 1000, digits: 2)
        let most = DecimalText.fixed(Double(largest) / 1000, digits: 2)
        return "the curves are \(mean) cells away from the drawings on average, and at most \(most)"
    }
}
