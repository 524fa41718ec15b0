internal import ArgumentParser

/// How `invert` is measured.
struct EvaluationOptions: ParsableArguments {
    @Flag(
        help: "Measure inversion on labelled sketches, with both methods, and print a table instead of writing files."
    )
    var evaluate = false

    @Option(
        help: ArgumentHelp(
            "With --evaluate: number of sketches, spread evenly over the labels (default: 345).",
            valueName: "n"
        )
    )
    var count: Int?

    @Option(
        help: ArgumentHelp("With --evaluate: number of inversions per sketch (default: 3).", valueName: "n")
    )
    var seeds: Int?

    func validate() throws {
        if !evaluate, count != nil { throw ValidationError("--count needs --evaluate") }
        if !evaluate, seeds != nil { throw ValidationError("--seeds needs --evaluate") }
        if let count, !(1...1_000_000).contains(count) { throw ValidationError("--count must be from 1 to 1000000") }
        if let seeds, !(1...1_000).contains(seeds) { throw ValidationError("--seeds must be from 1 to 1000") }
    }
}
