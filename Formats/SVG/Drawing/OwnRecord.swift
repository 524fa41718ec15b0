internal import SketchModel
internal import SketchStreams
internal import XMLTrees

/// What this format's writer stores in `data-*` attributes: metadata on the root, channels on the paths.
struct OwnRecord {
    private static let channels: [(name: AttributeName, channel: PointChannel, loss: Loss)] = [
        (.times, .time, .times), (.pressures, .pressure, .pressures), (.tilts, .tilt, .tilts),
        (.azimuths, .azimuth, .azimuths),
    ]

    private var found: PointChannelSet = []

    /// Whether the root says no more about lines than the writer says for all drawings, and so was written by it.
    static func isRoot(of tree: XMLTree) -> Bool {
        let text = tree.text.span
        var names: [AttributeName] = []
        for index in tree.nodes[0].attributes {
            let attribute = tree.attributes[index]
            switch attribute.name {
            case .fill: if !text.extracting(attribute.value).equals("none") { return false }
            case .stroke: if !text.extracting(attribute.value).equals("black") { return false }
            case .strokeLinecap, .strokeLinejoin: if !text.extracting(attribute.value).equals("round") { return false }
            case .viewBox, .strokeWidth: break
            default: continue
            }
            names.append(attribute.name)
        }
        return names == [.viewBox, .fill, .stroke, .strokeWidth, .strokeLinecap, .strokeLinejoin]
    }

    /// Reads the root's attributes.
    func readMetadata(of tree: XMLTree, into metadata: inout SketchMetadata, _ remarks: inout Remarks) {
        func read<Value>(_ name: AttributeName, _ parse: (String) -> Value?) -> Value? {
            guard let text = tree.string(name, of: 0) else { return nil }
            let value = parse(text)
            if value == nil { remarks.add("\(name.rawValue) cannot be read and is left out", at: tree.nodes[0].offset) }
            return value
        }
        metadata.label = read(.word) { $0 } ?? read(.encodedWord, PercentText.decode)
        metadata.countryCode = read(.countryCode) { $0 } ?? read(.encodedCountryCode, PercentText.decode)
        metadata.timestamp = read(.timestamp) { TimestampText.parse(Array($0.utf8).span) }
        metadata.recognized = read(.recognized) { $0 == "true" ? true : $0 == "false" ? false : nil }
        metadata.id = read(.keyID) { UInt64($0) }
    }

    /// Reads a path's attributes, once its points from `first` on have been drawn.
    mutating func readChannels(of node: Int, _ tree: XMLTree, from first: Int, into sketch: inout Sketch) {
        let text = tree.text.span
        for index in tree.nodes[node].attributes {
            let attribute = tree.attributes[index]
            switch attribute.name {
            case .pointCount:
                let count = text.extracting(attribute.value)
                if count.equals("0"), sketch.points.count == first { sketch.endStroke() }
                if count.equals("1") { Self.keepOnePoint(of: &sketch, from: first) }
            case .times, .pressures, .tilts, .azimuths:
                for (name, channel, _) in Self.channels where name == attribute.name {
                    found.formUnion(PointChannelSet(channel))
                    Self.append(text.extracting(attribute.value), to: &sketch[channel])
                }
            default: break
            }
        }
    }

    /// Keeps the channels if they match the number of points, which an editor may have changed.
    func finish(_ sketch: inout Sketch, _ losses: inout LossReport) {
        if found.isEmpty { return }
        for (_, channel, loss) in Self.channels where found.contains(PointChannelSet(channel)) {
            if sketch[channel].count == sketch.points.count {
                sketch.channels.formUnion(PointChannelSet(channel))
            } else {
                sketch[channel].removeAll(keepingCapacity: true)
                losses.add(loss)
            }
        }
    }

    /// Undoes the zero-length segment that is written for a stroke of a single point, since SVG draws nothing for less.
    private static func keepOnePoint(of sketch: inout Sketch, from first: Int) {
        guard sketch.points.count == first + 2, sketch.points[first] == sketch.points[first + 1],
            sketch.strokeEnds.last == first + 2
        else { return }
        sketch.points.removeLast()
        sketch.strokeEnds[sketch.strokeEnds.count - 1] = first + 1
    }

    private static func append(_ text: Span<UInt8>, to channel: inout [Double]) {
        var offset = 0
        text.skipSpace(&offset)
        while offset < text.count, let value = text.number(&offset) {
            channel.append(value)
            text.skipSeparator(&offset)
        }
    }
}
