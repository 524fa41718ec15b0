internal import Augmentation
package import SketchModel
package import SketchNet
package import SketchStreams
internal import SketchTransforms

/// The file for the sketches that a training keeps for validation.
package struct ValidationFile {
    private let path: String
    private let format: any SketchFormat

    /// - Parameter formats: the known formats.
    /// - Throws: `Fault` if the name isn't of a format that holds many sketches per file.
    package init(path: String, among formats: [any SketchFormat]) throws(Fault) {
        self.path = path
        format = try formats.forOutput(nil, path: path)
        guard format.layout == .manySketches else {
            throw Fault(source: path, reason: TrainingFileError.oneSketchAFile(format.name))
        }
    }

    /// Writes sketches of a set, scaled as `quickdraw` does: whole coordinates from 0 to 255.
    /// - Returns: What the format can't hold.
    package func write(_ indices: [Int], of set: TrainingSet, force: Bool) throws -> LossReport {
        var writer = try format.openWriter(.stream(ByteSink(path: path, force: force)))
        var consumer = writer.encoding.consumer()
        var workspace = TransformWorkspace()
        for index in indices {
            var sketch = Sketch(set[index])
            sketch.metadata.label = set.classes[Int(set.labels[index])]
            _ = try Fit(side: QuickDrawSimplification.side).apply(to: &sketch, using: &workspace)
            for point in sketch.points.indices {
                let place = sketch.points[point]
                sketch.points[point] = Point(place.x.rounded(), place.y.rounded())
            }
            try consumer.consume(&sketch)
        }
        let losses = try writer.write(consumer.finish())
        _ = try writer.finish()
        return losses
    }
}

/// Why a training can't write a file.
private enum TrainingFileError: FaultReason {
    /// The format holds one sketch per file.
    case oneSketchAFile(String)

    var message: String {
        switch self {
        case .oneSketchAFile(let format): "can hold only one sketch, since \(format) holds one per file"
        }
    }

    var advice: String? { "choose a format that holds many sketches per file, such as valid.ndjson" }
    var kind: FaultKind { .wrongUsage }
}
