/// What zlib and libpng are asked to do.
struct CompressionEffort {
    var level: Int
    var runLengths = false
    var filters = false

    /// What to try, of which the smallest file is kept.
    ///
    /// Run lengths of whole bytes are what grey pictures have: zlib's other matches cost more than they save. Pixels of more
    /// than two bytes have no such runs.
    static func all(level: Int?, bitsPerPixel: Int) -> [CompressionEffort] {
        let hasRuns = bitsPerPixel <= 16
        guard let level else {
            return [hasRuns ? CompressionEffort(level: 1, runLengths: true) : CompressionEffort(level: 6)]
        }
        switch level {
        case 0: return [CompressionEffort(level: 0)]
        case ..<7: return [CompressionEffort(level: level, runLengths: hasRuns)]
        default:
            return [
                CompressionEffort(level: level, runLengths: true), CompressionEffort(level: level),
                CompressionEffort(level: level, filters: true),
            ]
        }
    }
}
