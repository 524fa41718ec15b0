package import SketchModel
package import SketchStreams
package import TextNotation

/// The contents of sketches, as lines and as JSON.
package struct StatisticsSummary {
    private let statistics: SketchStatistics
    private let report: PipelineReport
    private let top: Int

    /// - Parameter top: the number of labels and countries to list.
    package init(statistics: SketchStatistics, report: PipelineReport, top: Int) {
        (self.statistics, self.report, self.top) = (statistics, report, top)
    }

    package var lines: [String] {
        var rows: [(String, String)] = [
            (
                "formats",
                report.formats.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
            ),
            ("sketches", Counting.grouped(statistics.sketches)),
            ("strokes", Counting.grouped(statistics.strokes) + spread(statistics.strokesPerSketch)),
            ("points", Counting.grouped(statistics.points) + spread(statistics.pointsPerSketch)),
        ]
        if let range = statistics.range {
            rows.append(("x", "\(number(range.minimum.x)) … \(number(range.maximum.x))"))
            rows.append(("y", "\(number(range.minimum.y)) … \(number(range.maximum.y))"))
        }
        if statistics.withTimes > 0 {
            let longest = Counting.rounded((statistics.longestTime ?? 0) / 1000, digits: 3)
            rows.append(("point times", "\(Counting.sketches(statistics.withTimes)), up to \(longest) s"))
        }
        if statistics.withPressures > 0 { rows.append(("pressures", Counting.sketches(statistics.withPressures))) }
        if statistics.withId > 0 { rows.append(("ids", Counting.sketches(statistics.withId))) }
        if statistics.recognized + statistics.unrecognized > 0 {
            let all = statistics.recognized + statistics.unrecognized
            rows.append(("recognized", "\(Counting.grouped(statistics.recognized)) of \(Counting.grouped(all))"))
        }
        rows += attributeRows(statistics.attributes)
        var lines = pairLines(rows)
        if let passedOver = Counting.passedOver(report.passedOver) { lines.append(passedOver) }
        lines += report.noteLines + report.labelLines
        lines += table("labels", statistics.allLabels)
        lines += table("countries", statistics.countries)
        lines += table("parts, in strokes", statistics.attributes.parts)
        lines += table("layers, in strokes", statistics.attributes.layers)
        lines += table("tools, in strokes", statistics.attributes.tools)
        lines += table("colors, in strokes", statistics.attributes.colours)
        return lines + report.losses.sorted.lines("not kept: ")
    }

    private func attributeRows(_ attributes: AttributeStatistics) -> [(String, String)] {
        var rows: [(String, String)] = []
        if attributes.withTilts > 0 { rows.append(("tilts", Counting.sketches(attributes.withTilts))) }
        if attributes.withAzimuths > 0 { rows.append(("azimuths", Counting.sketches(attributes.withAzimuths))) }
        if attributes.withCanvas > 0 { rows.append(("canvases", Counting.sketches(attributes.withCanvas))) }
        if attributes.widths > 0 { rows.append(("widths", "\(Counting.grouped(attributes.widths)) strokes")) }
        if attributes.names > 0 { rows.append(("names", "\(Counting.grouped(attributes.names)) strokes")) }
        if attributes.groups > 0 { rows.append(("groups", Counting.grouped(attributes.groups))) }
        return rows
    }

    private func spread(_ lengths: Distribution) -> String {
        guard let median = lengths.quantile(0.5), let ninety = lengths.quantile(0.9), lengths.count > 1 else {
            return ""
        }
        return " (a sketch: \(lengths.smallest)…\(lengths.largest), median \(median), 90 % ≤ \(ninety))"
    }

    private func number(_ value: Double) -> String { Counting.rounded(value, digits: 3) }

    /// The most frequent names with bars, at most 60 columns wide.
    private func table(_ title: String, _ counts: [String: Int]) -> [String] {
        guard !counts.isEmpty else { return [] }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown = sorted.prefix(top)
        var lines = ["\(title) (\(Counting.grouped(counts.count)))"]
        let nameWidth = min(24, shown.map(\.key.count).max() ?? 0)
        let countWidth = shown.map { Counting.grouped($0.value).count }.max() ?? 0
        let barWidth = 60 - nameWidth - countWidth - 6
        for (name, count) in shown {
            let bar = Bar(Double(count) / Double(max(1, shown[0].value)), columns: barWidth)
            let digits = Counting.grouped(count).indented(to: countWidth)
            lines.append("  \(name.fitted(to: nameWidth))  \(digits)  \(bar)")
        }
        if sorted.count > shown.count { lines.append("  and \(Counting.grouped(sorted.count - shown.count)) more") }
        return lines
    }

    package var json: JSONValue {
        .object([
            ("sketches", .whole(statistics.sketches)),
            ("strokes", .whole(statistics.strokes)),
            ("points", .whole(statistics.points)),
            ("faults", .whole(report.faults)),
            ("inputs", .whole(report.inputs)),
            ("passedOver", .whole(report.passedOver)),
            ("formats", .counts(report.formats)),
            ("range", range),
            ("strokesPerSketch", lengths(statistics.strokesPerSketch)),
            ("pointsPerSketch", lengths(statistics.pointsPerSketch)),
            ("withTimes", .whole(statistics.withTimes)),
            ("longestMilliseconds", statistics.longestTime.map { .number($0) } ?? .null),
            ("withPressures", .whole(statistics.withPressures)),
            ("withId", .whole(statistics.withId)),
            ("withTimestamp", .whole(statistics.withTimestamp)),
            ("recognized", .whole(statistics.recognized)),
            ("unrecognized", .whole(statistics.unrecognized)),
            ("unlabelled", .whole(statistics.unlabelled)),
            ("labels", .counts(statistics.allLabels)),
            ("countries", .counts(statistics.countries)),
            ("withTilts", .whole(statistics.attributes.withTilts)),
            ("withAzimuths", .whole(statistics.attributes.withAzimuths)),
            ("withCanvas", .whole(statistics.attributes.withCanvas)),
            ("strokeWidths", .whole(statistics.attributes.widths)),
            ("strokeNames", .whole(statistics.attributes.names)),
            ("groups", .whole(statistics.attributes.groups)),
            ("parts", .counts(statistics.attributes.parts)),
            ("layers", .counts(statistics.attributes.layers)),
            ("tools", .counts(statistics.attributes.tools)),
            ("colors", .counts(statistics.attributes.colours)),
            ("losses", report.losses.sorted.json),
            ("notes", .texts(report.noteLines)),
        ])
    }

    private var range: JSONValue {
        guard let range = statistics.range else { return .null }
        return .object([
            ("minX", .number(range.minimum.x)), ("minY", .number(range.minimum.y)),
            ("maxX", .number(range.maximum.x)), ("maxY", .number(range.maximum.y)),
        ])
    }

    private func lengths(_ lengths: Distribution) -> JSONValue {
        guard let median = lengths.quantile(0.5), let ninety = lengths.quantile(0.9) else { return .null }
        return .object([
            ("min", .whole(lengths.smallest)), ("median", .whole(median)), ("p90", .whole(ninety)),
            ("max", .whole(lengths.largest)), ("mean", .number(lengths.mean)),
        ])
    }
}
