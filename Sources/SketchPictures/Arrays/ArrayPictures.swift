package import Rasteriser
package import SketchModel
package import SketchStreams

/// Training data made of pictures: arrays in `.npy`, `.npz` and IDX files, and shards of PNG files in `.tar`.
package enum ArrayPictures {
    /// The kind of output that a name stands for: by its extension, also before `.gz`, or by the ending of MNIST's
    /// images.
    /// - Returns: `nil` if the name is neither that of arrays nor of shards.
    package static func kind(ofPath path: String) -> PictureKind? {
        if IDXNames.isImages(path) { return .idx }
        return PictureKind(rawValue: PathText.fileExtension(path)).flatMap { $0.isTrainingData ? $0 : nil }
    }

    /// Opens the output.
    /// - Parameters:
    /// - path: the output's name, `-` for standard output. The names of files beside it are derived from it.
    ///   - kind: `.npy`, `.npz`, `.idx` or `.tar`.
    /// - force: whether existing files are replaced.
    /// - Returns: `nil` for kinds that are neither arrays nor shards.
    /// - Throws: `Fault` with `PictureArrayError` if style, options and kind don't go together, `RasterError` if
    ///   nothing can be drawn in that style, or `StreamError`.
    package static func writer(
        path: String,
        kind: PictureKind,
        style: RenderStyle,
        options: PictureOptions = PictureOptions(),
        force: Bool = false
    ) throws(Fault) -> (any SketchWriter)? {
        try writer(path: path, kind: kind, style: style, options: options, files: OutputFiles(force: force))
    }

    static func writer(
        path: String,
        kind: PictureKind,
        style: RenderStyle,
        options: PictureOptions,
        files: OutputFiles
    ) throws(Fault) -> (any SketchWriter)? {
        guard kind.isTrainingData else { return nil }
        let encoding = try encoding(path: path, kind: kind, style: style, options: options)
        let shape = PictureShape(height: style.height, width: style.width, isFlat: options.isFlat)
        switch kind {
        case .tar: return try TarShards(path: path, options: options, files: files, encoding: encoding)
        case .npy: return try NPYPictures(path: path, shape: shape, files: files, encoding: encoding)
        case .npz:
            return try NPZPictures(path: path, shape: shape, options: options, files: files, encoding: encoding)
        default:
            return try IDXPictures(path: path, shape: shape, options: options, files: files, encoding: encoding)
        }
    }

    /// The encoding of sketches for an output of that name.
    static func encoding(
        path: String,
        kind: PictureKind,
        style: RenderStyle,
        options: PictureOptions
    ) throws(Fault) -> SketchEncoding {
        do {
            try options.check(kind)
            if options.shardSize != nil, path == "-" { throw PictureArrayError.shardsToStandardOutput }
            if kind != .tar, style.channels != .grey { throw PictureArrayError.coloured(kind) }
            let rule = LabelRule(classes: options.classes.list, isLine: kind != .npz && path != "-")
            if kind == .tar {
                let pictures = try PNGPictures(style, level: options.pngLevel)
                return SketchEncoding(keepsLabels: true) { ShardEntries(pictures: pictures, rule: rule) }
            }
            let pixels = try GreyPixels(style, rule: rule)
            let file = kind == .idx ? IDXNames(path).images : path
            let isDeflated = kind == .npz ? options.compresses : Compression(path: file) == .gzip
            return SketchEncoding(compression: isDeflated ? .gzip : nil, keepsLabels: true) { pixels }
        } catch let reason as any FaultReason {
            throw Fault(source: path, reason: reason)
        } catch {
            preconditionFailure("no other errors are thrown here: \(error)")
        }
    }
}

/// How the pixels of a picture are arranged in an array.
struct PictureShape: Sendable {
    var height: Int
    var width: Int
    var isFlat: Bool

    /// The shape of an array of `count` pictures.
    func of(_ count: Int) -> [Int] { isFlat ? [count, height * width] : [count, height, width] }
}

/// Draws sketches as rows of grey pixels, one byte each, from the top left.
struct GreyPixels: SketchEncoder, Sendable {
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

extension OutputFiles {
    /// `a/train.labels.txt` for `a/train.npy` or `a/train.npy.gz`.
    static func name(beside path: String, _ ending: String) -> String {
        PathText.join(PathText.split(path).folder, PathText.stem(path) + "." + ending)
    }
}
