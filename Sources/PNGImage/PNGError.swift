package import SketchModel

/// Why a picture cannot be made into a PNG file.
package enum PNGError: FaultReason, Hashable {
    /// libpng or zlib says why.
    case failed(String)
    case unusableKeyword(String)
    case unusableLevel(Int)
    /// A frame of an animation is not of the animation's size or channels.
    case unlikeFrame
    /// A frame of an animation is shown for a time that the format cannot hold.
    case unusableDelay(milliseconds: Int)
    case noFrames

    package var message: String {
        switch self {
        case .failed(let why): "the picture cannot be encoded: \(why)"
        case .unusableKeyword(let keyword): "'\(keyword)' is no keyword of a PNG text"
        case .unusableLevel(let level): "\(level) is no level of compression"
        case .unlikeFrame: "a frame is not of the animation's size or channels"
        case .unusableDelay(let milliseconds): "a frame cannot be shown for \(milliseconds) ms"
        case .noFrames: "the animation has no frames"
        }
    }

    package var advice: String? {
        switch self {
        case .unusableKeyword: "keywords have 1 to 79 printable Latin-1 characters, single spaces only between them"
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
