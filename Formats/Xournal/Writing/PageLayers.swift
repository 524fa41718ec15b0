internal import SketchModel

/// The layers that hold a sketch's strokes.
struct PageLayers {
    /// For each group, the innermost layer that it is or lies in.
    private let layers: [Int?]
    /// For each group, whether it is a layer that lies in nothing.
    private let isFlat: [Bool]
    /// The layers that have begun, so far.
    private var begun: Set<Int> = []
    private(set) var count = 0
    /// The layer of the last stroke: an index into the groups, or `nil` for one without a name.
    private(set) var current: Int?
    private var hasUngrouped = false
    private var hasUnnamed = false
    private var splits = false
    private var dropsGroups = false

    init(_ sketch: borrowing Sketch) {
        var layers: [Int?] = []
        var isFlat: [Bool] = []
        for (index, group) in sketch.groups.enumerated() {
            let parent = group.parent.flatMap { $0 < index ? $0 : nil }
            layers.append(group.isLayer ? index : parent.flatMap { layers[$0] })
            isFlat.append(group.isLayer && parent == nil)
        }
        (self.layers, self.isFlat) = (layers, isFlat)
    }

    /// Takes the next stroke that is written.
    /// - Returns: whether a layer begins with it.
    mutating func enter(_ stroke: Int, of sketch: borrowing Sketch) -> Bool {
        let group = sketch.attributes(ofStroke: stroke).group.flatMap { layers.indices.contains($0) ? $0 : nil }
        let layer = group.flatMap { layers[$0] }
        if let group, !isFlat[group] { dropsGroups = true }
        if layer == nil { hasUngrouped = true }
        guard count == 0 || layer != current else { return false }
        count += 1
        current = layer
        if let layer {
            if !begun.insert(layer).inserted { splits = true }
            if sketch.groups[layer].name?.isEmpty ?? true { hasUnnamed = true }
        }
        return true
    }

    /// What reading the layers back won't give.
    var losses: [Loss] {
        var losses: [Loss] = []
        // A single layer without a name isn't read as one.
        let hasLayers = !begun.isEmpty && !(count == 1 && hasUnnamed)
        if !hasLayers, dropsGroups || !begun.isEmpty {
            losses.append(.groups)
        } else if dropsGroups {
            losses.append(.innerGroups)
        }
        if hasLayers, hasUngrouped { losses.append(.addedLayers) }
        if splits { losses.append(.splitLayers) }
        return losses
    }
}
