internal import SketchModel
internal import Testing

@testable internal import Rasteriser

/// The sweep of small strokes against the sweep of all.
struct ExactChainTests {
    /// Covers one outline both ways.
    private static func cover(_ points: [Point], _ line: LineStyle, width: Double, side: Int) -> (
        chains: [UInt8]?, spans: [UInt8]
    ) {
        var (form, path, outline) = (LineForm(), DevicePath(), StrokeOutline())
        let canvas = FixedBox(width: side, height: side)
        form.set(line, width: width, canvas: canvas)
        for point in points { path.append(FixedPoint(point)) }
        outline.trace(path, form: form)
        var (table, spans, mask) = (EdgeTable(), SpanSweep(), CoverageMask(width: side, height: side))
        table.clear(width: side, height: side)
        table.add(outline.counterclockwise, direction: -1)
        table.add(outline.leadingCap, direction: -1)
        table.add(outline.clockwise, direction: 1)
        table.sort()
        spans.cover(&table, mask: &mask)
        var (chainTable, chains, chainMask) = (ChainTable(), ChainSweep(), CoverageMask(width: side, height: side))
        let isDone = chainTable.set(outline, canvas: canvas) && chains.cover(chainTable, mask: &chainMask)
        return (isDone ? chainMask.coverage : nil, mask.coverage)
    }

    @Test(arguments: [28, 60, 200]) func smallStrokesAreCoveredAsBySpans(side: Int) {
        var random = SeededGenerator(seed: UInt64(side))
        var count = 0
        for number in 0..<400 {
            // Some on a grid, so that edges begin at one place and rows begin at vertices.
            let grid = [0.0, 1, 2, 15][number % 4]
            var place = Point(5 + random.unit() * 15, 5 + random.unit() * 15)
            let points = (0..<(1 + number % 23)).map { _ in
                place = place + Point(random.unit() * 8 - 4, random.unit() * 8 - 4)
                place = Point(min(max(place.x, 4), 24), min(max(place.y, 4), 24))
                if grid > 0 { place = Point((place.x * grid).rounded() / grid, (place.y * grid).rounded() / grid) }
                return place
            }
            var line = LineStyle(
                width: .pixels(1),
                cap: LineStyle.Cap.allCases[number % 3],
                join: LineStyle.Join.allCases[number / 3 % 3]
            )
            line.miterLimit = 2
            let both = Self.cover(points, line, width: 0.3 + random.unit() * 3, side: side)
            guard let chains = both.chains else { continue }
            count += 1
            #expect(chains == both.spans)
        }
        #expect(count > 200)
    }

    @Test func scribblesAndLargeStrokesAreLeftToSpans() {
        let scribble = (0..<200).map { Point(5 + Double($0) * 0.09, $0 % 2 == 0 ? 5.3 : 20.7) }
        let line = LineStyle(width: .pixels(1))
        #expect(Self.cover(scribble, line, width: 0.1, side: 28).chains == nil)
        #expect(Self.cover([Point(5, 5), Point(150, 20)], line, width: 2, side: 200).chains == nil)
        #expect(Self.cover([Point(5, 5), Point(20, 150)], line, width: 2, side: 200).chains == nil)
        #expect(Self.cover([Point(0, 5), Point(20, 15)], line, width: 2, side: 28).chains == nil)
    }

    @Test func lanesAreWhatEachLineSays() {
        var random = SeededGenerator(seed: 3)
        let steps = [Int16](repeating: 0, count: 16) + [Int16](repeating: -1, count: 16)
        for _ in 0..<200 {
            let start = Int64(random.unit() * 0x1p44)
            let step = Int64((random.unit() - 0.5) * 0x1p38)
            let (from, end) = (Int(random.unit() * 16), Int(random.unit() * 17))
            let places = LineLanes(position: start, step: step)
            let mask = LineLanes.mask(from: from, to: end, steps.span)
            let sign = LineLanes(position: Int64(random.unit() * 0x1p33 - 0x1p32), step: Int64(0x1p31))
            let pairs = unsafeBitCast(LineLanes.paired(places.lowHalf, sign.lowHalf), to: SIMD8<Int32>.self)
            var (less, more) = (places & 0x3FFF, sign & 0x3FFF)
            LineLanes.order(&less, &more)
            for lane in 0..<16 {
                #expect(places[lane] == Int16(truncatingIfNeeded: (start + Int64(lane) * step) >> 32))
                #expect(mask[lane] == (lane >= from && lane < end ? -1 : 0))
                #expect(sign.isNotZero[lane] == (sign[lane] == 0 ? 0 : -1))
                #expect(less[lane] == min(places[lane] & 0x3FFF, sign[lane] & 0x3FFF))
                #expect(more[lane] == max(places[lane] & 0x3FFF, sign[lane] & 0x3FFF))
                if lane < 8 {
                    #expect(pairs[lane] == Int32(sign[lane]) << 16 | Int32(UInt16(bitPattern: places[lane])))
                }
            }
        }
    }
}
