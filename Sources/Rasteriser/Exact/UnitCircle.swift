internal import SketchModel

/// Points of the unit circle, computed without the platform's mathematical library, whose last digits differ between
/// machines.
enum UnitCircle {
    /// The point at `index` of `count` equal parts of the circle, from the x axis towards the y axis.
    static func point(_ index: Int, of count: Int) -> Point {
        // Reduces to an eighth of the circle, so that the series only gets angles up to a sixteenth of it on either
        // side.
        let eighths = (index * 8 + count / 2) / count
        let angle = Double(index * 8 - eighths * count) / Double(count) * (Double.pi / 4)
        let (c, s) = (cosine(angle), sine(angle))
        let half = 0.5.squareRoot()
        switch eighths % 8 {
        case 0: return Point(c, s)
        case 1: return Point((c - s) * half, (c + s) * half)
        case 2: return Point(-s, c)
        case 3: return Point(-(c + s) * half, (c - s) * half)
        case 4: return Point(-c, -s)
        case 5: return Point((s - c) * half, -(c + s) * half)
        case 6: return Point(s, -c)
        default: return Point((c + s) * half, (s - c) * half)
        }
    }

    /// The cosine of an angle up to a sixteenth of the circle on either side of zero, within 2e-16.
    private static func cosine(_ angle: Double) -> Double {
        let q = angle * angle
        var sum = 0.0
        for n in stride(from: 16.0, through: 2, by: -2) { sum = q / (n * (n - 1)) * (1 - sum) }
        return 1 - sum
    }

    private static func sine(_ angle: Double) -> Double {
        let q = angle * angle
        var sum = 0.0
        for n in stride(from: 17.0, through: 3, by: -2) { sum = q / (n * (n - 1)) * (1 - sum) }
        return angle * (1 - sum)
    }
}
