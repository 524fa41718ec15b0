internal import SVGFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Drawings as data sets publish them.
struct RealDataTests {
    @Test(arguments: [("tu-berlin", 10), ("semantic-parts", 160), ("quickdraw", 150)])
    func everyFileIsReadWithoutFaults(folder: String, count: Int) throws {
        guard let root = TestFiles.realData("svg/\(folder)") else { return }
        let paths = Self.files(in: root)
        #expect(paths.count == count)
        for path in paths {
            let result = FormatHarness.read(path: path, as: SVGFormat())
            #expect(result.faults.isEmpty, "\(path)")
            #expect(result.warnings.isEmpty, "\(path): \(result.warnings)")
            let sketch = try #require(result.sketches.first)
            // Each of these files has one stroke a path.
            let source = try ByteSource(path: path).readToEnd(limit: 1 << 20)
            let pathElements = String(decoding: source, as: UTF8.self).split(separator: "<path ").count - 1
            #expect(sketch.strokeCount == pathElements, "\(path)")
            #expect(try Self.roundTrip(sketch) == sketch, "\(path)")
            if getenv("CROQUIS_PRINT") != nil { print(path, sketch.strokeCount, sketch.points.count, result.losses) }
        }
    }

    static func roundTrip(_ sketch: Sketch, _ format: SVGFormat = SVGFormat()) throws -> Sketch? {
        let bytes = try FormatHarness.encode([sketch], with: encoder(format)).bytes
        let result = FormatHarness.read(bytes, name: "again.svg", as: format)
        #expect(result.faults.isEmpty, "\(result.messages)")
        return result.sketches.first
    }

    static func encoder(_ format: SVGFormat) throws -> any SketchEncoder {
        try format.makeWriter(.stream(ByteSink(path: "-", force: false))).makeEncoder()
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
