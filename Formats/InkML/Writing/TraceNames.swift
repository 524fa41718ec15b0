internal import SketchModel
internal import XMLTrees

/// The ids of traces: the names of strokes where these can be ids, numbers otherwise.
struct TraceNames {
    private var ids: [String?] = []
    /// Names that can't be ids.
    private var others: [(stroke: Int, name: String)] = []

    init(_ sketch: borrowing Sketch) {
        var used: Set<String> = []
        for (stroke, details) in sketch.attributes.prefix(sketch.strokeCount).enumerated() {
            guard let name = details.name else {
                ids.append(nil)
                continue
            }
            if Self.canBeID(name), used.insert(name).inserted {
                ids.append(name)
            } else {
                ids.append(nil)
                others.append((stroke, name))
            }
        }
    }

    func id(ofStroke stroke: Int) -> String { (stroke < ids.count ? ids[stroke] : nil) ?? String(stroke) }

    /// Whether a name isn't taken for a number or a reference, and survives in an attribute.
    private static func canBeID(_ name: String) -> Bool {
        !name.isEmpty && !name.utf8.allSatisfy { $0 &- 48 < 10 }
            && name.unicodeScalars.allSatisfy { PercentText.isHeld($0) && $0.value > 0x20 && $0 != "#" }
    }

    /// Appends the names that can't be ids, as annotations of groups of one trace each.
    func appendGroups(to bytes: inout [UInt8]) {
        for (stroke, name) in others {
            bytes.append(contentsOf: "<traceGroup>\n".utf8)
            MarkupBytes.appendAnnotation(GroupLabels.strokeName, name, to: &bytes)
            bytes.append(contentsOf: "<traceView traceDataRef=\"\(stroke)\"/>\n</traceGroup>\n".utf8)
        }
    }
}
