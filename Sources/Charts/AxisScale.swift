/// The range of an axis, and its round tick marks.
struct AxisScale: Hashable {
    let lower: Double
    let upper: Double
    /// In ascending order.
    let ticks: [Tick]

    struct Tick: Hashable {
        var value: Double
        var text: String
    }

    /// - Parameters:
    ///   - values: the values that the axis must span; finite, and within `largest`.
    ///   - most: the maximum number of steps.
    init(_ axis: ChartAxis, spanning values: [Double], most: Int) {
        var (low, high) = (values.min() ?? .infinity, values.max() ?? -.infinity)
        if let range = axis.range, Self.isUsable(range.lowerBound), Self.isUsable(range.upperBound) {
            (low, high) = (min(low, range.lowerBound), max(high, range.upperBound))
        }
        if low > high { (low, high) = (0, 1) }
        if low == high { (low, high) = low == 0 ? (0, 1) : (low - abs(low) / 2, high + abs(high) / 2) }
        let factor = axis.unit == .percent ? 100.0 : 1
        let step = RoundStep(spanning: (high - low) * factor, most: max(1, most))
        let (first, last) = ((low * factor / step.size).rounded(.down), (high * factor / step.size).rounded(.up))
        (lower, upper) = (first * step.size / factor, last * step.size / factor)
        let suffix = axis.unit == .percent ? " %" : ""
        // For numbers far from zero and close together, the step can be lost in rounding.
        ticks = stride(from: first, through: min(last, first + 100), by: 1).map {
            Tick(value: $0 * step.size / factor, text: step.text($0) + suffix)
        }
    }

    /// The differences of larger numbers may not be finite.
    static let largest = 1e300

    static func isUsable(_ value: Double) -> Bool { value.isFinite && abs(value) <= largest }

    /// The position of a value, from 0 at the lower end to 1 at the upper.
    func share(_ value: Double) -> Double { upper > lower ? min(max((value - lower) / (upper - lower), 0), 1) : 0 }
}

/// 1, 2 or 5 times a power of ten.
private struct RoundStep {
    private(set) var size: Double
    private var mantissa = 1
    private var exponent = 0

    /// The smallest step that spans `length` in `most` steps.
    init(spanning length: Double, most: Int) {
        size = 1
        func spans(_ mantissa: Int, _ exponent: Int) -> Bool {
            Self.size(mantissa, exponent) * Double(most) >= length * (1 - 1e-9)
        }
        while !spans(1, exponent), exponent < 305 { exponent += 1 }
        while spans(5, exponent - 1), exponent > -305 { exponent -= 1 }
        // One times ten to `exponent` is enough, and five times a tenth of that is either too small or just enough.
        mantissa = [1, 2, 5].first { spans($0, exponent) } ?? 1
        if mantissa == 1, spans(5, exponent - 1) { (mantissa, exponent) = (5, exponent - 1) }
        if mantissa == 5, spans(2, exponent) { mantissa = 2 }
        size = Self.size(mantissa, exponent)
    }

    private static func size(_ mantissa: Int, _ exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<abs(exponent) { power *= 10 }
        return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
    }

    /// `count` steps as decimal text: `40 000`, `0.25`.
    func text(_ count: Double) -> String {
        guard (-6...12).contains(exponent), abs(count) < 1e6 else { return (count * size).description }
        var whole = Int(count.magnitude) * mantissa
        for _ in 0..<max(0, exponent) { whole *= 10 }
        var digits = Array(String(whole))
        let places = max(0, -exponent)
        if digits.count <= places { digits = Array(repeating: "0", count: places + 1 - digits.count) + digits }
        var text = count < 0 ? "-" : ""
        let point = digits.count - places
        for (index, digit) in digits.enumerated() {
            if index == point { text.append(".") }
            if index > 0, index < point, (point - index) % 3 == 0 { text.append(" ") }
            text.append(digit)
        }
        return text
    }
}
