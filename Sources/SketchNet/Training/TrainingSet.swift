package import Augmentation
package import SketchModel

/// Labelled sketches in memory: 8 bytes per point, 4 per stroke and 24 per sketch. Each is normalised to ±0.74 when
/// added.
package struct TrainingSet: Sendable {
    /// The classes, in the order of the network's logits.
    package private(set) var classes: [String]
    /// The class of each sketch.
    package private(set) var labels: [Int32] = []
    private var coordinates: [Float] = []
    /// The number of points of each stroke.
    private var strokeLengths: [UInt32] = []
    /// For each sketch, the indices of its first point and its first stroke.
    private var firstPoints: [UInt32] = [0]
    private var firstStrokes: [UInt32] = [0]
    private var hashes: [UInt64] = []
    private var indices: [String: Int32]
    /// Whether new labels become new classes.
    private let takesAnyLabel: Bool

    /// - Parameter classes: distinct names; the later of two equal ones would have no sketches. If `nil`, each new
    ///   label becomes a class, in the order in which they arrive; see `sortClasses`.
    package init(classes: [String]? = nil) {
        self.classes = classes ?? []
        takesAnyLabel = classes == nil
        indices = Dictionary(zip(self.classes, 0...), uniquingKeysWith: { first, _ in first })
    }

    package var count: Int { labels.count }
    package var pointCount: Int { coordinates.count / 2 }
    package var strokeCount: Int { strokeLengths.count }
    /// The memory that the sketches take, in bytes.
    package var size: Int { 8 * pointCount + 4 * strokeCount + 24 * count }

    private mutating func index(ofClass label: String) -> Int32? {
        if let index = indices[label] { return index }
        guard takesAnyLabel, let index = Int32(exactly: classes.count) else { return nil }
        classes.append(label)
        indices[label] = index
        return index
    }

    /// Adds a sketch in any units. Strokes after the 196th are left out.
    /// - Returns: whether it was added: its label must be a class, it must have a point, its extent must fit a 32-bit
    ///   number, and there must be space (for up to 4 000 000 000 points).
    package mutating func append(_ sketch: Sketch) -> Bool {
        guard let box = sketch.boundingBox, case let side = box.longerSide, side.isFinite, hasRoom(for: sketch) else {
            return false
        }
        guard let label = sketch.metadata.label.flatMap({ index(ofClass: $0) }) else { return false }
        let scale = side > 0 ? side : 1
        var strokes = 0
        // FNV-1a over what is kept, so that a drawing has the same hash wherever it came from.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ value: UInt32) { hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3 }
        for stroke in 0..<sketch.strokeCount {
            let range = sketch.range(ofStroke: stroke)
            guard !range.isEmpty, strokes < SketchNetConfiguration.maximumStrokes else { continue }
            strokes += 1
            for index in range {
                let point = sketch.points[index]
                let x = Float((point.x - box.center.x) * NetworkFrame.side / scale)
                let y = Float((point.y - box.center.y) * NetworkFrame.side / scale)
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

    private func hasRoom(for sketch: Sketch) -> Bool {
        sketch.points.count < Int(UInt32.max) - pointCount && count < Int(Int32.max)
    }

    /// Adds all sketches of another set whose labels are classes here.
    /// - Returns: whether there was space; if not, nothing was added.
    package mutating func append(contentsOf other: TrainingSet) -> Bool {
        guard other.pointCount < Int(UInt32.max) - pointCount, other.count < Int(Int32.max) - count else {
            return false
        }
        let own = other.classes.map { index(ofClass: $0) }
        guard !own.contains(nil) else {
            for index in 0..<other.count {
                guard let label = own[Int(other.labels[index])] else { continue }
                append(index, of: other, label: label)
            }
            return true
        }
        let (points, strokes) = (UInt32(pointCount), UInt32(strokeCount))
        labels += other.labels.map { own[Int($0)] ?? 0 }
        coordinates += other.coordinates
        strokeLengths += other.strokeLengths
        firstPoints += other.firstPoints.dropFirst().map { points + $0 }
        firstStrokes += other.firstStrokes.dropFirst().map { strokes + $0 }
        hashes += other.hashes
        return true
    }

    private mutating func append(_ index: Int, of other: TrainingSet, label: Int32) {
        labels.append(label)
        coordinates += other.coordinates[2 * Int(other.firstPoints[index])..<2 * Int(other.firstPoints[index + 1])]
        strokeLengths += other.strokeLengths[Int(other.firstStrokes[index])..<Int(other.firstStrokes[index + 1])]
        firstPoints.append(UInt32(pointCount))
        firstStrokes.append(UInt32(strokeCount))
        hashes.append(other.hashes[index])
    }

    /// Sorts the classes, ignoring the case of ASCII letters; ties are sorted by their Unicode scalars.
    package mutating func sortClasses() {
        func folded(_ name: String) -> [UInt32] {
            name.unicodeScalars.map { ("A"..."Z").contains($0) ? $0.value + 32 : $0.value }
        }
        func scalars(_ name: String) -> [UInt32] { name.unicodeScalars.map(\.value) }
        let keys = classes.map { (folded: folded($0), exact: scalars($0)) }
        let order = classes.indices.sorted { first, second in
            let (a, b) = (keys[first], keys[second])
            return a.folded == b.folded
                ? a.exact.lexicographicallyPrecedes(b.exact) : a.folded.lexicographicallyPrecedes(b.folded)
        }
        var places = [Int32](repeating: 0, count: classes.count)
        for (place, old) in order.enumerated() { places[old] = Int32(place) }
        classes = order.map { classes[$0] }
        indices = Dictionary(zip(classes, 0...), uniquingKeysWith: { first, _ in first })
        for index in labels.indices { labels[index] = places[Int(labels[index])] }
    }

    /// The number of sketches of each class.
    package var classCounts: [Int] {
        labels.reduce(into: Array(repeating: 0, count: classes.count)) { $0[Int($1)] += 1 }
    }

    /// A number that is the same for the same sketches and classes in the same order.
    package var fingerprint: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ value: UInt64) { hash = (hash ^ value) &* 0x100_0000_01B3 }
        for (label, own) in zip(labels, hashes) { mix(own &+ UInt64(label)) }
        for name in classes { name.utf8.forEach { mix(UInt64($0)) } }
        return hash
    }

    /// Copies sketch `index` into `sketch`.
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

    package subscript(index: Int) -> PackedSketch {
        var sketch = PackedSketch()
        copy(index, into: &sketch)
        return sketch
    }

    /// Splits the sketches as training does: the last ones, or a share of each class, are kept for validation.
    /// - Returns: indices, ascending.
    package func split(_ configuration: TrainingConfiguration) -> (training: [Int], validation: [Int]) {
        guard let kept = configuration.validationCount else {
            return split(validationShare: configuration.validationShare, seed: configuration.splitSeed)
        }
        let border = max(0, count - kept)
        return (Array(0..<border), Array(border..<count))
    }

    /// Splits the sketches in two. For each class, `share` of its sketches are kept for validation, rounded to the
    /// nearest whole number but never all. The choice depends only on their points and the seed, not on their order;
    /// identical drawings stay on one side.
    /// - Returns: indices, ascending.
    package func split(validationShare share: Double, seed: UInt64) -> (training: [Int], validation: [Int]) {
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
            // Identical drawings have the same key.
            while held > 0, members[held - 1].key == members[held].key { held -= 1 }
            validation += members[..<held].map(\.index)
            training += members[held...].map(\.index)
        }
        return (training.sorted(), validation.sorted())
    }
}
