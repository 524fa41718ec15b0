package import SketchModel

/// How fast a drawing is drawn.
package struct AnimationTiming: Sendable, Hashable {
    package static let framesPerSecondRange = 1...60
    package static let durationRange = 0.1...600.0

    /// For animations made of frames.
    package let framesPerSecond: Int
    /// How long the drawing takes, in seconds. After that, the finished drawing is shown for `hold`.
    package let duration: Double
    /// In seconds.
    package let hold = 1.0

    /// - Throws: `AnimationError` if a value is out of its range.
    package init(framesPerSecond: Int = 25, duration: Double = 3) throws(AnimationError) {
        guard Self.framesPerSecondRange.contains(framesPerSecond) else {
            throw .unusableFrameRate(framesPerSecond)
        }
        guard Self.durationRange.contains(duration) else { throw .unusableDuration(duration) }
        self.framesPerSecond = framesPerSecond
        self.duration = duration
    }

    /// The number of frames that the drawing takes; the last of them shows all of it.
    var frameCount: Int { max(1, Int(duration * Double(framesPerSecond) + 0.5)) }

    /// How long a frame is shown, in whole milliseconds whose sum is exact.
    func milliseconds(ofFrame index: Int) -> Int {
        func end(_ frames: Int) -> Int { (2000 * frames + framesPerSecond) / (2 * framesPerSecond) }
        let shown = end(index + 1) - end(index)
        return index == frameCount - 1 ? shown + Int(hold * 1000) : shown
    }
}

/// Why an animation cannot be made.
package enum AnimationError: FaultReason, Hashable {
    case unusableFrameRate(Int)
    case unusableDuration(Double)

    package var message: String {
        switch self {
        case .unusableFrameRate(let rate): "an animation cannot have \(rate) frames per second"
        case .unusableDuration(let seconds): "a drawing cannot take \(seconds) s"
        }
    }

    package var advice: String? {
        switch self {
        case .unusableFrameRate: "frame rates are from 1 to 60"
        case .unusableDuration: "durations are from 0.1 to 600 s"
        }
    }

    package var kind: FaultKind { .wrongUsage }
}
