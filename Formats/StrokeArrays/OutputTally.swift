internal import SketchModel

/// What must be known about all sketches before the first byte of a file is written.
struct OutputTally {
    private(set) var sketches = 0
    /// The largest number of rows of a sketch.
    private(set) var longest = 0
    /// The number of sketches whose rows are float32 although int16 was tried first.
    private(set) var floats = 0
    /// The names of splits in the order of their first appearance, with their numbers of sketches. Sketches without a
    /// split are in `train`.
    private(set) var splits: [(name: [UInt8], count: Int)] = []
    private(set) var labelled = 0
    private(set) var withID = 0
    /// The largest number of Unicode scalars in a label.
    private(set) var longestLabel = 0
    private(set) var hasSeveralLabels = false
    private var firstLabel: [UInt8] = []
    private var lastSplit = 0
    private static let train = Array(MemberName.splits[0].utf8)

    mutating func add(_ bytes: [UInt8]) {
        var place = 0
        while let sketch = SpooledSketch(bytes, at: place) {
            add(sketch)
            place += sketch.byteCount
        }
    }

    private mutating func add(_ sketch: SpooledSketch) {
        sketches += 1
        longest = max(longest, sketch.rowCount)
        if sketch.flags.contains(.float) { floats += 1 }
        if sketch.id != nil { withID += 1 }
        if sketch.flags.contains(.label) { add(label: sketch.label) }
        add(split: sketch.flags.contains(.split) ? sketch.split : Self.train[...])
    }

    private mutating func add(label: ArraySlice<UInt8>) {
        labelled += 1
        if label.count > longestLabel {
            longestLabel = max(longestLabel, String(decoding: label, as: UTF8.self).unicodeScalars.count)
        }
        guard !hasSeveralLabels else { return }
        if firstLabel.isEmpty {
            firstLabel = Array(label)
        } else if !firstLabel.elementsEqual(label) {
            hasSeveralLabels = true
        }
    }

    private mutating func add(split: ArraySlice<UInt8>) {
        if lastSplit >= splits.count || !splits[lastSplit].name.elementsEqual(split) {
            if let known = splits.firstIndex(where: { $0.name.elementsEqual(split) }) {
                lastSplit = known
            } else {
                lastSplit = splits.count
                splits.append((Array(split), 0))
            }
        }
        splits[lastSplit].count += 1
    }

    /// The members of an archive, with the number of sketches in each: train, valid and test, which Sketch-RNN's loader
    /// needs, then others by name. If all sketches are in others, the three are left out.
    var members: [(name: String, count: Int)] {
        let named = splits.map { (name: String(decoding: $0.name, as: UTF8.self), count: $0.count) }
        let others = named.filter { !MemberName.splits.contains($0.name) }.sorted { $0.name < $1.name }
        if !others.isEmpty, others.count == named.count { return others }
        return MemberName.splits.map { name in (name, named.first { $0.name == name }?.count ?? 0) } + others
    }

    /// The member of each sketch, as an index into `members`.
    func makeRouter() -> SplitRouter {
        let names = members.map { Array($0.name.utf8) }
        return SplitRouter(names: names, fallback: names.firstIndex(of: Self.train) ?? 0)
    }
}

/// Assigns sketches to members.
struct SplitRouter {
    fileprivate let names: [[UInt8]]
    fileprivate let fallback: Int
    private var last = 0

    fileprivate init(names: [[UInt8]], fallback: Int) {
        self.names = names
        self.fallback = fallback
    }

    mutating func member(of sketch: SpooledSketch) -> Int {
        guard sketch.flags.contains(.split) else { return fallback }
        if !names[last].elementsEqual(sketch.split) {
            last = names.firstIndex { $0.elementsEqual(sketch.split) } ?? fallback
        }
        return last
    }
}
