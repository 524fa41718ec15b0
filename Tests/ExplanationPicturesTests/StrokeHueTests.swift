@testable internal import ExplanationPictures
internal import Rasteriser
internal import Testing
internal import SketchModel

@Suite struct StrokeHueTests {
    @Test func `a stroke's colour depends on its index alone`() {
        #expect(StrokeHues.all.count == 11 && Set(StrokeHues.all).count == 11)
        #expect((0..<13).map(StrokeHues.colour(ofStroke:)) == StrokeHues.all + StrokeHues.all.prefix(2))
        #expect(StrokeHues.colour(ofStroke: 3) == Colour(rgb: 0xE69F00))
    }

    @Test(arguments: Vision.allCases)
    func `any two are well apart`(vision: Vision) {
        let lifted = StrokeHues.all.map { hue in StrokeHues.onDark.first { $0.colour == hue }?.lifted ?? hue }
        for colours in [StrokeHues.all, lifted] {
            let seen = colours.map(vision.lab)
            for index in seen.indices {
                for other in seen[..<index] {
                    let difference = seen[index] - other
                    #expect((difference * difference).sum().squareRoot() > 17, "\(colours[index])")
                }
            }
        }
    }

    /// As WCAG 2.1 counts it: 2.2 is that of the palest, orange.
    @Test func `all are seen on their pages`() {
        for hue in StrokeHues.all {
            let (white, dark) = (1.0, 0.01)
            #expect((white + 0.05) / (Vision.luminance(hue) + 0.05) > 2.2)
            let lifted = StrokeHues.onDark.first { $0.colour == hue }?.lifted ?? hue
            #expect((Vision.luminance(lifted) + 0.05) / (dark + 0.05) > 3)
        }
    }

    @Test func `contributions go from blue over grey to vermilion`() {
        let scale = ContributionScale([0.5, -2, .nan, .infinity])
        #expect(scale.isDiverging && scale.limit == 2)
        #expect(scale.colour(-2) == ContributionScale.against && scale.colour(-9) == ContributionScale.against)
        #expect(scale.colour(2) == ContributionScale.for && scale.colour(.infinity) == ContributionScale.for)
        #expect(scale.colour(0) == ContributionScale.nothing && scale.colour(.nan) == ContributionScale.nothing)
        #expect(scale.colour(0.5) == ContributionScale.nothing.mixed(with: ContributionScale.for, share: 0.5))
        let positive = ContributionScale([0.25, 1])
        #expect(!positive.isDiverging && positive.colour(-1) == ContributionScale.nothing)
        #expect(ContributionScale([]).limit == 1 && ContributionScale([0, .nan]).limit == 1)
    }
}

/// What people see of a colour.
enum Vision: CaseIterable {
    case normal
    /// Without red cones.
    case protanopia
    /// Without green cones.
    case deuteranopia

    /// Of linear RGB, for a full loss (Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
    /// Color Vision Deficiency", 2009, table 1).
    private var rows: [SIMD3<Double>] {
        switch self {
        case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deuteranopia:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        }
    }

    /// CIE 1976 L*a*b*, of the white of sRGB.
    func lab(_ colour: Colour) -> SIMD3<Double> {
        let linear = Self.linear(colour)
        let seen = Self.product(rows, linear).clamped(lowerBound: .zero, upperBound: .one)
        let places = Self.product(
            [
                [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041],
            ],
            seen
        )
        func root(_ value: Double) -> Double {
            guard value > 0.008856 else { return 7.787 * value + 16.0 / 116 }
            // Newton's way to the cube root.
            return (0..<60).reduce(1.0) { root, _ in root - (root * root * root - value) / (3 * root * root) }
        }
        let (x, y, z) = (root(places.x / 0.95047), root(places.y), root(places.z / 1.08883))
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
    }

    static func luminance(_ colour: Colour) -> Double { (linear(colour) * [0.2126, 0.7152, 0.0722]).sum() }

    private static func product(_ rows: [SIMD3<Double>], _ column: SIMD3<Double>) -> SIMD3<Double> {
        [(rows[0] * column).sum(), (rows[1] * column).sum(), (rows[2] * column).sum()]
    }

    private static func linear(_ colour: Colour) -> SIMD3<Double> {
        func value(_ byte: UInt8) -> Double {
            let share = Double(byte) / 255
            guard share > 0.04045 else { return share / 12.92 }
            // To the power of 2.4, which is the fifth root of the twelfth power.
            let base = (share + 0.055) / 1.055
            let twelfth = (0..<12).reduce(1.0) { product, _ in product * base }
            return (0..<200).reduce(1.0) { root, _ in
                let fourth = root * root * root * root
                return root - (fourth * root - twelfth) / (5 * fourth)
            }
        }
        return [value(colour.red), value(colour.green), value(colour.blue)]
    }
}
