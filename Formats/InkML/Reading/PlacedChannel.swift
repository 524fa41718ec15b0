/// A channel in the format of the current trace, and how its numbers are converted to those of a sketch.
struct PlacedChannel {
    /// In the format's channels.
    let index: Int
    private var minus = 0.0
    private var factor = 1.0
    private var divisor = 1.0

    init(_ index: Int, _ channel: Channel) {
        self.index = index
        let measure = channel.measure
        switch channel.role {
        case .time:
            factor = MeasureUnit.times[measure.unit] ?? 1
            divisor = measure.perUnit
        case .force:
            // Office states only the upper end of ranges that begin at 0.
            let minimum = channel.minimum ?? 0
            if let maximum = channel.maximum, maximum > minimum {
                (minus, divisor) = (minimum, maximum - minimum)
            } else if channel.maximum == nil, measure.unit == "%" {
                divisor = 100
            }
        case .azimuth, .elevation, .tilt, .tiltX, .tiltY:
            // Degrees are the default.
            factor = (MeasureUnit.angles[measure.unit] ?? .pi / 180) * (channel.isReversed ? -1 : 1)
            divisor = measure.perUnit
        case .x, .y, .other: break
        }
    }

    /// The converted value, in milliseconds, in 0…1 or in radians; `nil` if the point has none.
    func value(_ states: [ChannelState]) -> Double? {
        let state = states[index]
        return state.isMissing ? nil : (state.value - minus) * factor / divisor
    }
}
