internal import Foundation
@testable internal import InkMessageFormat
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// Protocol Buffers have no signature, so nothing else may be taken for strokes.
@Suite struct InkRecognitionTests {
    private let folder = TemporaryFolder()

    private func match(_ path: String) throws -> FormatMatch {
        let prefix = (try? ByteSource(path: path).peek(FormatChoice.prefixLength)) ?? []
        return GoogleInkFormat().recognises(prefix: prefix, fileName: "")
    }

    private func files(below path: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.map { path + "/" + $0 }.filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    @Test func fixturesAreRecognised() throws {
        for name in ["house.ink", "mouse.ink", "plain.binarypb", "increments.binarypb", "long.ink"] {
            #expect(try match(TestFiles.fixture("ink/" + name)) == .certain, "\(name)")
        }
        for name in ["house-3.0.uim", "house-3.1.uim", "parts-3.1.uim", "house.will"] {
            let bytes = try #require(TemporaryFolder.read(path: TestFiles.fixture("ink/" + name)))
            #expect(UIMFormat().recognises(prefix: bytes, fileName: "") == .certain)
            #expect(try match(TestFiles.fixture("ink/" + name)) == .no)
        }
    }

    /// Also if the first stroke is longer than what is looked at.
    @Test func whatIsWrittenIsRecognised() throws {
        var random = SeededGenerator(seed: 2)
        for count in [1, 2, 300, 3000, 20_000] {
            var sketch = Sketch(
                strokes: [
                    (0..<count).map { _ in Point(Double(random.index(below: 5000)), Double(random.index(below: 5000))) }
                ]
            )
            for channels in 0..<2 {
                if channels == 1 {
                    try sketch.setChannel(.time, to: (0..<count).map { Double($0 * 16) })
                    try sketch.setChannel(.azimuth, to: (0..<count).map { _ in Double(random.index(below: 6)) })
                }
                try FormatHarness.write([sketch], to: folder("a.ink"), as: GoogleInkFormat())
                #expect(try match(folder("a.ink")) == .certain, "\(count) points")
            }
        }
    }

    @Test func otherFilesAreNot() throws {
        let others = files(below: TestFiles.fixture("")).filter { !$0.contains("/ink/") && !$0.hasSuffix(".ink") }
        #expect(others.count > 100)
        for path in others { #expect(try match(path) == .no, "\(path)") }
        // Random bytes, and random small ones, which are more often fields.
        var random = SeededGenerator(seed: 1)
        for round in 0..<4000 {
            let limit = round % 2 == 0 ? 256 : 32
            let bytes = (0..<random.index(below: 200)).map { _ in UInt8(random.index(below: limit)) }
            #expect(GoogleInkSniffer.match(bytes, isCut: false) == .no, "\(bytes)")
            #expect(GoogleInkSniffer.match(bytes, isCut: true) == .no, "\(bytes)")
        }
        for byte in UInt8.min...UInt8.max {
            let bytes = [UInt8](repeating: byte, count: FormatChoice.prefixLength)
            #expect(GoogleInkSniffer.match(bytes, isCut: true) == .no)
        }
    }

    @Test(.realData) func samplesOfOthersAreNot() throws {
        var found: [String] = []
        for path in files(below: TestFiles.realData("samples")) where try match(path) != .no {
            found.append(String(path.split(separator: "/").last ?? ""))
        }
        #expect(
            found.sorted() == ["google__ink__spring_shape.binarypb", "google__ink__straight_line.binarypb"]
        )
    }
}
