package import SketchModel

/// Statistics of sketches: counts, ranges, lengths and labels. The values of parts can be added to give those of the
/// whole.
package struct SketchStatistics: Sendable, Equatable {
    package private(set) var sketches = 0
    package private(set) var strokes = 0
    package private(set) var points = 0
    /// The range of all coordinates, or `nil` if there are no points.
    package private(set) var range: BoundingBox?
    package private(set) var strokesPerSketch = Distribution()
    package private(set) var pointsPerSketch = Distribution()
    /// The longest time in milliseconds between a drawing's first and last point, if there are times.
    package private(set) var longestTime: Double?
    package private(set) var withTimes = 0
    package private(set) var withPressures = 0
    package private(set) var withId = 0
    package private(set) var withTimestamp = 0
    package private(set) var recognized = 0
    package private(set) var unrecognized = 0
    package private(set) var labels: [String: Int] = [:]
    package private(set) var countries: [String: Int] = [:]
    package private(set) var unlabelled = 0
    package private(set) var attributes = AttributeStatistics()
    /// The label of the latest sketches and their number, since data sets are usually sorted by label.
    private var run: (label: String?, count: Int) = (nil, 0)

    package init() {}

    package static func == (a: SketchStatistics, b: SketchStatistics) -> Bool {
        a.counts == b.counts && a.allLabels == b.allLabels && a.countries == b.countries && a.range == b.range
            && a.strokesPerSketch == b.strokesPerSketch && a.pointsPerSketch == b.pointsPerSketch
            && a.longestTime == b.longestTime && a.attributes == b.attributes
    }

    private static let counts: [any WritableKeyPath<Self, Int> & Sendable] = [
        \.sketches, \.strokes, \.points, \.withTimes, \.withPressures, \.withId, \.withTimestamp, \.recognized,
        \.unrecognized, \.unlabelled,
    ]

    private var counts: [Int] { Self.counts.map { self[keyPath: $0] } }

    /// The number of sketches of each label.
    package var allLabels: [String: Int] {
        var all = labels
        if let label = run.label { all[label, default: 0] += run.count }
        return all
    }

    package mutating func add(_ sketch: Sketch) {
        sketches += 1
        strokes += sketch.strokeCount
        points += sketch.points.count
        strokesPerSketch.add(sketch.strokeCount)
        pointsPerSketch.add(sketch.points.count)
        if let box = sketch.boundingBox { extend(by: box) }
        if sketch.hasTimes {
            withTimes += 1
            if let first = sketch.times.first, let last = sketch.times.last {
                longestTime = Swift.max(longestTime ?? 0, last - first)
            }
        }
        if sketch.hasPressures { withPressures += 1 }
        attributes.add(sketch)
        if sketch.metadata.id != nil { withId += 1 }
        if sketch.metadata.timestamp != nil { withTimestamp += 1 }
        if let flag = sketch.metadata.recognized {
            if flag { recognized += 1 } else { unrecognized += 1 }
        }
        if let country = sketch.metadata.countryCode { countries[country, default: 0] += 1 }
        if sketch.metadata.label == nil { unlabelled += 1 }
        if run.label == sketch.metadata.label {
            run.count += 1
        } else {
            endRun()
            run = (sketch.metadata.label, 1)
        }
    }

    package mutating func merge(_ other: SketchStatistics) {
        for count in Self.counts { self[keyPath: count] += other[keyPath: count] }
        strokesPerSketch.merge(other.strokesPerSketch)
        pointsPerSketch.merge(other.pointsPerSketch)
        if let box = other.range { extend(by: box) }
        if let longest = other.longestTime { longestTime = Swift.max(longestTime ?? 0, longest) }
        attributes.merge(other.attributes)
        labels.merge(other.allLabels, uniquingKeysWith: +)
        countries.merge(other.countries, uniquingKeysWith: +)
    }

    private mutating func endRun() {
        if let label = run.label { labels[label, default: 0] += run.count }
        run = (nil, 0)
    }

    private mutating func extend(by box: BoundingBox) {
        guard range != nil else {
            range = box
            return
        }
        range?.extend(to: box.minimum)
        range?.extend(to: box.maximum)
    }
}

/// The verb `info`: counts sketches on the workers.
package struct StatisticsConsumer: SketchConsumer {
    private var statistics = SketchStatistics()

    package init() {}

    package mutating func consume(_ sketch: inout Sketch) { statistics.add(sketch) }
    package consuming func finish() -> SketchStatistics { statistics }
}
