internal import Platform
internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Drawings of one path per stroke, as data sets publish them: the project's own, and real ones.
struct RealDataTests {
    @Test func fixtures() throws { try expectWholeFiles(in: TestFiles.fixture("drawings"), count: 30) }

    @Test(.realData, arguments: [("tu-berlin", 10), ("semantic-parts", 160), ("quickdraw", 150)])
    func realDrawings(folder: String, count: Int) throws {
        try expectWholeFiles(in: TestFiles.realData("svg/\(folder)"), count: count)
    }

    private func expectWholeFiles(in folder: String, count: Int) throws {
        let paths = Self.files(in: folder)
        #expect(paths.count == count)
        for path in paths {
            let result = FormatHarness.read(path: path, as: SVGFormat())
            #expect(result.faults.isEmpty, "\(path)")
            #expect(result.warnings.isEmpty, "\(path): \(result.warnings)")
            let sketch = try #require(result.sketches.first)
            let source = try ByteSource(path: path).readToEnd(limit: 1 << 20)
            let pathElements = String(decoding: source, as: UTF8.self).split(separator: "<path ").count - 1
            #expect(sketch.strokeCount == pathElements, "\(path)")
            #expect(try Self.roundTrip(sketch) == sketch, "\(path)")
        }
    }

    static func roundTrip(_ sketch: Sketch, _ format: SVGFormat = SVGFormat()) throws -> Sketch? {
        let bytes = try FormatHarness.encode([sketch], with: encoder(format)).bytes
        let result = FormatHarness.read(bytes, name: "again.svg", as: format)
        #expect(result.faults.isEmpty, "\(result.messages)")
        return result.sketches.first
    }

    static func encoder(_ format: SVGFormat) throws -> any SketchEncoder {
        try format.makeWriter(.stream(ByteSink(path: "-", force: false))).encoding.makeEncoder()
    }

    static func files(in folder: String) -> [String] {
        var found: [String] = []
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            let path = folder + "/" + name
            if name.hasSuffix(".svg") { found.append(path) } else { found += files(in: path) }
        }
        return found.sorted()
    }
}
