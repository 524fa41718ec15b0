internal import ArgumentParser
internal import SketchModel
internal import SketchStreams
internal import SketchTransforms

/// How a data set is parted.
struct SplitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Part the sketches: train=0.7,valid=0.15,test=0.15 or 70%, or exact counts: train=700,test=300. A sketch's part follows from its id, or its strokes as they were read, and --seed: it is the same in every output.",
            valueName: "name=share,..."
        )
    )
    var split: String?

    @Option(
        help: ArgumentHelp(
            "With --split: part each label by itself, exactly. Counts are then of each label.",
            valueName: "label"
        )
    )
    var stratify: StratifyChoice?

    @Option(
        help: ArgumentHelp(
            "With --split: what decides, the id or the strokes. The default is the id, and the strokes of sketches without one.",
            valueName: "id|content"
        )
    )
    var splitBy: SplitBasisChoice?

    func validate() throws {
        if split == nil, stratify != nil { throw ValidationError("--stratify goes with --split") }
        if split == nil, splitBy != nil { throw ValidationError("--split-by goes with --split") }
    }

    /// Adds the steps that part the sketches.
    /// - Throws: `Fault` if the parts cannot be understood.
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

    /// - Parameter saysParts: whether the output tells a sketch's part, by its format or by the names of its files.
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
        "the parts would all be in \(output == "-" ? "standard output" : output), which does not tell them"
    }
    var advice: String? {
        if output == "-" || PathText.fileExtension(output).isEmpty {
            return "name the files by it: --name '{split}/{index}'"
        }
        let (folder, leaf) = PathText.split(output)
        let stem = PathText.stem(output)
        let ending = String(leaf.dropFirst(stem.count))
        return "write a file for each: -o '\(PathText.join(folder, "\(stem)-{split}\(ending)"))'"
    }
    var kind: FaultKind { .wrongUsage }
}
