internal import Platform

/// The angles of a pen towards the axes.
enum TiltAngles {
    /// The tilt and azimuth of a pen that leans so far along each axis; `nil` beyond a right angle.
    static func leaning(alongX x: Double, alongY y: Double) -> (tilt: Double, azimuth: Double)? {
        guard abs(x) < .pi / 2, abs(y) < .pi / 2 else { return nil }
        let (slopeX, slopeY) = (tan(x), tan(y))
        let azimuth = atan2(slopeY, slopeX)
        return (atan(hypot(slopeX, slopeY)), azimuth < 0 ? azimuth + 2 * .pi : azimuth)
    }
}
