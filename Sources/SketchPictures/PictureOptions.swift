/// What can be chosen of outputs, each for some kinds.
package struct PictureOptions: Sendable {
    /// A row of `height * width` numbers a picture, as the official `numpy_bitmap` files have it, instead of
    /// `height` rows of `width`. For `.npy` and `.npz`.
    package var isFlat = false
    /// Whether the members of an `.npz` are deflated.
    package var compresses = false
    /// Sketches a shard of a `.tar`; one file without it.
    package var shardSize: Int?
    /// How classes are numbered. For every kind, a label that is not in a given list is a fault of its sketch,
    /// `PictureArrayError.unknownClass`.
    package var classes = ClassNumbering.automatic

    /// How hard zlib tries with the PNG files of a `.tar`, from 0 to 9; what suits drawings without it.
    package var pngLevel: Int?

    package init() {}

    /// - Throws: `PictureArrayError` for what is not for that kind.
    package func check(_ kind: PictureKind) throws(PictureArrayError) {
        if isFlat, kind != .npy, kind != .npz { throw .optionOfOtherKind(option: "flat", kind: kind) }
        if compresses, kind != .npz { throw .optionOfOtherKind(option: "compress", kind: kind) }
        if pngLevel != nil, kind != .png, kind != .tar { throw .optionOfOtherKind(option: "png-level", kind: kind) }
        if !kind.isTrainingData {
            guard case .automatic = classes else { throw .optionOfOtherKind(option: "classes", kind: kind) }
        }
        if let shardSize {
            guard kind == .tar else { throw .optionOfOtherKind(option: "shard-size", kind: kind) }
            guard shardSize > 0 else { throw .unusableShardSize(shardSize) }
        }
    }
}
