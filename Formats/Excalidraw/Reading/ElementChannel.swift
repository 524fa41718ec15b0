internal import JSONTrees
internal import SketchModel

/// Gathers a channel of the points, which is kept if all points of the drawing have a value.
struct ElementChannel {
    private let channel: PointChannel
    private var values: [Double] = []
    private var isAnywhere = false
    private var isEverywhere = true

    init(_ channel: PointChannel) { self.channel = channel }

    /// Takes the values of the next stroke.
    mutating func add(_ node: JSONNode, _ own: OwnRecord, points: Int) {
        if points == 0 { return }
        let list = channel == .pressure ? pressures(node) : own.values(channel)
        guard let list else {
            isEverywhere = false
            return
        }
        isAnywhere = true
        if !isEverywhere { return }
        var found: [Double] = []
        for value in list.elements {
            guard let number = value.number, number.isFinite, channel != .pressure || (0...1).contains(number) else {
                isEverywhere = false
                return
            }
            found.append(number)
        }
        // A dot is drawn as two points, of which one is kept.
        if own.isDot, points == 1, found.count == 2 { found.removeLast() }
        if found.count == points { values += found } else { isEverywhere = false }
    }

    /// What the pen recorded, as opposed to what the app makes up from its speed.
    private func pressures(_ node: JSONNode) -> JSONNode? {
        guard node["simulatePressure"]?.boolean != true, let list = node["pressures"], list.isArray else { return nil }
        var numbers = list.elements
        return numbers.next() == nil ? nil : list
    }

    /// Gives the sketch the channel, or counts it as lost if only some strokes have it.
    func finish(_ sketch: inout Sketch, _ losses: inout LossReport) {
        guard isAnywhere else { return }
        guard isEverywhere else {
            losses.add(loss)
            return
        }
        sketch[channel] = values
        sketch.channels.formUnion(PointChannelSet(channel))
    }

    private var loss: Loss {
        switch channel {
        case .time: .times
        case .pressure: .pressures
        case .tilt: .tilts
        case .azimuth: .azimuths
        }
    }
}
