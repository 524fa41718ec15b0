internal import ArgumentParser
internal import RasterNet
internal import SketchModel
internal import SketchNet
internal import SketchPictures
internal import SketchRecognition
internal import SketchStreams

/// By what sketches are recognised.
struct ModelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The model: a file that croquis train wrote, or a checkpoint of SketchXAI as published, .safetensors or .bin. The default is the model in the program.",
            valueName: "file"
        ),
        completion: .file()
    )
    var model: String?

    @Option(
        help: ArgumentHelp(
            "The labels of a checkpoint that does not name its classes, a label a line, in the order of the classes.",
            valueName: "file"
        ),
        completion: .file()
    )
    var modelLabels: String?

    @Option(
        help: ArgumentHelp(
            "The number of attention heads of a checkpoint that is of another width than the published ones.",
            valueName: "n"
        )
    )
    var modelHeads: Int?

    @Option(
        help: ArgumentHelp(
            "Choose among these labels alone: their probabilities add up to 1. The default is all that the model knows.",
            valueName: "a,b,c"
        )
    )
    var labels: LabelList?

    @Option(
        help: ArgumentHelp(
            "Test-time augmentation: the mean over so many views of each sketch, slightly turned, sheared and stretched.",
            valueName: "views"
        )
    )
    var tta: Int = 1

    func validate() throws {
        if !(1...64).contains(tta) { throw ValidationError("--tta is from 1 to 64 views") }
        if modelLabels != nil, model == nil { throw ValidationError("--model-labels goes with --model") }
        if modelHeads != nil, model == nil { throw ValidationError("--model-heads goes with --model") }
    }

    /// Reads the model.
    /// - Throws: `Fault` where it is none, or has no such labels.
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

extension SketchNetModel {
    /// Reads a model's file, of at most 2 GiB.
    init(path: String, labels: [String]? = nil, heads: Int? = nil) throws(Fault) {
        let bytes = try ByteSource(path: path).readToEnd(limit: 1 << 31)
        try self.init(bytes, name: path, labels: labels, heads: heads)
    }
}
