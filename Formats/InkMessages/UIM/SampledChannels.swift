internal import SketchModel

/// The channels of a sketch, from the samples of the pen. A channel is kept if all points have it.
struct SampledChannels {
    private var times = Values()
    private var pressures = Values()
    private var tilts = Values()
    private var azimuths = Values()
    private var hasOthers = false

    private struct Values {
        var list: [Double] = []
        var isComplete = true
        var isFound = false
    }

    /// Appends the samples of control points.
    mutating func append(
        _ indices: Range<Int>,
        of link: SplineStroke.SensorLink,
        from samples: SensorSamples.Samples?
    ) {
        func append(_ samples: [Double]?, to values: inout Values) {
            guard let samples, !samples.isEmpty else {
                values.isComplete = values.isComplete && indices.isEmpty
                return
            }
            values.isFound = true
            guard values.isComplete else { return }
            for index in indices { values.list.append(samples[link.sample(index, of: samples.count)]) }
        }
        append(samples?.times, to: &times)
        append(samples?.pressures, to: &pressures)
        append(samples?.tilts, to: &tilts)
        append(samples?.azimuths, to: &azimuths)
        hasOthers = hasOthers || samples?.hasOthers == true
    }

    /// Sets the channels. Times count from the earliest, which is the sketch's timestamp.
    func give(to sketch: inout Sketch, _ losses: inout LossReport) {
        // Two digits after the point may round beyond the limits.
        let tolerance = 0.01
        func set(_ channel: PointChannel, _ values: Values, _ loss: Loss, _ value: (Double) -> Double?) {
            guard values.isFound else { return }
            let list = values.isComplete ? values.list.compactMap(value) : []
            guard list.count == sketch.points.count, !list.isEmpty else { return losses.add(loss) }
            sketch[channel] = list
            sketch.channels.insert(PointChannelSet(channel))
        }
        func limited(_ value: Double, to limit: Double) -> Double? {
            (-tolerance)...(limit + tolerance) ~= value ? min(max(value, 0), limit) : nil
        }
        set(.pressure, pressures, .pressures) { limited($0, to: 1) }
        set(.tilt, tilts, .tilts) { limited($0, to: .pi / 2) }
        set(.azimuth, azimuths, .azimuths) {
            guard (-2 * Double.pi - tolerance)...(2 * .pi + tolerance) ~= $0 else { return nil }
            return min(max($0 < 0 ? $0 + 2 * .pi : $0, 0), 2 * .pi)
        }
        let start = times.list.min() ?? 0
        set(.time, times, .times) { $0.isFinite ? $0 - start : nil }
        // From 1970 to the year 9999.
        if sketch.hasTimes, 0..<253_402_300_800_000 ~= start {
            sketch.metadata.timestamp = Timestamp(microseconds: Int64((start * 1000).rounded()))
        }
        if hasOthers { losses.add(.sensorChannels) }
    }
}
