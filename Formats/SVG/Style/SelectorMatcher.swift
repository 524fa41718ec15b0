/// Determines which elements a selector matches, and counts the work.
struct SelectorMatcher {
    /// The number of comparisons so far; no more are made once they exceed the cascade's limit.
    var work = 0

    private let tree: XMLTree
    /// For each element, the sibling before it; −1 if there is none. Built on first use.
    private var siblings: [Int] = []

    init(_ tree: XMLTree) { self.tree = tree }

    private var isTooCostly: Bool { work > Cascade.workLimit }

    mutating func matches(_ selector: Selector, _ node: Int) -> Bool {
        let last = selector.compounds.count - 1
        return matches(selector.compounds[last], node) && matchesBefore(selector.compounds, last, node)
    }

    /// Whether the compounds before `index` match elements before or around `node`, for some choice of them.
    private mutating func matchesBefore(_ compounds: [Selector.Compound], _ index: Int, _ node: Int) -> Bool {
        guard index > 0 else { return true }
        let combinator = compounds[index].combinator
        let isSibling = combinator == .next || combinator == .later
        var other = node
        while !isTooCostly {
            if isSibling {
                let before = sibling(before: other)
                // An element in another namespace may lie between.
                if combinator == .next, before >= 0, tree.nodes[before].ordinal + 1 != tree.nodes[other].ordinal {
                    return false
                }
                other = before
            } else {
                other = tree.nodes[other].parent
            }
            guard other >= 0 else { return false }
            if matches(compounds[index - 1], other), matchesBefore(compounds, index - 1, other) { return true }
            if combinator == .child || combinator == .next { return false }
        }
        return false
    }

    private mutating func sibling(before node: Int) -> Int {
        if siblings.isEmpty {
            siblings = [Int](repeating: -1, count: tree.nodes.count)
            for parent in tree.nodes.indices {
                var (child, before) = (parent + 1, -1)
                while child < tree.nodes[parent].subtreeEnd {
                    siblings[child] = before
                    (before, child) = (child, tree.nodes[child].subtreeEnd)
                }
            }
        }
        work += 1
        return siblings[node]
    }

    private mutating func matches(_ compound: Selector.Compound, _ node: Int) -> Bool {
        work += 1 + compound.conditions.count
        if let type = compound.type, type == .other || tree.nodes[node].name != type { return false }
        for condition in compound.conditions where !matches(condition, node) { return false }
        return true
    }

    private mutating func matches(_ condition: Selector.Condition, _ node: Int) -> Bool {
        let tree = tree
        let text = tree.text.span
        switch condition {
        case .id(let id):
            return tree.value(.id, of: node).map { text.extracting($0).equals(id.span) } ?? false
        case .className(let name):
            guard let range = tree.value(.classNames, of: node) else { return false }
            return Self.compare(text.extracting(range), .word, name, &work)
        case .attribute(let name, let unknownName, let match, let wanted):
            for index in tree.nodes[node].attributes where tree.attributes[index].name == name {
                let attribute = tree.attributes[index]
                let start = attribute.value.lowerBound
                if name == .other,
                    !text.extracting((start - attribute.nameLength)..<start).equals(unknownName.span)
                {
                    continue
                }
                return Self.compare(text.extracting(attribute.value), match, wanted, &work)
            }
            return false
        case .root: return node == 0
        case .empty: return tree.nodes[node].childCount == 0
        case .place(let place): return matches(place, node)
        case .only(let ofType):
            return matches(Selector.Place(ofType: ofType), node)
                && matches(Selector.Place(fromEnd: true, ofType: ofType), node)
        case .not(let selectors):
            for selector in selectors where matches(selector, node) { return false }
            return true
        case .any(let selectors):
            for selector in selectors where matches(selector, node) { return true }
            return false
        case .never: return false
        }
    }

    private mutating func matches(_ place: Selector.Place, _ node: Int) -> Bool {
        let parent = tree.nodes[node].parent
        var position = 1
        if place.ofType {
            // Elements of another type don't count.
            let name = tree.nodes[node].name
            var other = place.fromEnd ? tree.nodes[node].subtreeEnd : sibling(before: node)
            let end = parent < 0 ? 1 : tree.nodes[parent].subtreeEnd
            while other >= 0, other < end, !isTooCostly {
                work += 1
                if tree.nodes[other].name == name { position += 1 }
                other = place.fromEnd ? tree.nodes[other].subtreeEnd : sibling(before: other)
            }
        } else {
            let count = parent < 0 ? 1 : Int(tree.nodes[parent].childCount)
            let ordinal = Int(tree.nodes[node].ordinal)
            position = place.fromEnd ? count - ordinal : ordinal + 1
        }
        let steps = position - place.start
        if place.step == 0 { return steps == 0 }
        return steps % place.step == 0 && steps / place.step >= 0
    }

    private static func compare(
        _ value: Span<UInt8>,
        _ match: Selector.Match,
        _ wanted: [UInt8],
        _ work: inout Int
    ) -> Bool {
        let wanted = wanted.span
        let passes = match == .substring ? wanted.count : 1
        let (cost, overflows) = value.count.multipliedReportingOverflow(by: passes)
        work += overflows ? Cascade.workLimit : min(cost / 16, Cascade.workLimit)
        if work > Cascade.workLimit { return false }
        switch match {
        case .isPresent: return true
        case .equals: return value.equals(wanted)
        case .word: return !wanted.isEmpty && value.words().contains { value.extracting($0).equals(wanted) }
        case .prefix: return !wanted.isEmpty && value.holds(wanted, at: 0)
        case .suffix: return !wanted.isEmpty && value.holds(wanted, at: value.count - wanted.count)
        case .substring: return !wanted.isEmpty && value.indices.contains { value.holds(wanted, at: $0) }
        case .language:
            return value.equals(wanted)
                || (value.holds(wanted, at: 0) && value[wanted.count] == UInt8(ascii: "-"))
        }
    }
}

extension Span where Element == UInt8 {
    /// Whether `part` is at `offset`.
    fileprivate func holds(_ part: Span<UInt8>, at offset: Int) -> Bool {
        guard offset >= 0, offset + part.count <= count else { return false }
        return extracting(offset..<(offset + part.count)).equals(part)
    }
}
