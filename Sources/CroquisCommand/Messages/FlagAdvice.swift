internal import SketchModel
internal import SketchRecognition
internal import SketchStreams
internal import SketchTraining
internal import SketchTransforms
internal import StrokeExplanation
internal import StrokeInversion

/// Advice that names flags, for the faults of libraries, which don't know the command.
enum FlagAdvice {
    /// What to do about a fault: the library's own advice if no flag helps.
    static func advice(on reason: any FaultReason) -> String? {
        switch reason {
        case StreamError.outputExists: "give another name, or --force to replace it"
        case StreamError.zstdWindow: "unpack it with 'zstd -dc --long=31 FILE | croquis … -'"
        case StreamError.packedByXz(let name): "unpack it with 'xz -dc \(name == "-" ? "FILE" : name) | croquis … -'"
        case StreamError.unknownFormat: "name the format with --from (see 'croquis formats')"
        case StreamError.noFormatForName: "name the format with --to (see 'croquis formats')"
        case StreamError.needsDirectory: "give a directory: -o DIR/"
        case StreamError.nameClash: "choose names with --name, such as '{word}/{index}'"
        case FileNameError.missing, FileNameError.unusable: "choose names with --name, such as '{index}'"
        case RecordError.noRecords: "leave out --rejects; --errors names what was refused"
        case let reason as OptionOfOtherDirection: "give it with \(reason.direction.flag)"
        case DataSplitError.countsDoNotAddUp(let sum, let count, nil) where count > sum:
            "take them with -t sample:\(sum), or add a part for the other \(count - sum)"
        case DataSplitError.countsDoNotAddUp(let sum, let count, _?) where count > sum:
            "take them with -t sample:\(sum)/label, or give shares instead"
        case DataSplitError.noId: "split by content: --split-by content"
        case let reason as MissingLabel where reason.nearest.isEmpty && reason.seen > 0:
            "there are \(reason.seen) others; see 'croquis labels'"
        case is UnknownClass: "add it to the list, or leave such sketches out with -t label:…"
        case is ClassListError: "a list of classes has one label per line, as 'croquis labels' prints it"
        case let reason as RecognitionError: recognition(reason) ?? reason.advice
        case let reason as TrainingRunError: training(reason) ?? reason.advice
        case ExplanationError.noStrokes:
            "leave such drawings out with -t points:1.., or continue after them with --on-error skip"
        case InversionError.noLocations: "give a model that was trained with --config locations"
        case InversionRequestError.unknownLabel(let reason): reason.advice ?? "give its label with --label"
        case InversionRequestError.sameTarget: "name another with --target"
        case InversionRequestError.nothingToInvert(_, let already) where already > 0: "name another with --target"
        case InversionRequestError.noOtherLabel: "use another model, or more --labels"
        default: formats["\(type(of: reason)).\(reason.identifier)"] ?? reason.advice
        }
    }

    private static func recognition(_ reason: RecognitionError) -> String? {
        switch reason {
        case .nothingToEvaluate: "labels come from the records, or from --label-from file or folder"
        case .noClasses: "use a model that was not trained with --config locations"
        case .noRasterNetwork: "give one with --raster-model, or use --view strokes"
        case .otherRasterLabels: "use --view strokes, or a raster network that was trained on the same labels"
        default: nil
        }
    }

    private static func training(_ reason: TrainingRunError) -> String? {
        switch reason {
        case .noLabelledSketch: "labels come from the records, or from names: --label-from file or folder"
        case .singleClass: "add files of other classes, or take labels from names with --label-from"
        case .noSketchOfClass: "leave it out of --labels"
        case .tooManyPoints, .tooManySketches: "train on some of them, as with -t sample:1000000"
        case .otherRun, .badCheckpoint: "start again with --restart, or name another file with --checkpoint"
        case .noCheckpoint: "name another file with --checkpoint"
        case .diverged: "start again with --restart and a lower --learning-rate"
        case .otherShape: "give the model's own --width, --layers, --heads and --lstm-layers"
        case .otherClasses(let missing, _):
            (missing == nil ? "add sketches of that class" : "leave that class out with --labels")
                + ", or give the model with --init, whose classes need not be the same"
        case .standardOutput: "name the model with -o FILE"
        case .sameName: "name them with --checkpoint, --log, --curve and --validation-to"
        default: nil
        }
    }

    /// By name, since the command knows the formats only through their registry.
    static let formats = [
        "BinError.cutHeader": restOfBin,
        "BinError.cutStroke": restOfBin,
        "QuickDrawWriteError.coordinateOutOfRange": "make it fit with -t quickdraw or -t fit:255",
        "QuickDrawWriteError.tooManyStrokes": "leave such sketches out with -t strokes:0..65535",
        "QuickDrawWriteError.tooManyPoints": "drop points with -t simplify:2",
        "SVGError.tooManyPoints": "give a larger tolerance, as in --from svg:tolerance=2",
        "SVGError.filledShape":
            "--from svg:fill=skip leaves such shapes out, --from svg:fill=outline reads their outlines",
        "SVGError.centreLinesTooCostly": "--from svg:fill=outline reads the outlines themselves",
        "SVGError.squeezedFlat": rewriting,
        "SVGError.writtenInEntity": rewriting,
        "SVGError.tooMuchText": rewriting,
        "SVGError.strokeNotMoved": rewriting,
        "StrokeArrayError.offsetTooLarge": "-t fit:255 brings the drawing to 255 units",
        "StrokeArrayError.tooSmallForWholeNumbers":
            "choose dtype=auto or float32, or bring it to 255 units with -t fit:255",
    ]
    private static let restOfBin = "fetch the file again, or keep what came before with --on-error skip"
    private static let rewriting = "write it again with 'croquis convert' first, which makes one path of each stroke"
}
