internal import ArgumentParser
internal import RasterNet
internal import SketchModel
internal import SketchNet
package import SketchRecognition
internal import SketchStreams

/// The model that recognises sketches.
struct ModelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A model from 'croquis train', or a published SketchXAI checkpoint (default: the built-in model).",
            valueName: "file"
        ),
        completion: .file()
    )
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Labels of a checkpoint that doesn't name its classes, one per line, in class order.",
            valueName: "file"
        ),
        completion: .file()
    )
    var modelLabels: String?

    @Option(
        help: ArgumentHelp(
            "Number of attention heads, for a checkpoint whose width isn't a published one.",
            valueName: "n"
        )
    )
    var modelHeads: Int?

    @Option(
        help: ArgumentHelp(
            "Choose among these labels only; their probabilities add up to 1 (default: all that the model knows).",
            valueName: "a,b,c"
        ),
        completion: .labels
    )
    var labels: LabelList?

    @Option(
        help: ArgumentHelp(
            "Test-time augmentation: average over that many slightly distorted views of each sketch.",
            valueName: "views"
        )
    )
    var tta: Int = 1

    func validate() throws {
        if !(1...64).contains(tta) { throw ValidationError("--tta must be from 1 to 64") }
        if modelLabels != nil, model == nil { throw ValidationError("--model-labels needs --model") }
        if modelHeads != nil, model == nil { throw ValidationError("--model-heads needs --model") }
    }

    /// Reads the model.
    /// - Throws: `Fault` if it isn't a model, or doesn't know the labels.
    func classifier(_ view: ViewOptions? = nil) async throws(Fault) -> SketchClassifier {
        let name = self.model
        // Both at once: most of the time that one drawing takes is reading the networks.
        async let picture = Result { () throws(Fault) in try view?.raster(besides: name) }
        let model = try read()
        let raster = try await picture.get()
        do {
            return try SketchClassifier(
                model,
                raster: raster,
                view: view == nil ? .strokes : view?.view,
                labels: labels?.labels,
                views: tta
            )
        } catch {
            let isOfView =
                switch error {
                case .noRasterNetwork, .otherRasterLabels: true
                default: false
                }
            throw Fault(source: isOfView ? "--view" : "--labels", reason: error)
        }
    }

    private func read() throws(Fault) -> SketchNetModel {
        guard let model else { return try SketchNetModel.embedded }
        let names = try modelLabels.map { path throws(Fault) in try ClassList(path: path).names }
        return try SketchNetModel(path: model, labels: names, heads: modelHeads)
    }
}

extension SketchClassifier {
    /// - Throws: `Fault` if the model doesn't know the label that `--label` gives.
    func check(label: String) throws(Fault) {
        if !labels.contains(label) {
            throw Fault(source: "--label", reason: RecognitionError(unknown: label, known: labels))
        }
    }
}

extension SketchNetModel {
    /// Reads a model's file, of at most 2 GiB.
    init(path: String, labels: [String]? = nil, heads: Int? = nil) throws(Fault) {
        let bytes = try ByteSource(path: path).readToEnd(limit: 1 << 31)
        try self.init(bytes, name: path, labels: labels, heads: heads)
    }
}

/// What a drawing is recognised by.
struct ViewOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Look at the strokes, at their picture (raster), or at both (default: both; with --model, strokes).",
            valueName: "view"
        )
    )
    var view: RecognitionView?

    @Option(
        help: ArgumentHelp(
            "The network for pictures, written by train_raster.py (default: the built-in one).",
            valueName: "file"
        ),
        completion: .file()
    )
    var rasterModel: String?

    func validate() throws {
        if rasterModel != nil, view == .strokes {
            throw ValidationError("--raster-model needs --view raster or both")
        }
    }

    /// Reads the network for pictures, if one is asked for.
    /// - Parameter model: the strokes' model, if it isn't the built-in one; its labels may differ.
    func raster(besides model: String?) throws(Fault) -> RasterNetwork? {
        if let rasterModel {
            return try RasterNetwork(ByteSource(path: rasterModel).readToEnd(limit: 1 << 28), name: rasterModel)
        }
        if view == .strokes || view == nil && model != nil { return nil }
        return try RasterNetwork.embedded
    }
}

extension RecognitionView: ExpressibleByArgument {}

/// Labels with commas between them, without the spaces around them: `cat, t-shirt`.
struct LabelList: ExpressibleByArgument {
    let labels: [String]

    init(argument: String) {
        labels = argument.split(separator: ",").map { label in
            String(label.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }
}

extension CompletionKind {
    /// The labels of the model that `--model` names, or of the built-in one, each after those that are there already.
    static var labels: CompletionKind {
        .custom { arguments, _, prefix in
            let others = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
            let path = arguments.firstIndex(of: "--model").flatMap { arguments.dropFirst($0 + 1).first }
            let model = try? path.map { path throws(Fault) in try SketchNetModel(path: path) } ?? .embedded
            return (model?.labels ?? []).map { others + $0 }
        }
    }
}
