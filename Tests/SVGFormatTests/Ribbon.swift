internal import Platform
internal import SketchModel

/// Outlines of lines with round ends: up the left side, round the end, down the right side, round the start.
enum Ribbon {
    /// - Parameters:
    ///   - width: the line's width at each share of the line, 0…1.
    static func outline(_ line: [Point], width: (Double) -> Double) -> [Point] {
        var left: [Point] = []
        var right: [Point] = []
        for (index, point) in line.enumerated() {
            let along = line[min(index + 1, line.count - 1)] - line[max(index - 1, 0)]
            let length = (along.x * along.x + along.y * along.y).squareRoot()
            let half = width(Double(index) / Double(line.count - 1)) / 2
            let side = Point(along.y, -along.x) * (half / length)
            left.append(point + side)
            right.append(point - side)
        }
        func end(from start: Point, around center: Point) -> [Point] {
            (1..<12).map { step in
                let (angle, arm) = (Double(step) * .pi / 12, start - center)
                let (cosine, sine) = (cos(angle), sin(angle))
                return center + Point(arm.x * cosine - arm.y * sine, arm.x * sine + arm.y * cosine)
            }
        }
        let last = line.count - 1
        return left + end(from: left[last], around: line[last]) + right.reversed()
            + end(from: right[0], around: line[0])
    }

    static func path(_ outlines: [Point]...) -> String {
        let data = outlines.map { points in
            "M" + points.map { "\($0.x) \($0.y)" }.joined(separator: " ") + "z"
        }
        return "<path stroke='none' fill='teal' d='\(data.joined())'/>"
    }

    /// A line that crosses itself: a loop, and a tail.
    static let loop: [Point] = (0...80).map { step in
        let t = Double(step) / 80
        return Point(100 + 300 * t + 90 * sin(2 * .pi * t), 200 + 120 * cos(2 * .pi * t))
    }
}
