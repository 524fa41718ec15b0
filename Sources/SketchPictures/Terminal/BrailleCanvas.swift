/// Dots on a grid of Braille characters, two across and four down in each, and for each character the stroke that has
/// most of its dots: a terminal gives each character one colour.
struct BrailleCanvas {
    /// Characters across.
    let columns: Int
    /// Characters down.
    let rows: Int
    /// The dots of each character, row by row, as the lower byte of its code point from U+2800.
    private(set) var dots: [UInt8]
    /// For each character, the stroke with most of its dots, the later one on ties; -1 if there are none.
    private(set) var owners: [Int]
    private var ownedCounts: [Int]
    /// The dots of the stroke being drawn, and the characters that contain some.
    private var strokeDots: [UInt8]
    private var touched: [Int] = []

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        dots = [UInt8](repeating: 0, count: columns * rows)
        owners = [Int](repeating: -1, count: columns * rows)
        ownedCounts = [Int](repeating: 0, count: columns * rows)
        strokeDots = dots
    }

    /// Dots across.
    var width: Int { 2 * columns }
    /// Dots down.
    var height: Int { 4 * rows }

    /// A position in dots from the upper left.
    struct Dot: Hashable {
        var x: Int
        var y: Int

        func isCorner(between a: Dot, and b: Dot) -> Bool {
            // The two are diagonal neighbours, and this one is adjacent to both.
            abs(a.x - b.x) == 1 && abs(a.y - b.y) == 1 && (x == a.x || x == b.x) && (y == a.y || y == b.y)
        }
    }

    /// Draws a line along `path`, one dot thick, without the dots that only fill the corner between two diagonal
    /// neighbours.
    mutating func draw(_ path: [Dot], stroke: Int) {
        var line = ThinLine()
        for (index, end) in path.enumerated() {
            var dot = index == 0 ? end : path[index - 1]
            let (across, down) = (abs(end.x - dot.x), abs(end.y - dot.y))
            var error = across - down
            while true {
                if let done = line.add(dot) { set(done) }
                if dot == end { break }
                let twice = 2 * error
                if twice > -down {
                    error -= down
                    dot.x += end.x > dot.x ? 1 : -1
                }
                if twice < across {
                    error += across
                    dot.y += end.y > dot.y ? 1 : -1
                }
            }
        }
        if let last = line.pending { set(last) }
        end(stroke)
    }

    private mutating func set(_ dot: Dot) {
        guard (0..<width).contains(dot.x), (0..<height).contains(dot.y) else { return }
        let cell = dot.y / 4 * columns + dot.x / 2
        if strokeDots[cell] == 0 { touched.append(cell) }
        strokeDots[cell] |= Self.bit(column: dot.x % 2, row: dot.y % 4)
    }

    private mutating func end(_ stroke: Int) {
        for cell in touched {
            let count = strokeDots[cell].nonzeroBitCount
            if count >= ownedCounts[cell] { (owners[cell], ownedCounts[cell]) = (stroke, count) }
            dots[cell] |= strokeDots[cell]
            strokeDots[cell] = 0
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// Braille numbers the dots of the first three rows downwards, column by column; the fourth row was added later.
    private static func bit(column: Int, row: Int) -> UInt8 {
        row < 3 ? 1 << UInt8(3 * column + row) : 0x40 << UInt8(column)
    }
}

/// Passes on the dots of a line except those that only fill a corner, with a delay of one.
private struct ThinLine {
    private var last: BrailleCanvas.Dot?
    private(set) var pending: BrailleCanvas.Dot?

    mutating func add(_ dot: BrailleCanvas.Dot) -> BrailleCanvas.Dot? {
        guard let before = pending else {
            pending = dot
            return nil
        }
        if dot == before { return nil }
        pending = dot
        if let last, before.isCorner(between: last, and: dot) { return nil }
        last = before
        return before
    }
}
