internal import ArgumentParser
internal import SketchModel
internal import StrokeInversion

/// What `invert` does to sketches, and where it writes.
struct InversionOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The folder to write into; it must be new or empty unless --force is given.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var output: String?

    @Flag(name: .shortAndLong, help: "Write into a folder that has files, and replace those with the same names.")
    var force = false

    @Option(
        help:
            "recover: scatter the strokes and bring them back. transfer: rearrange them to look like another label. (default: recover; with --evaluate, both)"
    )
    var mode: ModeChoice?

    @Option(
        help: ArgumentHelp(
            "With --mode transfer: the label to aim for (default: a random one per sketch).",
            valueName: "label"
        ),
        completion: .labels
    )
    var target: [String] = []

    @Option(
        help:
            "croquis: Adam, a learned prior and restarts (default). paper: as SketchXAI's authors coded it. With --evaluate, both."
    )
    var method: MethodChoice?

    @Option(
        help: ArgumentHelp(
            "Number of optimisation steps (default: \(InversionMethod.croquis.steps); paper: \(InversionMethod.paper.steps)). croquis stops early once nothing moves.",
            valueName: "n"
        )
    )
    var steps: Int?

    @Option(
        help: ArgumentHelp(
            "Number of starting layouts to try; the best result is kept (default: \(InversionMethod.croquis.starts); 1 for paper, or if --start is fixed).",
            valueName: "n"
        )
    )
    var starts: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Where strokes start: drawn, random, zero (the centre), or moved by DX,DY (default: random; transfer: drawn).",
            valueName: "where"
        )
    )
    var start: StartArgument?

    @Option(
        help: ArgumentHelp(
            "The strokes to move, from 1, such as 1,4 or 2-5, or random:N per sketch (default: all).",
            valueName: "list"
        )
    )
    var strokes: StrokesArgument?

    @Option(help: ArgumentHelp("Number of pictures in the film strip (default: 8).", valueName: "n"))
    var frames: Int?

    @Flag(help: "Write only the sketches and the trace, without pictures and pages.")
    var noPictures = false

    func validate() throws {
        if output == "-" { throw ValidationError("-o must be a folder: several files are written") }
        if !target.isEmpty, mode != .transfer { throw ValidationError("--target needs --mode transfer") }
        if target.count > 1 {
            throw ValidationError("give one --target; run invert once per label, each with its own folder")
        }
        if let steps, !(1...10_000).contains(steps) { throw ValidationError("--steps must be from 1 to 10000") }
        if let starts, !(1...64).contains(starts) { throw ValidationError("--starts must be from 1 to 64") }
        if let frames, !(2...64).contains(frames) { throw ValidationError("--frames must be from 2 to 64") }
        if frames != nil, noPictures { throw ValidationError("give --frames or --no-pictures, not both") }
    }

    /// What is done to each sketch, except for the seed.
    var request: InversionRequest {
        var request = InversionRequest((mode ?? .recover).mode, target: target.first, start: start?.start)
        if let strokes { request.strokes = strokes.strokes }
        return request
    }

    /// A method with the steps and starts that were given.
    func method(_ choice: MethodChoice) -> InversionMethod {
        var method = choice.method
        if let steps { method.steps = steps }
        if let starts { method.starts = starts } else if start?.isOnePlace == true { method.starts = 1 }
        if method.startDeviation == 0 { method.startDeviation = InversionMethod.croquis.startDeviation }
        return method
    }

    /// Refuses what an evaluation can't honour.
    func checkEvaluating() throws {
        let refusals: [(isGiven: Bool, text: String)] = [
            (output != nil, "--evaluate prints a table and writes no files: leave out -o"),
            (force, "--evaluate prints a table and writes no files: leave out --force"),
            (frames != nil, "--evaluate writes no pictures: leave out --frames"),
            (noPictures, "--evaluate writes no pictures: leave out --no-pictures"),
            (
                !target.isEmpty,
                "--evaluate picks each target at random, among --labels if given: leave out --target"
            ),
            (
                strokes.map { if case .random = $0.strokes { false } else { true } } ?? false,
                "with --evaluate, --strokes must be random:N: a number means another stroke in each sketch"
            ),
            (
                start.map { if case .moved = $0.start { true } else { false } } ?? false,
                "with --evaluate, --start must be drawn, random or zero: an offset is in each sketch's own units"
            ),
        ]
        for refusal in refusals where refusal.isGiven { throw ValidationError(refusal.text) }
    }
}

/// `InversionRequest.Mode` as an argument.
enum ModeChoice: String, ExpressibleByArgument, CaseIterable {
    case recover
    case transfer

    var mode: InversionRequest.Mode { self == .recover ? .recover : .transfer }
}

/// `InversionMethod` as an argument.
enum MethodChoice: String, ExpressibleByArgument, CaseIterable {
    case croquis
    case paper

    var method: InversionMethod { self == .croquis ? .croquis : .paper }
}

/// `random`, `zero`, `drawn` or `DX,DY`.
struct StartArgument: ExpressibleByArgument {
    let start: InversionRequest.Start

    /// Whether nothing about it is random.
    var isOnePlace: Bool {
        if case .perturbed(.random) = start { false } else { true }
    }

    init?(argument: String) {
        switch argument {
        case "drawn": start = .drawn
        case "random": start = .perturbed(.paper)
        case "zero": start = .perturbed(.zero)
        default:
            let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = parts.compactMap { Double($0) }
            guard parts.count == 2, numbers.count == 2, numbers.allSatisfy(\.isFinite) else { return nil }
            start = .moved(by: Point(numbers[0], numbers[1]))
        }
    }
}

/// `1,4`, `2-5` or `random:3`.
struct StrokesArgument: ExpressibleByArgument {
    let strokes: InversionRequest.Strokes

    init?(argument: String) {
        if argument.hasPrefix("random:") {
            guard let count = Int(argument.dropFirst(7)), count > 0 else { return nil }
            strokes = .random(count)
            return
        }
        var indices: [Int] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
                first > 0, first <= last, last <= 1_000_000, indices.count + last - first < 1_000_000
            else { return nil }
            indices += (first - 1)..<last
        }
        strokes = .these(indices)
    }
}

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
