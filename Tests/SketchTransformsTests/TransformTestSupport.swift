internal import SketchModel
internal import SketchTransforms

/// The result of applying the `-t` arguments to sketches one after another, without a pipeline.
func run(_ arguments: [String], on sketches: [Sketch], seed: UInt64 = 0) throws -> [Sketch] {
    var workspace = TransformWorkspace(seed: seed)
    var sketches = sketches
    for index in sketches.indices { sketches[index].source.index = index }
    for step in try TransformCatalogue.steps(parsing: arguments) {
        switch step {
        case .each(let transform): sketches = try apply(transform, to: sketches, using: &workspace)
        case .take(let count): sketches = Array(sketches.prefix(count))
        case .skip(let count): sketches = Array(sketches.dropFirst(count))
        case .filter(var filter): sketches = sketches.filter { filter.keeps($0, using: &workspace) }
        case .gather(var transform):
            transform.begin(seed: seed)
            sketches = sketches.filter { transform.observe($0) }
            let plan = try transform.plan(count: sketches.count, seed: seed)
            if let order = plan.order { sketches = order.map { sketches[$0] } }
            if let then = plan.then { sketches = try apply(then, to: sketches, using: &workspace) }
        }
    }
    return sketches
}

private func apply(
    _ transform: any SketchTransform,
    to sketches: [Sketch],
    using workspace: inout TransformWorkspace
) throws -> [Sketch] {
    try sketches.compactMap { sketch in
        var sketch = sketch
        return try transform.apply(to: &sketch, using: &workspace) ? sketch : nil
    }
}

/// The result of applying one transform to one stroke.
func run(_ argument: String, on points: [(Double, Double)]) throws -> [[Double]] {
    let sketch = Sketch(strokes: [points.map { Point($0.0, $0.1) }])
    return try run([argument], on: [sketch])[0].points.map { [$0.x, $0.y] }
}

/// Random walks, some of whose points coincide, with both channels.
func randomSketch(_ generator: inout SeededGenerator, strokes: Int = 4, points: Int = 60) -> Sketch {
    var sketch = Sketch()
    sketch.hasTimes = true
    sketch.hasPressures = true
    var point = Point(generator.unit() * 100, generator.unit() * 100)
    for _ in 0..<generator.index(below: strokes + 1) {
        for _ in 0..<generator.index(below: points + 1) {
            sketch.points.append(point)
            sketch.times.append(Double(sketch.times.count) * 10)
            sketch.pressures.append(generator.unit())
            if generator.index(below: 8) > 0 {
                point = point + Point((generator.unit() - 0.5) * 20, (generator.unit() - 0.5) * 20)
            }
        }
        sketch.endStroke()
    }
    return sketch
}

/// The first fault of parsing, as the user would see it.
func parseError(_ argument: String) -> String? {
    do throws(TransformError) {
        _ = try TransformCatalogue.steps(parsing: [argument])
        return nil
    } catch {
        return error.message + "; " + (error.advice ?? "")
    }
}
