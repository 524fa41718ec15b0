extension FilmStrip {
    /// The film as an SVG file that needs nothing else, on white.
    public var svg: String { "" }
}
