package import SketchModel

/// Why sketches cannot be written as arrays or shards of pictures.
package enum PictureArrayError: FaultReason, Hashable {
    /// Arrays of pictures have one number per pixel.
    case coloured(PictureKind)
    case optionOfOtherKind(option: String, kind: PictureKind)
    case unusableShardSize(Int)
    case shardsToStandardOutput
    case tooManyPictures(limit: Int)
    case labelWithLineBreak

    package var message: String {
        switch self {
        case .coloured(let kind): "a picture in \(kind.rawValue) is grey, and this style has colours or is transparent"
        case .optionOfOtherKind(let option, let kind): "--\(option) is not for \(kind.rawValue)"
        case .unusableShardSize(let size): "a shard cannot hold \(size) sketches"
        case .shardsToStandardOutput: "standard output is one stream, and cannot be cut into shards"
        case .tooManyPictures(let limit): "cannot hold more than \(limit) pictures"
        case .labelWithLineBreak: "the label has a line break in it, and labels are written one per line"
        }
    }

    package var advice: String? {
        switch self {
        case .coloured: "use no colours, on white or black, or write PNG files or a .tar, which keep colours"
        case .optionOfOtherKind: nil
        case .unusableShardSize: "give 1 or more"
        case .shardsToStandardOutput: "write to a file, such as train.tar"
        case .tooManyPictures: "split the input"
        case .labelWithLineBreak: "a .npz holds any label"
        }
    }

    package var kind: FaultKind {
        switch self {
        case .coloured, .optionOfOtherKind, .unusableShardSize, .shardsToStandardOutput: .wrongUsage
        case .tooManyPictures, .labelWithLineBreak: .badData
        }
    }
}
