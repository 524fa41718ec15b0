public import SketchModel

/// Labelled sketches in memory: 8 bytes a point, 4 a stroke and 24 a sketch. Each is normalised to ±0.74 when it comes.
public struct TrainingSet: Sendable {
    /// The classes, in the order of the network's logits.
    public let classes: [String]
    /// The class of each sketch.
    public private(set) var labels: [Int32] = []
    private var coordinates: [Float] = []
    /// For each stroke, how many points it has.
    private var strokeLengths: [UInt32] = []
    /// For each sketch, where its points and its strokes begin.
    private var firstPoints: [UInt32] = [0]
    private var firstStrokes: [UInt32] = [0]
    private var hashes: [UInt64] = []
    private let indices: [String: Int32]

    /// - Parameter classes: no two alike; the later of two alike would have no sketches.
    public init(classes: [String]) {
        self.classes = classes
        indices = Dictionary(zip(classes, 0...), uniquingKeysWith: { first, _ in first })
    }

    public var count: Int { labels.count }
    public var pointCount: Int { coordinates.count / 2 }

    /// Adds a sketch, whatever its units. Strokes after the 196th are left out.
    /// - Returns: whether it was taken: its label is a class, it has a point, its extent is a 32-bit number, and there
    ///   is room, which 4 000 000 000 points fill.
    public mutating func append(_ sketch: Sketch) -> Bool {
        guard let label = sketch.metadata.label.flatMap({ indices[$0] }), let box = sketch.boundingBox else {
            return false
        }
        guard sketch.points.count < Int(UInt32.max) - pointCount, count < Int(Int32.max) else { return false }
        let side = box.longerSide
        guard side.isFinite else { return false }
        let scale = side > 0 ? side : 1
        var strokes = 0
        // FNV-1a over what is kept, so that a drawing has one hash wherever it came from.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ value: UInt32) { hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3 }
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            guard !range.isEmpty, strokes < SketchNetConfiguration.maximumStrokes else { continue }
            strokes += 1
            for index in range {
                let point = sketch.points[index]
                let x = Float((point.x - box.center.x) * 1.48 / scale)
                let y = Float((point.y - box.center.y) * 1.48 / scale)
                coordinates.append(x)
                coordinates.append(y)
                mix(x.bitPattern)
                mix(y.bitPattern)
            }
            strokeLengths.append(UInt32(range.count))
            mix(UInt32(range.count))
        }
        labels.append(label)
        hashes.append(hash)
        firstPoints.append(UInt32(pointCount))
        firstStrokes.append(UInt32(strokeLengths.count))
        return true
    }

    /// A number that is the same for the same sketches and classes in the same order.
    var fingerprint: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ value: UInt64) { hash = (hash ^ value) &* 0x100_0000_01B3 }
        for (label, own) in zip(labels, hashes) { mix(own &+ UInt64(label)) }
        for name in classes { name.utf8.forEach { mix(UInt64($0)) } }
        return hash
    }

    /// Copies sketch `index` out.
    func copy(_ index: Int, into sketch: inout PackedSketch) {
        sketch.removeAll()
        let points = 2 * Int(firstPoints[index])..<2 * Int(firstPoints[index + 1])
        sketch.coordinates.append(contentsOf: coordinates[points])
        var end = 0
        for stroke in Int(firstStrokes[index])..<Int(firstStrokes[index + 1]) {
            end += Int(strokeLengths[stroke])
            sketch.strokeEnds.append(end)
        }
    }

    public subscript(index: Int) -> PackedSketch {
        var sketch = PackedSketch()
        copy(index, into: &sketch)
        return sketch
    }

    /// Divides the sketches in two. Of each class, `share` is kept for validation, to the nearest whole number, but
    /// never all of it. Which ones follows from their points and the seed alone, not from their order; and drawings
    /// that are alike fall on one side.
    /// - Returns: indices, ascending.
    public func split(validationShare share: Double, seed: UInt64) -> (training: [Int], validation: [Int]) {
        var keyed: [[(key: UInt64, index: Int)]] = Array(repeating: [], count: classes.count)
        for index in 0..<count {
            var generator = SeededGenerator(seed: seed ^ hashes[index], stream: 1)
            keyed[Int(labels[index])].append((generator.next(), index))
        }
        var training: [Int] = []
        var validation: [Int] = []
        for var members in keyed {
            members.sort { ($0.key, $0.index) < ($1.key, $1.index) }
            var held = Int((min(max(share, 0), 1) * Double(members.count)).rounded())
            held = min(held, max(0, members.count - 1))
            // Those alike have one key.
            while held > 0, members[held - 1].key == members[held].key { held -= 1 }
            validation += members[..<held].map(\.index)
            training += members[held...].map(\.index)
        }
        return (training.sorted(), validation.sorted())
    }
}
