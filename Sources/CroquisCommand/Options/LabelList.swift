internal import ArgumentParser
internal import SketchModel
internal import SketchNet

/// Labels with commas between them, without the spaces around them: `cat, t-shirt`.
struct LabelList: ExpressibleByArgument {
    let labels: [String]

    init(argument: String) {
        labels = argument.split(separator: ",").map { label in
            String(label.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }
}

extension CompletionKind {
    /// The labels of the model that `--model` names, or of the built-in one, each after those that are there already.
    static var labels: CompletionKind {
        .custom { arguments, _, prefix in
            let others = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
            let path = arguments.firstIndex(of: "--model").flatMap { arguments.dropFirst($0 + 1).first }
            let model = try? path.map { path throws(Fault) in try SketchNetModel(path: path) } ?? .embedded
            return (model?.labels ?? []).map { others + $0 }
        }
    }
}
