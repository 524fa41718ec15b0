internal import ArgumentParser
internal import SketchModel
internal import StrokeInversion

/// What `invert` does to sketches, and where what it makes goes.
struct InversionOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The directory for what is made. It must be new or empty.", valueName: "dir"),
        completion: .directory
    )
    var output: String?

    @Flag(name: .shortAndLong, help: "Write into a directory that has files, and replace those of the same name.")
    var force = false

    @Option(
        help:
            "recover: strokes are put elsewhere, and the label stays. transfer: strokes stay, the label changes. The default is recover; with --evaluate, both."
    )
    var mode: ModeChoice?

    @Option(
        help: ArgumentHelp(
            "With --mode transfer: what is to be seen. The default is another label at random for each sketch.",
            valueName: "label"
        )
    )
    var target: [String] = []

    @Option(
        help:
            "paper: as SketchXAI's authors coded it. croquis: better. The default is croquis; with --evaluate, both."
    )
    var method: MethodChoice?

    @Option(
        help: ArgumentHelp(
            "How often strokes are moved (default \(InversionMethod.croquis.steps), with --method paper \(InversionMethod.paper.steps)). The method croquis stops where nothing moves any more.",
            valueName: "n"
        )
    )
    var steps: Int?

    @Option(
        help: ArgumentHelp(
            "From how many starts strokes are moved at once; what came out best is kept. All but the first are the start with strokes moved a little at random (default \(InversionMethod.croquis.starts); 1 with --method paper, and 1 with --start drawn, zero or DX,DY, so that the run shown begins there).",
            valueName: "n"
        )
    )
    var starts: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Where strokes begin: drawn, random (about the centre), zero (at the centre), or moved by DX,DY in the sketch's units. The default is random to recover, drawn (and, from further starts, beside it) to transfer.",
            valueName: "drawn|random|zero|dx,dy"
        )
    )
    var start: StartArgument?

    @Option(
        help: ArgumentHelp(
            "The strokes that are perturbed and move, counted from 1, as in 1,4 or 2-5; or random:N for so many of each sketch. The default is all.",
            valueName: "list|random:n"
        )
    )
    var strokes: StrokesArgument?

    @Option(help: ArgumentHelp("How many pictures the film strip has (default 8).", valueName: "n"))
    var frames: Int?

    @Flag(help: "Make no pictures and no pages: only the sketches and the trace.")
    var noPictures = false

    func validate() throws {
        if output == "-" { throw ValidationError("-o is a directory: several files are made") }
        if !target.isEmpty, mode != .transfer { throw ValidationError("--target goes with --mode transfer") }
        if target.count > 1 {
            throw ValidationError("--target names one label: run invert once for each, with a directory of its own")
        }
        if let steps, !(1...10_000).contains(steps) { throw ValidationError("--steps is from 1 to 10000") }
        if let starts, !(1...64).contains(starts) { throw ValidationError("--starts is from 1 to 64") }
        if let frames, !(2...64).contains(frames) { throw ValidationError("--frames is from 2 to 64") }
        if frames != nil, noPictures { throw ValidationError("--frames goes without --no-pictures") }
    }

    /// What is asked of each sketch, but for the seed.
    var request: InversionRequest {
        var request = InversionRequest((mode ?? .recover).mode, target: target.first, start: start?.start)
        if let strokes { request.strokes = strokes.strokes }
        return request
    }

    /// A method with the steps and starts asked for.
    func method(_ choice: MethodChoice) -> InversionMethod {
        var method = choice.method
        if let steps { method.steps = steps }
        if let starts { method.starts = starts } else if start?.isOnePlace == true { method.starts = 1 }
        if method.startDeviation == 0 { method.startDeviation = InversionMethod.croquis.startDeviation }
        return method
    }

    /// Refuses what an evaluation cannot honour.
    func checkEvaluating() throws {
        let refusals: [(isGiven: Bool, text: String)] = [
            (output != nil, "--evaluate prints a table and writes no files: leave out -o"),
            (force, "--evaluate prints a table and writes no files: leave out --force"),
            (frames != nil, "--evaluate makes no pictures: leave out --frames"),
            (noPictures, "--evaluate makes no pictures: leave out --no-pictures"),
            (
                !target.isEmpty,
                "--evaluate draws the target of each transfer at random, among --labels if they are given: leave out --target"
            ),
            (
                strokes.map { if case .random = $0.strokes { false } else { true } } ?? false,
                "--strokes with --evaluate is random:N: the same number is another stroke in each sketch"
            ),
            (
                start.map { if case .moved = $0.start { true } else { false } } ?? false,
                "--start with --evaluate is drawn, random or zero: an offset is in each sketch's own units"
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
