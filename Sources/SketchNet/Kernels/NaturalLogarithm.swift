/// The natural logarithm of a positive normal number, from operations with the same result on every machine: its
/// exponent, and the series of the inverse hyperbolic tangent of its significand. Within 1e-15, or 4 units in the last
/// place.
func naturalLogarithm(of x: Double) -> Double {
    guard x.isNormal, x > 0 else { return x == 0 ? -.infinity : .nan }
    let s = (x.significand - 1.5) / (x.significand + 1.5)
    var term = s
    var total = 0.0
    for k in 0..<14 {
        total += term / Double(2 * k + 1)
        term *= s * s
    }
    let (logarithmOf2, logarithmOf1AndAHalf) = (0.6931471805599453, 0.4054651081081644)
    return 2 * total + logarithmOf1AndAHalf + Double(x.exponent) * logarithmOf2
}
