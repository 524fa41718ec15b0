/// How the rows of a picture are compressed.
enum CompressionEffort: Equatable {
    /// By `RunDeflater`.
    case runs
    /// By libpng and zlib at a level from 0 to 9: with runs of one byte only, or with all matches; without filters, or
    /// with the filter that libpng prefers for each row.
    case zlib(level: Int, runsAlone: Bool = false, filters: Bool = false)

    /// The efforts to try; the smallest file is kept.
    ///
    /// Grey pictures consist of runs of one byte: other matches cost more than they save. Pixels of more than two bytes
    /// have no such runs.
    static func all(level: Int?, bitsPerPixel: Int) -> [CompressionEffort] {
        let hasRuns = bitsPerPixel <= 16
        guard let level else { return [hasRuns ? .runs : .zlib(level: 6)] }
        switch level {
        case 0: return [.zlib(level: 0)]
        case ..<7: return [.zlib(level: level, runsAlone: hasRuns)]
        default:
            return [.zlib(level: level, runsAlone: true), .zlib(level: level), .zlib(level: level, filters: true)]
        }
    }
}
