package import SketchStreams

/// Options of outputs, each for some kinds only.
package struct PictureOptions: Sendable {
    /// A row of `height * width` numbers per picture, as in the official `numpy_bitmap` files, instead of `height` rows
    /// of `width`. For `.npy` and `.npz`.
    package var isFlat = false
    /// Whether the members of an `.npz` are deflated.
    package var compresses = false
    /// Sketches per shard of a `.tar`; `nil` for a single file.
    package var shardSize: Int?
    /// How classes are numbered. For every kind, a label that a given list doesn't contain is a fault of its sketch,
    /// `UnknownClass`.
    package var classes = ClassOrder.automatic

    /// How hard zlib tries with the PNG files of a `.tar`, from 0 to 9; `nil` for settings that suit drawings.
    package var pngLevel: Int?

    package init() {}

    /// - Throws: `PictureArrayError` if an option doesn't apply to that kind.
    package func check(_ kind: PictureKind) throws(PictureArrayError) {
        if isFlat, kind != .npy, kind != .npz { throw .optionOfOtherKind(option: "flat", kind: kind) }
        if compresses, kind != .npz { throw .optionOfOtherKind(option: "compress", kind: kind) }
        if pngLevel != nil, kind != .png, kind != .tar { throw .optionOfOtherKind(option: "png-level", kind: kind) }
        if !kind.isTrainingData {
            guard classes == .automatic else { throw .optionOfOtherKind(option: "classes", kind: kind) }
        }
        if let shardSize {
            guard kind == .tar else { throw .optionOfOtherKind(option: "shard-size", kind: kind) }
            guard shardSize > 0 else { throw .unusableShardSize(shardSize) }
        }
    }
}
