internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

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
        default: formats["\(type(of: reason)).\(reason.identifier)"] ?? reason.advice
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
