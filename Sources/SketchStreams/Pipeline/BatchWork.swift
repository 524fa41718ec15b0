internal import SketchModel
internal import SketchTransforms

/// Transforms and consumes a batch of ordered sketches on one worker.
struct BatchWork<Consumer: SketchConsumer>: Sendable {
    var transforms: [any SketchTransform]
    var seed: UInt64
    var policy: ErrorPolicy
    var makeConsumer: @Sendable () -> Consumer

    func run(_ sketches: [Sketch]) -> ConsumedBatch<Consumer.Output> {
        var workspace = TransformWorkspace(seed: seed)
        var consumer = makeConsumer()
        var faults: [Fault] = []
        var kept = 0
        var failure: (any Error)?
        sketches: for original in sketches {
            var sketch = original
            do {
                for transform in transforms {
                    guard try transform.apply(to: &sketch, using: &workspace) else { continue sketches }
                }
                try consumer.consume(&sketch)
                kept += 1
            } catch let reason as any FaultReason {
                faults.append(Fault(sketch.source, reason: reason))
                if policy == .stop { break }
            } catch {
                failure = error
                break
            }
        }
        var output: Consumer.Output?
        do {
            output = try consumer.finish()
        } catch {
            failure = failure ?? Fault.ofChunk(error, source: sketches.first?.source.name)
        }
        return ConsumedBatch(
            output: output,
            faults: faults,
            kept: kept,
            losses: workspace.losses,
            sightings: workspace.sightings,
            failure: failure
        )
    }
}
