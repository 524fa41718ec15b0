internal import ArgumentParser

/// How `invert` is measured.
struct EvaluationOptions: ParsableArguments {
    @Flag(
        help:
            "Measure how good inversion is on labelled sketches, by the authors' method and by this program's, and print a table."
    )
    var evaluate = false

    @Option(
        help: ArgumentHelp(
            "With --evaluate: how many sketches, spread evenly over the labels (default 345).",
            valueName: "n"
        )
    )
    var count: Int?

    @Option(
        help: ArgumentHelp("With --evaluate: how often each sketch is inverted (default 3).", valueName: "n")
    )
    var seeds: Int?

    func validate() throws {
        if !evaluate, count != nil { throw ValidationError("--count goes with --evaluate") }
        if !evaluate, seeds != nil { throw ValidationError("--seeds goes with --evaluate") }
        if let count, !(1...1_000_000).contains(count) { throw ValidationError("--count is from 1 to 1000000") }
        if let seeds, !(1...1_000).contains(seeds) { throw ValidationError("--seeds is from 1 to 1000") }
    }
}
