/// Pressure as the width of a line at a point, in shares of the stroke's width.
enum LocalWidth {
    /// The pressure, 0…1, at which a stroke of a width has a smaller one. It has at most fifteen decimals if that gives
    /// the same width again.
    static func pressure(of width: Double, within whole: Double) -> Double {
        guard whole > 0 else { return 1 }
        let share = min(width / whole, 1)
        let short = (share * 1e15).rounded() / 1e15
        return short * whole == width ? short : share
    }

    /// The width for a pressure; of those near it, one that gives the same pressure again, if there is one.
    static func width(at pressure: Double, within whole: Double) -> Double {
        let width = min(max(pressure, 0), 1) * whole
        let above = [width.nextUp, width.nextUp.nextUp]
        let below = [width.nextDown, width.nextDown.nextDown]
        return ([width] + above + below).first { candidate in
            candidate >= 0 && candidate <= whole && self.pressure(of: candidate, within: whole) == pressure
        } ?? width
    }
}
