extension MotionAnimation {
    /// An animated SVG file that needs nothing else and runs nothing: each stroke is a path that is only moved (SMIL's
    /// `animateTransform`). Programs that draw SVG once show the result.
    public var svg: String { "" }
}
