internal import ArgumentParser
internal import Rasteriser
internal import SketchModel
internal import SketchPictures
internal import SketchStreams

/// The kinds of pictures, and their options.
struct PictureFlags: ParsableArguments {
    @Option(
        help: "Kind of output (default: by the output's name; png for a folder and for standard output)."
    )
    var to: CaseName<PictureKind>?

    @Option(
        help: ArgumentHelp(
            "png: draw a contact sheet, such as 10x6; a folder takes as many sheets as needed.",
            valueName: "size"
        )
    )
    var sheet: SheetSize?

    @Flag(help: "png: leave out the labels on a contact sheet.")
    var noCaptions = false

    @Option(help: ArgumentHelp("png, tar: compression level (the default suits drawings).", valueName: "0-9"))
    var pngLevel: Int?

    @Flag(help: "npy, npz: one row of numbers per picture, as in QuickDraw's numpy_bitmap files.")
    var flat = false

    @Flag(help: "npz: compress with deflate.")
    var compress = false

    @Option(
        help: ArgumentHelp(
            "npy, npz, idx, tar: order of classes: quickdraw, sketchxai, alphabetical, or a file of labels (default: quickdraw's if it has them all, or else alphabetical).",
            valueName: "order"
        ),
        completion: .file()
    )
    var classes: String?

    @Option(help: ArgumentHelp("tar: sketches per shard: NAME-000000.tar and so on.", valueName: "n"))
    var shardSize: Int?

    @Option(
        help: ArgumentHelp(
            "apng, svg: time to draw the sketch, before it is shown for a second (default: 3).",
            valueName: "seconds"
        )
    )
    var duration: Double?

    @Flag(help: "svg: draw without animation.")
    var still = false

    @Option(help: ArgumentHelp("apng: frames per second, from 1 to 60 (default: 25).", valueName: "n"))
    var fps: Int?

    func validate() throws {
        if let pngLevel, !(0...9).contains(pngLevel) { throw ValidationError("--png-level must be from 0 to 9") }
        if noCaptions, sheet == nil { throw ValidationError("--no-captions needs --sheet") }
        if still, duration != nil { throw ValidationError("give --still or --duration, not both") }
    }

    /// The kind of an output.
    /// - Throws: `Fault` if the name doesn't tell, or an option isn't for that kind.
    func kind(ofPath path: String) throws(Fault) -> PictureKind {
        guard let kind = to?.value ?? PictureKind(path: path) else {
            throw Fault(source: path, reason: UnknownPictureKind())
        }
        if sheet != nil, kind != .png { throw Fault(source: "--sheet", reason: SheetOfOtherKind(kind: kind)) }
        return kind
    }

    /// How fast sketches are drawn.
    /// - Throws: `Fault` for a time that is out of range, or a kind without animation.
    func timing(_ kind: PictureKind) throws(Fault) -> AnimationTiming {
        func refuse(_ option: String, _ reason: any FaultReason) -> Fault { Fault(source: option, reason: reason) }
        if still, kind != .svg { throw refuse("--still", OptionOfOtherKind(kind: kind)) }
        if fps != nil, kind != .apng { throw refuse("--fps", OptionOfOtherKind(kind: kind)) }
        if duration != nil, kind != .apng, kind != .svg { throw refuse("--duration", OptionOfOtherKind(kind: kind)) }
        do {
            return try AnimationTiming(framesPerSecond: fps ?? 25, duration: duration ?? 3)
        } catch {
            switch error {
            case .unusableFrameRate: throw refuse("--fps", error)
            case .unusableDuration: throw refuse("--duration", error)
            }
        }
    }

    /// The options of outputs.
    /// - Throws: `Fault` if the list of classes can't be read.
    func options() throws(Fault) -> PictureOptions {
        var options = PictureOptions()
        options.isFlat = flat
        options.compresses = compress
        options.shardSize = shardSize
        options.pngLevel = pngLevel
        if let classes { options.classes = try ClassOrder(parsing: classes) }
        return options
    }
}

/// `10x6`.
struct SheetSize: ExpressibleByArgument {
    let columns: Int
    let rows: Int

    init?(argument: String) {
        let range = 1...Raster.maximumSide
        guard let size = PixelSize(argument: argument), argument.contains("x"), range.contains(size.width),
            range.contains(size.height)
        else { return nil }
        (columns, rows) = (size.width, size.height)
    }
}

private struct UnknownPictureKind: FaultReason {
    var message: String { "the name doesn't tell what to write" }
    var advice: String? {
        "name it with --to: " + PictureKind.allCases.map(\.rawValue).joined(separator: ", ")
    }
    var kind: FaultKind { .wrongUsage }
}

private struct OptionOfOtherKind: FaultReason {
    var kind: FaultKind { .wrongUsage }
    let message: String
    init(kind: PictureKind) { message = "isn't for \(kind.rawValue)" }
}

private struct SheetOfOtherKind: FaultReason {
    var kind: FaultKind { .wrongUsage }
    let message: String
    init(kind: PictureKind) { message = "a contact sheet is a PNG file, not \(kind.rawValue)" }
}
