public import Rasteriser
public import SketchModel
internal import SketchStreams

/// Training data made of pictures: arrays in `.npy`, `.npz` and IDX files, and shards of PNG files in `.tar`.
public enum ArrayPictures {
    /// What an output's name tells: an extension, seen through `.gz`, or the ending of MNIST's images.
    /// - Returns: `nil` where it names neither arrays nor shards.
    public static func kind(ofPath path: String) -> PictureKind? {
        if IDXNames.isImages(path) { return .idx }
        return PictureKind(rawValue: PathText.fileExtension(path)).flatMap { $0.isTrainingData ? $0 : nil }
    }

    /// Opens the output.
    /// - Parameters:
    ///   - path: the output's name, `-` for standard output. Files beside it are named after it.
    ///   - kind: `.npy`, `.npz`, `.idx` or `.tar`.
    ///   - force: whether files that exist are replaced.
    /// - Returns: `nil` for kinds that are neither arrays nor shards.
    /// - Throws: `Fault` with `PictureArrayError` where style, options and kind do not go together, `RasterError` where
    ///   nothing can be drawn in that style, or `StreamError`.
    public static func writer(
        path: String,
        kind: PictureKind,
        style: RenderStyle,
        options: PictureOptions = PictureOptions(),
        force: Bool = false
    ) throws(Fault) -> (any PictureWriter)? {
        guard kind.isTrainingData else { return nil }
        do {
            try options.check(kind)
            if kind != .tar, style.channels != .grey { throw PictureArrayError.coloured(kind) }
            let rule = LabelRule(classes: options.classes, isLine: kind != .npz && path != "-")
            if kind == .tar {
                let pictures = try PNGPictures(style, level: options.pngLevel)
                return try TarShards(path: path, options: options, force: force) {
                    ShardEntries(pictures: pictures, rule: rule)
                }
            }
            let pixels = try GreyPixels(style, rule: rule)
            let makeEncoder: @Sendable () -> any PictureEncoder = { pixels }
            let shape = PictureShape(height: style.height, width: style.width, isFlat: options.isFlat)
            return switch kind {
            case .npy: try NPYPictures(path: path, shape: shape, force: force, encoder: makeEncoder)
            case .npz: try NPZPictures(path: path, shape: shape, options: options, force: force, encoder: makeEncoder)
            default: try IDXPictures(path: path, shape: shape, options: options, force: force, encoder: makeEncoder)
            }
        } catch let fault as Fault {
            throw fault
        } catch let reason as any FaultReason {
            throw Fault(source: path, reason: reason)
        } catch {
            preconditionFailure("no other errors are thrown here: \(error)")
        }
    }
}

/// How the numbers of a picture lie in an array.
struct PictureShape: Sendable {
    var height: Int
    var width: Int
    var isFlat: Bool

    /// The shape of an array of `count` pictures.
    func of(_ count: Int) -> [Int] { isFlat ? [count, height * width] : [count, height, width] }
}

/// Draws sketches as rows of grey pixels, one byte each, from the top left.
struct GreyPixels: PictureEncoder {
    private var canvas: SketchCanvas
    private let rule: LabelRule

    init(_ style: RenderStyle, rule: LabelRule) throws(RasterError) {
        canvas = try SketchCanvas(style)
        self.rule = rule
    }

    mutating func encode(_ sketch: borrowing Sketch, into bytes: inout [UInt8]) throws {
        try rule.check(sketch)
        bytes.append(contentsOf: try canvas.draw(sketch).pixels)
    }
}
