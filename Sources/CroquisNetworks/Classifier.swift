internal import RasterNet
public import SketchModel
internal import SketchNet
package import SketchRecognition
internal import SketchStreams

/// Recognises sketches of any format and units. A value may be used by many threads at once.
public struct Classifier: Sendable {
    package let base: SketchClassifier

    package init(_ base: SketchClassifier) { self.base = base }

    /// The two networks in the library, which know QuickDraw's 345 categories: one reads strokes, the other looks at the
    /// picture. Read when first asked for.
    /// - Throws: only if the library was built with damaged files.
    public static var embedded: Classifier {
        get throws(Fault) { try readOnce.get() }
    }

    private static let readOnce = Result { () throws(Fault) in
        let (strokes, raster) = (try SketchNetModel.embedded, try RasterNetwork.embedded)
        do throws(RecognitionError) { return Classifier(try SketchClassifier(strokes, raster: raster)) } catch {
            throw Fault(source: "the embedded networks", reason: error)
        }
    }

    /// Reads a model's file: of `Training`, of the command `croquis train`, or a checkpoint of SketchXAI as published.
    /// - Throws: `Fault`, which says where the file is wrong.
    public init(contentsOf path: String) throws(Fault) {
        let bytes = try ByteSource(path: path).readToEnd(limit: 1 << 31)
        let model = try SketchNetModel(bytes, name: path)
        do throws(RecognitionError) { base = try SketchClassifier(model) } catch {
            throw Fault(source: path, reason: error)
        }
    }

    /// What the classifier can answer, in the order of its networks' outputs.
    public var labels: [String] { base.labels }

    /// The same networks, choosing only among some of their labels, whose probabilities then add up to 1.
    /// - Throws: `Fault` for a label that the networks don't know.
    public func choosing(among labels: [String]) throws(Fault) -> Classifier {
        do throws(RecognitionError) {
            return Classifier(
                try SketchClassifier(base.model, raster: base.raster?.network, view: base.view, labels: labels)
            )
        } catch {
            throw Fault(source: "labels", reason: error)
        }
    }

    /// Recognises a sketch.
    /// - Throws: `Fault` for a sketch without points, or one too large to compute with.
    public func classify(_ sketch: Sketch) throws(Fault) -> Recognition {
        let recognitions = try classify([sketch])
        guard let first = recognitions.first else { throw Fault(sketch.source, reason: EmptySketch()) }
        return first
    }

    /// Recognises sketches, in batches on one thread.
    /// - Returns: one answer per sketch.
    /// - Throws: `Fault` for a sketch without points, or one too large to compute with.
    public func classify(_ sketches: [Sketch]) throws(Fault) -> [Recognition] {
        if let empty = sketches.first(where: \.points.isEmpty) { throw Fault(empty.source, reason: EmptySketch()) }
        do {
            return try base.classify(sketches).map { Recognition($0, labels: base.labels) }
        } catch {
            throw Fault(sketches.first?.source ?? SketchSource(), error: error)
        }
    }
}

/// A label, and how likely it is, 0…1.
public struct Prediction: Sendable, Hashable {
    public let label: String
    public let probability: Double
}

/// What a classifier says of a sketch.
public struct Recognition: Sendable {
    /// All labels, the likeliest first. The probabilities are calibrated and add up to 1.
    public let predictions: [Prediction]
    /// The likeliest label.
    public var best: Prediction { predictions[0] }
    /// Whether the likeliest label is as likely as all others together.
    public let isConfident: Bool

    init(_ classification: Classification, labels: [String]) {
        predictions = classification.best(labels.count).map {
            Prediction(label: labels[$0.label], probability: $0.probability)
        }
        isConfident = classification.isConfident
    }
}

struct EmptySketch: FaultReason {
    var message: String { "the sketch has no points" }
}
