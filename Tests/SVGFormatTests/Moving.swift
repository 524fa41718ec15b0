internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Moves the strokes of documents for the tests, and examines the results.
enum Moving {
    static let rootStart =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1000 1000' fill='none' stroke='black'>"

    /// The result of moving `body` within an `svg` element, or the fault's text.
    static func body(_ body: String, by offsets: [Point]) -> String {
        let document = rootStart + body + "</svg>"
        do {
            let moved = String(decoding: try move(document, by: offsets), as: UTF8.self)
            guard moved.hasPrefix(rootStart), moved.hasSuffix("</svg>") else { return "changed around: \(moved)" }
            return String(moved.dropFirst(rootStart.count).dropLast("</svg>".count))
        } catch {
            return error.description
        }
    }

    static func move(_ document: String, by offsets: [Point]) throws(Fault) -> [UInt8] {
        try SVGFormat().moving(Array(document.utf8), named: "cat.svg", by: offsets)
    }

    /// The fault of moving a document.
    static func fault(_ document: String, by offsets: [Point], _ format: SVGFormat = SVGFormat()) -> String {
        do {
            return String(
                decoding: try format.moving(Array(document.utf8), named: "cat.svg", by: offsets),
                as: UTF8.self
            )
        } catch {
            return error.description
        }
    }

    /// Offsets for all strokes of a sketch, of up to a tenth of its size.
    static func offsets(for sketch: Sketch, seed: UInt64) -> [Point] {
        var generator = SeededGenerator(seed: seed)
        let box = sketch.boundingBox ?? BoundingBox(minimum: .zero, maximum: .zero)
        let size = max(box.maximum.x - box.minimum.x, box.maximum.y - box.minimum.y, 1)
        return (0..<sketch.strokeCount).map { _ in
            Point((generator.unit() - 0.5) * size / 5, (generator.unit() - 0.5) * size / 5)
        }
    }

    /// The values of all ids of a document in UTF-8, in order.
    private static func ids(_ document: [UInt8]) -> [Substring] {
        String(decoding: document, as: UTF8.self).split(separator: " id=").dropFirst().map { text in
            text.dropFirst().prefix { $0 != text.first }
        }.sorted()
    }

    /// Whether `moved` is `document` with translations put in, and not one byte else.
    static func differByTranslationsAlone(_ document: [UInt8], _ moved: [UInt8]) -> Bool {
        var (old, new) = (document[...], moved[...])
        while true {
            let count = zip(old, new).prefix { $0 == $1 }.count
            (old, new) = (old.dropFirst(count), new.dropFirst(count))
            if old.isEmpty, new.isEmpty { return true }
            // The inserted text may begin like what follows it: with a space, or the name of a function.
            let start = moved[..<new.startIndex].lastIndex { [0x20, 0x22, 0x27].contains($0) } ?? new.startIndex
            let step = new.startIndex - start
            guard let end = insertionEnd(moved[start...]) ?? insertionEnd(moved[(start + 1)...]) else { return false }
            let isAttribute = insertionEnd(moved[start...]) != nil
            (old, new) = (document[(old.startIndex - step + (isAttribute ? 0 : 1))...], moved[end...])
        }
    }

    /// The end of ` transform="translate(x y)"` or `translate(x y) ` at the beginning of a text.
    private static func insertionEnd(_ text: ArraySlice<UInt8>) -> Int? {
        let isAttribute = text.starts(with: " transform=\"translate(".utf8)
        guard isAttribute || text.starts(with: "translate(".utf8), let close = text.firstIndex(of: 0x29) else {
            return nil
        }
        let tail: [UInt8] = isAttribute ? [0x22] : [0x20]
        return text[(close + 1)...].starts(with: tail) ? close + 2 : nil
    }

    /// How far the strokes of `moved` are from those of `sketch` moved by `offsets`, as a share of the largest
    /// coordinate; infinite where they are not as many or have other numbers of points.
    static func error(_ sketch: Sketch, by offsets: [Point], _ moved: Sketch) -> Double {
        guard sketch.strokeEnds == moved.strokeEnds else { return .infinity }
        var (error, largest) = (0.0, 1.0)
        for stroke in 0..<sketch.strokeCount {
            for index in sketch.range(ofStroke: stroke) {
                let wanted = sketch.points[index] + offsets[stroke]
                let difference = wanted - moved.points[index]
                error = max(error, abs(difference.x), abs(difference.y))
                largest = max(largest, abs(wanted.x), abs(wanted.y))
            }
        }
        return error / largest
    }

    /// Moves each stroke of a document, reads the result, and moves it by nothing.
    static func checkRoundTrip(_ bytes: [UInt8], seed: UInt64, _ name: String = "", _ format: SVGFormat = SVGFormat()) {
        do {
            let before = FormatHarness.read(bytes, name: "before.svg", as: format)
            let sketch = try #require(before.sketches.first, "\(name) \(before.messages)")
            let still = try format.moving(bytes, named: name, by: sketch.strokes.map { _ in Point.zero })
            #expect(still == bytes, "\(name)")
            let offsets = offsets(for: sketch, seed: seed)
            let moved = try format.moving(bytes, named: name, by: offsets)
            let after = FormatHarness.read(moved, name: "after.svg", as: format)
            let again = try #require(after.sketches.first, "\(name) \(after.messages)")
            let error = error(sketch, by: offsets, again)
            #expect(error < 1e-11, "\(name): \(String(decoding: moved, as: UTF8.self))")
            #expect(again.metadata == sketch.metadata, "\(name)")
            #expect(again.times == sketch.times && again.pressures == sketch.pressures, "\(name)")
            // Shapes are split, so more of them may lose the same.
            #expect(Set(after.losses.counts.keys) == Set(before.losses.counts.keys), "\(name)")
            #expect(ids(moved) == ids(bytes), "\(name)")
            // A `use` that would draw itself disappears where it is expanded.
            let warnings = after.warnings.map(\.text).filter { !$0.contains("inside itself") }
            #expect(warnings == before.warnings.map(\.text).filter { !$0.contains("inside itself") }, "\(name)")
            #expect(try format.moving(moved, named: name, by: offsets.map { _ in .zero }) == moved)
        } catch {
            Issue.record("\(name): \(error)")
        }
    }
}
