package import SketchModel
package import SketchStreams

/// What reading some bytes gave, without the pipeline around it.
package struct ReadResult {
    package var sketches: [Sketch] = []
    package var faults: [Fault] = []
    package var warnings: [Warning] = []
    package var losses = LossReport()
    package var notes: [String] = []

    package init() {}

    /// Each fault as the user would see it.
    package var messages: [String] { faults.map(\.description) }
}

/// Runs readers and writers one chunk after another, with positions moved as the pipeline moves them.
package enum FormatHarness {
    /// Reads everything, going on after faults as `--on-error skip` does.
    package static func read(_ bytes: [UInt8], name: String, as format: any SketchFormat) -> ReadResult {
        var result = ReadResult()
        do {
            let source = try ByteSource(name: name, bytes: bytes)
            try read(source, as: format, into: &result)
        } catch let fault as Fault {
            result.faults.append(fault)
        } catch {
            result.faults.append(Fault(source: name, reason: UnexpectedError(message: "\(error)")))
        }
        return result
    }

    package static func read(_ text: String, name: String, as format: any SketchFormat) -> ReadResult {
        read(Array(text.utf8), name: name, as: format)
    }

    package static func read(path: String, as format: any SketchFormat) -> ReadResult {
        var result = ReadResult()
        do {
            try read(ByteSource(path: path), as: format, into: &result)
        } catch let fault as Fault {
            result.faults.append(fault)
        } catch {
            result.faults.append(Fault(source: path, reason: UnexpectedError(message: "\(error)")))
        }
        return result
    }

    private static func read(_ source: ByteSource, as format: any SketchFormat, into result: inout ReadResult) throws {
        var reader = try format.makeReader(source)
        var extent = SourceExtent()
        defer { result.notes = reader.notes }
        while let chunk = try reader.nextChunk() {
            let collected = Collected()
            let base = extent
            var visitor = SketchVisitor(
                sketch: Sketch(),
                consume: { sketch in
                    var copy = sketch
                    copy.source.position = copy.source.position.moved(past: base)
                    copy.source.index = base.sketches + collected.sketches.count + collected.faults.count
                    collected.sketches.append(copy)
                },
                fault: { position, reason, _ in
                    collected.faults.append(
                        Fault(source: source.name, position: position.moved(past: base), reason: reason)
                    )
                }
            )
            extent += try chunk.decode(&visitor)
            result.sketches += collected.sketches
            result.faults += collected.faults
            result.warnings += visitor.warnings.map {
                Warning(position: $0.position.moved(past: base), text: $0.text)
            }
            result.losses.merge(visitor.losses)
        }
    }

    /// What a format's encoder makes of some sketches, one after another, without a file.
    package static func encode(
        _ sketches: [Sketch],
        with encoder: any SketchEncoder
    ) throws -> (bytes: [UInt8], losses: LossReport) {
        var encoder = encoder
        var bytes: [UInt8] = []
        for sketch in sketches { try encoder.encode(sketch, into: &bytes) }
        return (bytes, encoder.losses)
    }

    private final class Collected {
        var sketches: [Sketch] = []
        var faults: [Fault] = []
    }
}

/// An error of a type that no stage should throw.
package struct UnexpectedError: FaultReason {
    package var message: String
}
