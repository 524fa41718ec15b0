internal import SketchStreams

/// The times and pressures of a path that is split, distributed among its parts.
struct PartedChannels {
    private var channels: [Channel] = []

    private struct Channel {
        var name: AttributeName
        /// The numbers as they are written; `nil` if there aren't as many as points.
        var numbers: [ArraySlice<UInt8>]?
    }

    init(of node: Int, _ tree: XMLTree, pointCount: Int) {
        for name in [AttributeName.times, .pressures] {
            guard let value = tree.value(name, of: node) else { continue }
            let text = tree.text.span.extracting(value)
            var numbers: [ArraySlice<UInt8>] = []
            var offset = 0
            text.skipSpace(&offset)
            while offset < text.count {
                let start = offset
                guard text.number(&offset) != nil else { break }
                numbers.append(tree.text[(value.lowerBound + start)..<(value.lowerBound + offset)])
                text.skipSeparator(&offset)
            }
            let isWhole = offset == text.count && numbers.count == pointCount
            channels.append(Channel(name: name, numbers: isWhole ? numbers : nil))
        }
    }

    /// Gives a part the numbers of its points. If they can't be assigned, the first part keeps all of them, so that the
    /// drawing has as many as before.
    func change(_ changes: inout TagChanges, points: Range<Int>, isFirst: Bool) {
        for channel in channels {
            if let numbers = channel.numbers, points.upperBound <= numbers.count {
                changes.values.append((channel.name.rawValue, Array(numbers[points].joined(separator: [0x20]))))
            } else if !isFirst {
                changes.removed.append(channel.name.rawValue)
            }
        }
    }
}
