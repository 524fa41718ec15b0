internal import ArgumentParser
internal import Rasteriser
internal import SketchModel
internal import SketchPictures

/// What drawn sketches are written as.
struct PictureFlags: ParsableArguments {
    @Option(
        help:
            "What is written. The default is told from the output's name: PNG for a directory and for standard output."
    )
    var to: CaseName<PictureKind>?

    @Option(
        help: ArgumentHelp(
            "png: contact sheets of so many cells. A file takes one sheet, a directory as many as there are.",
            valueName: "columns>x<rows"
        )
    )
    var sheet: SheetSize?

    @Flag(help: "png: no labels under the cells of a contact sheet.")
    var noCaptions = false

    @Option(help: ArgumentHelp("png, tar: how hard to compress. The default suits drawings.", valueName: "0-9"))
    var pngLevel: Int?

    @Flag(help: "npy, npz: a row of numbers a picture, as QuickDraw's numpy_bitmap files have it.")
    var flat = false

    @Flag(help: "npz: deflate.")
    var compress = false

    @Option(
        help: ArgumentHelp(
            "npy, npz, idx, tar: how classes are numbered: in QuickDraw's order, in SketchXAI's, by their names, or by a list, a label a line. The default is QuickDraw's order if it has all labels, else by their names.",
            valueName: "quickdraw|sketchxai|alphabetical|file"
        ),
        completion: .file()
    )
    var classes: String?

    @Option(help: ArgumentHelp("tar: so many sketches a shard: NAME-000000.tar and on.", valueName: "n"))
    var shardSize: Int?

    @Option(
        help: ArgumentHelp(
            "apng, svg: how long the drawing takes, before it is shown for one more (default 3).",
            valueName: "seconds"
        )
    )
    var duration: Double?

    @Flag(help: "svg: the finished drawing, without animation.")
    var still = false

    @Option(help: ArgumentHelp("apng: frames a second, from 1 to 60 (default 25).", valueName: "n"))
    var fps: Int?

    func validate() throws {
        if let pngLevel, !(0...9).contains(pngLevel) { throw ValidationError("--png-level is from 0 to 9") }
        if noCaptions, sheet == nil { throw ValidationError("--no-captions goes with --sheet") }
        if still, duration != nil { throw ValidationError("give --still or --duration, not both") }
    }

    /// What is written to that output.
    /// - Throws: `Fault` where the name does not tell, or an option is not for that kind.
    func kind(ofPath path: String) throws(Fault) -> PictureKind {
        guard let kind = to?.value ?? PictureKind(path: path) else {
            throw Fault(source: path, reason: UnknownPictureKind())
        }
        if sheet != nil, kind != .png { throw Fault(source: "--sheet", reason: SheetOfOtherKind(kind: kind)) }
        return kind
    }

    /// How fast drawings are drawn.
    /// - Throws: `Fault` for a time that is out of range, or for a kind that stands still.
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

    /// The options that outputs know.
    /// - Throws: `Fault` where the list of classes cannot be read.
    func options() throws(Fault) -> PictureOptions {
        var options = PictureOptions()
        options.isFlat = flat
        options.compresses = compress
        options.shardSize = shardSize
        options.pngLevel = pngLevel
        if let classes { options.classes = try ClassNumbering(parsing: classes) }
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
    var message: String { "the name does not tell what to write" }
    var advice: String? {
        "name it with --to: " + PictureKind.allCases.map(\.rawValue).joined(separator: ", ")
    }
    var kind: FaultKind { .wrongUsage }
}

private struct OptionOfOtherKind: FaultReason {
    var kind: FaultKind { .wrongUsage }
    let message: String
    init(kind: PictureKind) { message = "this is not for \(kind.rawValue)" }
}

private struct SheetOfOtherKind: FaultReason {
    var kind: FaultKind { .wrongUsage }
    let message: String
    init(kind: PictureKind) { message = "a contact sheet is a PNG file, not \(kind.rawValue)" }
}
