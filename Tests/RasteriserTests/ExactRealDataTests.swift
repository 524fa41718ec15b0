internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

@testable internal import Rasteriser

/// The official 28x28 bitmaps of QuickDraw drawings. `GoldenPictureTests` compares a drawing of our own bit for bit.
@Suite struct ExactRealDataTests {
    @Test(.realData) func theOfficialBitmapsAreReproduced() throws {
        let drawings = TestFiles.realData("quickdraw-bitmap28/drawings.ndjson.gz")
        let bitmaps = TestFiles.realData("quickdraw-bitmap28/bitmaps.npy")
        let lines = try TestFiles.lines(drawings, sample: .max).split(separator: 0x0a)
        let array = try ByteSource(path: bitmaps).readToEnd(limit: 1 << 24)
        let pixels = array.dropFirst(array.count - lines.count * 784)
        #expect(lines.count == 1400)
        var drawer = try SketchDrawer(#require(RenderPreset.named("google28")).style)
        var raster = try drawer.makeRaster()
        var (total, beyondTwo, greatest, exact) = (0, 0, 0, 0)
        for (index, line) in lines.enumerated() {
            drawer.draw(Self.drawing(line), into: &raster)
            let official = pixels.dropFirst(index * 784).prefix(784)
            let differences = zip(raster.pixels, official).map { abs(Int($0) - Int($1)) }
            total += differences.reduce(0, +)
            beyondTwo += differences.count { $0 > 2 }
            greatest = max(greatest, differences.max() ?? 0)
            if raster.pixels.elementsEqual(official) { exact += 1 }
        }
        let count = Double(lines.count * 784)
        #expect(Double(total) / count <= 0.25)
        #expect(Double(beyondTwo) / count <= 0.01)
        #expect(greatest <= 24)
        #expect(exact == lines.count, "\(exact) of \(lines.count) are the same, bit for bit")
    }

    /// The strokes of one line of simplified NDJSON, whose coordinates are whole.
    private static func drawing(_ line: ArraySlice<UInt8>) -> Sketch {
        let text = String(decoding: line, as: UTF8.self)
        guard let key = text.firstRange(of: "\"drawing\""), let list = text[key.upperBound...].firstIndex(of: "[")
        else {
            return Sketch()
        }
        var (depth, channels, number) = (0, [[Double]](), Int?.none)
        var strokes: [[Point]] = []
        for byte in text[list...].utf8 {
            if let digit = (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil {
                number = (number ?? 0) * 10 + digit
                continue
            }
            if let found = number { channels[channels.count - 1].append(Double(found)) }
            number = nil
            if byte == UInt8(ascii: "[") {
                depth += 1
                if depth == 3 { channels.append([]) }
            } else if byte == UInt8(ascii: "]") {
                depth -= 1
                if depth == 1 {
                    strokes.append(zip(channels[0], channels[1]).map { Point($0, $1) })
                    channels = []
                }
                if depth == 0 { break }
            }
        }
        return Sketch(strokes: strokes)
    }
}
