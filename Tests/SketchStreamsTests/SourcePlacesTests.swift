internal import SketchModel
internal import SketchStreams
internal import Testing

@Suite struct SourcePlacesTests {
    /// Positions in several blocks, in any order, are those that counting from the beginning gives.
    @Test func positionsAreLinesAndColumns() {
        var generator = SeededGenerator(seed: 7)
        let bytes = (0..<10_000).map { _ in generator.index(below: 50) == 0 ? 0x0a : UInt8(ascii: "x") }
        let places = SourcePlaces(bytes)
        #expect(places.lineFeeds == bytes.count { $0 == 0x0a })
        for offset in [0, 1, 255, 256, 257, 4096, 9_984, 9_999, 10_000] + (0..<200).map({ $0 * 49 }) {
            let before = bytes[..<offset]
            let line = 1 + before.count { $0 == 0x0a }
            let column = offset - (before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0) + 1
            #expect(places.position(of: offset) == .text(line: line, column: column), "\(offset)")
        }
        #expect(places.position(of: 20_000) == places.position(of: 10_000))
    }

    @Test func placesOfBytesAreOffsets() {
        let places = SourcePlaces([0x0a, 0x0a], isText: false)
        #expect(places.position(of: 1, record: 3) == .bytes(offset: 1, record: 3) && places.lineFeeds == 0)
        #expect(SourcePlaces([]).position(of: 0) == .text(line: 1, column: 1))
    }
}
