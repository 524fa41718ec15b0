package import SketchModel

/// Why a picture cannot be encoded as a PNG file.
package enum PNGError: FaultReason, Hashable {
    /// With the message of libpng or zlib.
    case failed(String)
    case unusableKeyword(String)
    case unusableLevel(Int)
    /// A frame's size or channels differ from those of the animation.
    case unlikeFrame
    /// A frame's delay cannot be represented in the format.
    case unusableDelay(milliseconds: Int)
    case noFrames

    package var message: String {
        switch self {
        case .failed(let why): "the picture cannot be encoded: \(why)"
        case .unusableKeyword(let keyword): "'\(keyword)' is not a valid keyword of a PNG text"
        case .unusableLevel(let level): "\(level) is not a compression level"
        case .unlikeFrame: "a frame differs from the animation in size or channels"
        case .unusableDelay(let milliseconds): "a frame cannot be shown for \(milliseconds) ms"
        case .noFrames: "the animation has no frames"
        }
    }

    package var advice: String? {
        switch self {
        case .unusableKeyword: "keywords have 1 to 79 printable Latin-1 characters, with single spaces between words"
        case .unusableLevel: "levels are from 0 (none) to 9 (most)"
        case .unusableDelay: "delays are from 0 to 65535000 ms"
        case .failed, .unlikeFrame, .noFrames: nil
        }
    }

    package var kind: FaultKind {
        switch self {
        case .failed: .inputOutput
        case .unusableKeyword, .unusableLevel, .unlikeFrame, .unusableDelay, .noFrames: .wrongUsage
        }
    }
}
