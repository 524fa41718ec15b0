internal import ArgumentParser
internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

/// How a data set is split.
struct SplitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Split into parts by share or by count, such as train=0.8,test=0.2. See 'croquis help naming'.",
            valueName: "parts"
        )
    )
    var split: String?

    @Option(
        help: ArgumentHelp("Split each label separately.", valueName: "what")
    )
    var stratify: StratifyChoice?

    @Option(
        help: ArgumentHelp("Split by id, or by strokes (default: by id, if there is one).", valueName: "key")
    )
    var splitBy: SplitBasisChoice?

    func validate() throws {
        if split == nil, stratify != nil { throw ValidationError("--stratify needs --split") }
        if split == nil, splitBy != nil { throw ValidationError("--split-by needs --split") }
    }

    /// Adds the steps that split the sketches.
    /// - Throws: `Fault` if the parts can't be understood.
    func apply(to pipeline: inout SketchPipeline) throws(Fault) {
        guard let split else { return }
        do throws(DataSplitError) {
            let parts = try DataSplit(
                parsing: split,
                isStratified: stratify != nil,
                basis: splitBy?.basis ?? .idOrContent
            )
            pipeline.transforms.insert(parts.steps.first, at: 0)
            if let last = parts.steps.last { pipeline.transforms.append(last) }
        } catch {
            throw Fault(source: "--split", reason: error)
        }
    }

    /// - Parameter saysParts: whether the output shows a sketch's part, by its format or by the names of its files.
    /// - Throws: `Fault` if the parts would be lost.
    func check(output: String, saysParts: Bool) throws(Fault) {
        if split != nil, !saysParts { throw Fault(source: "--split", reason: PartsInOneFile(output: output)) }
    }
}

enum StratifyChoice: String, ExpressibleByArgument, CaseIterable { case label }

enum SplitBasisChoice: String, ExpressibleByArgument, CaseIterable {
    case id
    case content

    var basis: DataSplit.Basis { self == .id ? .id : .content }
}

private struct PartsInOneFile: FaultReason {
    let output: String
    var message: String {
        "all parts would go into \(output == "-" ? "standard output" : output), which doesn't tell them apart"
    }
    var advice: String? {
        if output == "-" || PathText.fileExtension(output).isEmpty {
            return "put the part into the names: --name '{split}/{index}'"
        }
        let (folder, leaf) = PathText.split(output)
        let stem = PathText.stem(output)
        let ending = String(leaf.dropFirst(stem.count))
        return "write one file per part: -o '\(PathText.join(folder, "\(stem)-{split}\(ending)"))'"
    }
    var kind: FaultKind { .wrongUsage }
}
