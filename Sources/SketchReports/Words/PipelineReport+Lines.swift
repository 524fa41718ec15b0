package import SketchModel
package import SketchStreams
package import TextNotation

extension PipelineReport {
    /// The formats that were read, in parentheses after a space; empty if there are none.
    var formatWords: String {
        formats.isEmpty ? "" : " (\(formats.keys.sorted().joined(separator: ", ")))"
    }

    /// Where the labels of records without one come from.
    var labelLines: [String] {
        labels.sorted { $0.key.rawValue < $1.key.rawValue }.map { origin, count in
            "label: from \(origin.rawValue) for \(Counting.sketches(count))"
        }
    }

    /// What the readers decided, as lines: the first ten notes of each kind, and the number of the rest.
    package var noteLines: [String] {
        var limit = MessageLimit()
        let lines = notes.filter { limit.admits(MessageLimit.kind(of: $0.text), $0.source) }
            .map { "\($0.source): \($0.text)" }
        return lines + limit.takeRest().map { "and \(Counting.grouped($0.count)) more like \($0.first)" }
    }
}

extension Sequence<(loss: Loss, count: Int)> {
    /// One line per loss, with an optional prefix.
    package func lines(_ prefix: String = "") -> [String] {
        map { "\(prefix)\($0.loss.text): \(Counting.lost($0.count, of: $0.loss))" }
    }

    /// The losses' names with their counts.
    package var json: JSONValue { .object(map { ($0.loss.name, .whole($0.count)) }) }
}
