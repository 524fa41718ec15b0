// Draws drawings in memory with croquis' rasteriser, by the preset `google28` at any side, and times it.
//
//     raster DRAWINGS SIDE PASSES fast|exact [PICTURES]
//
// What `programs/raster_cairo.c` does with cairo: everything is read before the clock starts, the clock takes the
// processor's time for all drawings, and the fastest of the passes is printed. PICTURES, SIDE * SIDE bytes each, are
// written in a pass of their own that is not timed.
import Drawings
import Glibc
import Rasteriser
import SketchModel

func style(side: Int, engine: RenderEngine) -> RenderStyle {
    var style = RenderPreset.google28.style
    if case .pixels(let width) = style.line.width {
        style.line.width = .pixels(width * Double(side) / Double(style.width))
    }
    (style.width, style.height) = (side, side)
    style.engine = engine
    return style
}

func processorSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}

func run(_ arguments: [String]) throws {
    guard arguments.count >= 5, let side = Int(arguments[2]), let passes = Int(arguments[3]),
        let engine = RenderEngine(rawValue: arguments[4])
    else { throw Failure("give DRAWINGS SIDE PASSES fast|exact [PICTURES]") }
    let sketches = try readDrawings(arguments[1]).sketches
    var drawer = try SketchDrawer(style(side: side, engine: engine))
    var raster = try drawer.makeRaster()

    var fastest = Double.infinity
    for _ in 0..<passes {
        let start = processorSeconds()
        for sketch in sketches { drawer.draw(sketch, into: &raster) }
        fastest = min(fastest, processorSeconds() - start)
    }
    if arguments.count > 5 {
        var pictures: [UInt8] = []
        for sketch in sketches {
            drawer.draw(sketch, into: &raster)
            pictures += raster.pixels
        }
        try write(pictures, to: arguments[5])
    }
    print("{\"stopwatchSeconds\": \(fastest), \"sketches\": \(sketches.count)}")
}

program("raster", run)
