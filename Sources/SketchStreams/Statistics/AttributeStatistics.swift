package import SketchModel

/// Counts of the attributes of sketches' strokes and pages.
package struct AttributeStatistics: Sendable, Equatable {
    /// The number of sketches with a canvas.
    package private(set) var withCanvas = 0
    package private(set) var withTilts = 0
    package private(set) var withAzimuths = 0
    /// The numbers of strokes with a width, and with a name.
    package private(set) var widths = 0
    package private(set) var names = 0
    /// The number of strokes of each colour (as CSS writes it), on each layer, of each part and of each tool.
    package private(set) var colours: [String: Int] = [:]
    package private(set) var layers: [String: Int] = [:]
    package private(set) var parts: [String: Int] = [:]
    package private(set) var tools: [String: Int] = [:]
    /// The number of groups that aren't layers.
    package private(set) var groups = 0

    package init() {}

    package mutating func add(_ sketch: borrowing Sketch) {
        if sketch.canvas == nil, sketch.attributes.isEmpty, !sketch.hasTilts, !sketch.hasAzimuths { return }
        if sketch.canvas != nil { withCanvas += 1 }
        if sketch.hasTilts { withTilts += 1 }
        if sketch.hasAzimuths { withAzimuths += 1 }
        groups += sketch.groups.count { !$0.isLayer }
        for stroke in 0..<min(sketch.strokeCount, sketch.attributes.count) {
            let attributes = sketch.attributes(ofStroke: stroke)
            if attributes.width != nil { widths += 1 }
            if attributes.name != nil { names += 1 }
            if let colour = attributes.colour { colours[colour.hexadecimal, default: 0] += 1 }
            if let part = attributes.part { parts[part, default: 0] += 1 }
            if let tool = attributes.tool { tools[tool.rawValue, default: 0] += 1 }
            let layer = sketch.groups(ofStroke: stroke).last { $0.isLayer }
            if let layer { layers[layer.name ?? "", default: 0] += 1 }
        }
    }

    package mutating func merge(_ other: AttributeStatistics) {
        for count in Self.counts { self[keyPath: count] += other[keyPath: count] }
        for names in Self.namesWithCounts { self[keyPath: names].merge(other[keyPath: names], uniquingKeysWith: +) }
    }

    private static let counts: [any WritableKeyPath<Self, Int> & Sendable] = [
        \.withCanvas, \.withTilts, \.withAzimuths, \.widths, \.names, \.groups,
    ]
    private static let namesWithCounts: [any WritableKeyPath<Self, [String: Int]> & Sendable] = [
        \.colours, \.layers, \.parts, \.tools,
    ]
}
