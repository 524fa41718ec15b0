internal import Foundation
internal import SketchModel
internal import Testing

@testable internal import StrokeExplanation

struct PrimitiveTests {
    private func turn(_ center: Point, _ a: Double, _ b: Double, rotation: Double = 0, turns: Double = 1) -> [Point] {
        (0...60).map { step in
            let angle = 2 * Double.pi * turns * Double(step) / 60
            return center + Point(a * cos(angle), b * sin(angle)).turned(by: rotation)
        }
    }

    private func noisy(_ points: [Point], deviation: Double, seed: UInt64 = 1) -> [Point] {
        var generator = SeededGenerator(seed: seed)
        func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + generator.unit() } }
        return points.map { $0 + Point(deviation * normal(), deviation * normal()) }
    }

    @Test(arguments: [0, 1.5])
    func circle(noise: Double) throws {
        let stroke = noisy(turn(Point(120, 80), 50, 50), deviation: noise)
        let nearest = StrokePrimitive.nearest(to: stroke)
        guard case .circle(let center, let radius) = nearest.shape else {
            Issue.record("taken for \(nearest)")
            return
        }
        // The samples lie on the chords between the points.
        #expect(abs(radius - 50) < 0.1 + noise && center.squareDistance(to: Point(120, 80)) < 0.02 + noise)
        #expect(nearest.kind == .circle && nearest.residual < 0.2 + 1.2 * noise)
    }

    @Test(arguments: [0, 1.0])
    func line(noise: Double) {
        let stroke = noisy((0...30).map { Point(10 + 4 * Double($0), 200 - 3 * Double($0)) }, deviation: noise)
        let nearest = StrokePrimitive.nearest(to: stroke)
        #expect(nearest.kind == .line && nearest.residual <= 1e-9 + 1.2 * noise)
    }

    @Test func twoPointsAreALine() {
        let nearest = StrokePrimitive.nearest(to: [Point(3, 4), Point(5, 4.5)])
        guard case .line(let from, let to) = nearest.shape else {
            Issue.record("taken for \(nearest)")
            return
        }
        #expect(from.squareDistance(to: Point(3, 4)) < 1e-18 && to.squareDistance(to: Point(5, 4.5)) < 1e-18)
        #expect(nearest.residual < 1e-9)
    }

    @Test(arguments: [[Point(7, 9)], [Point(7, 9), Point(7, 9), Point(7, 9)]])
    func aDotIsALineWithoutLength(stroke: [Point]) {
        let nearest = StrokePrimitive.nearest(to: stroke)
        #expect(nearest.shape == .line(from: Point(7, 9), to: Point(7, 9)) && nearest.residual == 0)
        #expect(ShapeReplacement.primitive.stroke(for: stroke) == [Point(7, 9), Point(7, 9)])
    }

    @Test(arguments: [0, 0.8])
    func arc(noise: Double) {
        let stroke = noisy(turn(Point(100, 100), 60, 60, turns: 0.4), deviation: noise)
        let nearest = StrokePrimitive.nearest(to: stroke)
        guard case .arc(let center, let radius, let start, let sweep) = nearest.shape else {
            Issue.record("taken for \(nearest)")
            return
        }
        #expect(abs(radius - 60) < 0.1 + 3 * noise && center.squareDistance(to: Point(100, 100)) < 0.01 + 9 * noise)
        #expect(abs(start) < 0.02 + 0.05 * noise && abs(sweep - 0.8 * .pi) < 0.02 + 0.1 * noise)
    }

    /// The other way around, and past the half turn.
    @Test func arcOfThreeQuarters() {
        let stroke = Array(turn(Point(0, 0), 10, 10, turns: 0.75).reversed())
        guard case .arc(_, _, let start, let sweep) = StrokePrimitive.nearest(to: stroke).shape else {
            Issue.record("no arc")
            return
        }
        #expect(abs(start + .pi / 2) < 0.02 && abs(sweep + 1.5 * .pi) < 0.02)
    }

    @Test(arguments: [0, 0.8], [0, 0.6, 2.5])
    func ellipse(noise: Double, rotation: Double) {
        let stroke = noisy(turn(Point(90, 110), 70, 35, rotation: rotation), deviation: noise)
        let nearest = StrokePrimitive.nearest(to: stroke)
        guard case .ellipse(let center, let longer, let shorter, let angle) = nearest.shape else {
            Issue.record("taken for \(nearest)")
            return
        }
        #expect(abs(longer - 70) < 0.3 + 2 * noise && abs(shorter - 35) < 0.3 + 2 * noise)
        #expect(center.squareDistance(to: Point(90, 110)) < 0.01 + 2 * noise)
        #expect(abs(remainder(angle - rotation, .pi)) < 0.01 + 0.05 * noise)
    }

    private func polygon(_ corners: [Point]) -> [Point] {
        Polyline(corners, isClosed: true).samples(80) + [corners[0]]
    }

    @Test(arguments: [0, 0.8], [0, 0.4, 1.2])
    func rectangle(noise: Double, rotation: Double) {
        let corners = [Point(-60, -25), Point(60, -25), Point(60, 25), Point(-60, 25)]
        let stroke = noisy(polygon(corners.map { $0.turned(by: rotation) + Point(100, 100) }), deviation: noise)
        let nearest = StrokePrimitive.nearest(to: stroke)
        guard case .rectangle(let center, let width, let height, let angle) = nearest.shape else {
            Issue.record("taken for \(nearest)")
            return
        }
        #expect(abs(max(width, height) - 120) < 0.5 + 2 * noise && abs(min(width, height) - 50) < 0.5 + 2 * noise)
        #expect(center.squareDistance(to: Point(100, 100)) < 0.1 + 2 * noise)
        #expect(abs(remainder(angle + (width < height ? .pi / 2 : 0) - rotation, .pi)) < 0.01 + 0.03 * noise)
    }

    @Test(arguments: [0, 0.8])
    func corner(noise: Double) {
        let line = Polyline([Point(10, 10), Point(60, 140), Point(130, 20)], isClosed: false).samples(80)
        let nearest = StrokePrimitive.nearest(to: noisy(line, deviation: noise))
        guard case .corner(let from, let corner, let to) = nearest.shape else {
            Issue.record("taken for \(nearest)")
            return
        }
        for (found, expected) in [(from, Point(10, 10)), (corner, Point(60, 140)), (to, Point(130, 20))] {
            #expect(found.squareDistance(to: expected).squareRoot() < 0.5 + 3 * noise)
        }
    }

    @Test(arguments: [0, 0.8])
    func triangle(noise: Double) {
        let corners = [Point(10, 10), Point(130, 30), Point(50, 140)]
        let nearest = StrokePrimitive.nearest(to: noisy(polygon(corners), deviation: noise))
        guard case .triangle(let a, let b, let c) = nearest.shape else {
            Issue.record("taken for \(nearest)")
            return
        }
        for corner in corners {
            let distance = [a, b, c].map { $0.squareDistance(to: corner).squareRoot() }.min() ?? .infinity
            #expect(distance < 0.5 + 3 * noise)
        }
    }

    @Test func unitsDoNotMatter() {
        let stroke = noisy(turn(Point(120, 80), 50, 40), deviation: 1)
        let large = stroke.map { $0 * 1e6 + Point(3e6, -1e6) }
        let (near, far) = (StrokePrimitive.nearest(to: stroke), StrokePrimitive.nearest(to: large))
        #expect(near.kind == far.kind && abs(far.residual / near.residual / 1e6 - 1) < 1e-6)
    }

    /// Whatever a stroke is, there is an answer of finite numbers.
    @Test func anyStrokeHasAForm() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            let count = 1 + generator.index(below: 9)
            let stroke = (0..<count).map { _ in
                Point(Double(generator.index(below: 4)), Double(generator.index(below: 4)))
            }
            let nearest = StrokePrimitive.nearest(to: stroke)
            #expect(nearest.residual.isFinite)
            #expect(nearest.shape.outline.allSatisfy { $0.isFinite })
            #expect(ShapeReplacement.primitive.stroke(for: stroke).count > 1)
        }
        #expect(StrokePrimitive.nearest(to: [Point(-1e308, 0), Point(1e308, 0)]).residual.isFinite)
    }

    @Test func formsAreDrawnAsTheStroke() throws {
        let square = polygon([Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10)])
        for stroke in [square, square.reversed()] {
            let points = StrokePrimitive.nearest(to: stroke).points(drawnAs: stroke)
            #expect(points[0].squareDistance(to: stroke[0]) < 0.05)
            #expect(points[points.count - 1] == points[0])
            #expect((Polyline.area(points) < 0) == (Polyline.area(stroke) < 0))
            #expect(abs(abs(Polyline.area(points)) - 200) < 1)
        }
        let line = [Point(5, 0), Point(0, 0.1), Point(-5, 0)]
        let points = StrokePrimitive.nearest(to: line).points(drawnAs: line)
        #expect(points[0].x > 4.9 && points[points.count - 1].x < -4.9)
    }

    @Test func replacements() {
        let stroke = [Point(0, 0), Point(0.1, 0), Point(0.4, 0), Point(0.4, 0.2)]
        #expect(ShapeReplacement.straightened.stroke(for: stroke) == [Point(0, 0), Point(0.4, 0.2)])
        let resampled = ShapeReplacement.resampled.stroke(for: stroke)
        for (found, expected) in zip(resampled, [Point(0, 0), Point(0.2, 0), Point(0.4, 0), Point(0.4, 0.2)]) {
            #expect(found.squareDistance(to: expected) < 1e-18)
        }
        #expect(resampled.count == 4)
        // A round form has as many points as the simplification of drawings leaves.
        let circle = ShapeReplacement.primitive.stroke(for: turn(.zero, 0.5, 0.5))
        #expect((8...32).contains(circle.count))
    }
}
