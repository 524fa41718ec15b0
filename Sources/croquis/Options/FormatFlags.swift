internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchStreams

/// The options that belong to formats and bear on reading. Each format says which it takes (`croquis formats NAME`).
struct ReadingFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "stroke-3, stroke-5: whether a drawing begins at (0,0) or at its first row.",
            valueName: "auto|implicit|explicit"
        )
    )
    var origin: String?

    @Option(help: ArgumentHelp("stroke-3, stroke-5: read this member alone.", valueName: "train|valid|test|name"))
    var split: String?

    @Option(help: ArgumentHelp("svg: how far a flattened curve may be from the true one.", valueName: "units|1/n"))
    var tolerance: String?

    @Option(help: ArgumentHelp("svg: what becomes of filled shapes without a stroke.", valueName: "skip|outline|error"))
    var fill: String?

    var given: [(name: String, value: String)] {
        [("origin", origin), ("split", split), ("tolerance", tolerance), ("fill", fill)]
            .compactMap { name, value in value.map { (name, $0) } }
    }
}

/// The options that belong to formats and bear on writing.
struct WritingFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "stroke-3: how many sketches go where, as fractions or counts.",
            valueName: "train,valid,test"
        )
    )
    var splits: String?

    @Option(help: ArgumentHelp("stroke-5: rows a sketch has room for.", valueName: "n"))
    var maxLength: String?

    @Option(help: ArgumentHelp("stroke-5: begin each sketch with the row 0 0 1 0 0.", valueName: "yes|no"))
    var startRow: String?

    @Option(help: ArgumentHelp("stroke-3, stroke-5: the numbers' type.", valueName: "int16|float32|float64"))
    var dtype: String?

    @Option(help: ArgumentHelp("stroke-3, stroke-5: deflate the members of .npz.", valueName: "yes|no"))
    var compress: String?

    @Option(help: ArgumentHelp("svg: digits after the point. The default is as many as it takes.", valueName: "n"))
    var precision: String?

    @Option(help: ArgumentHelp("svg: the margin around the drawing.", valueName: "units"))
    var padding: String?

    var given: [(name: String, value: String)] {
        [
            ("splits", splits), ("max-length", maxLength), ("start-row", startRow), ("dtype", dtype),
            ("compress", compress), ("precision", precision), ("padding", padding),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    /// Refuses an option that the output's format would ignore.
    func check(against format: any SketchFormat) throws {
        for option in given where !format.options.contains(where: { $0.name == option.name }) {
            throw ValidationError("--\(option.name) means nothing to \(format.name)")
        }
    }
}
