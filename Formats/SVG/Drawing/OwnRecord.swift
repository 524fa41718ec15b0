internal import SketchModel
internal import SketchStreams

/// What this format's writer keeps in `data-*` attributes: metadata on the root, channels on the paths.
struct OwnRecord {
    private var hasTimes = false
    private var hasPressures = false

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

    /// Reads a path's attributes, once its points from `first` on are drawn.
    mutating func readChannels(of node: Int, _ tree: XMLTree, from first: Int, into sketch: inout Sketch) {
        let text = tree.text.span
        for index in tree.nodes[node].attributes {
            let attribute = tree.attributes[index]
            switch attribute.name {
            case .pointCount:
                let count = text.extracting(attribute.value)
                if count.equals("0"), sketch.points.count == first { sketch.endStroke() }
                if count.equals("1") { Self.keepOnePoint(of: &sketch, from: first) }
            case .times:
                hasTimes = true
                Self.append(text.extracting(attribute.value), to: &sketch.times)
            case .pressures:
                hasPressures = true
                Self.append(text.extracting(attribute.value), to: &sketch.pressures)
            default: break
            }
        }
    }

    /// Keeps the channels where they are as long as the points; an editor may have changed these.
    func finish(_ sketch: inout Sketch, _ losses: inout LossReport) {
        sketch.hasTimes = hasTimes && sketch.times.count == sketch.points.count
        sketch.hasPressures = hasPressures && sketch.pressures.count == sketch.points.count
        if hasTimes, !sketch.hasTimes {
            sketch.times.removeAll(keepingCapacity: true)
            losses.add(.times)
        }
        if hasPressures, !sketch.hasPressures {
            sketch.pressures.removeAll(keepingCapacity: true)
            losses.add(.pressures)
        }
    }

    /// A stroke of a single point is written as a segment of no length, since SVG draws nothing of less.
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
