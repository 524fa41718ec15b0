/// The `-t` arguments of a command, in the order typed, which is the order run.
public struct TransformList: Sendable {
    public private(set) var steps: [TransformStep] = []

    public init(steps: [TransformStep] = []) { self.steps = steps }

    /// Reads arguments such as `simplify:2` or `fit:256,padding=8`; `TransformCatalogue` says which there are.
    /// - Throws: `TransformError`, of kind `wrongUsage`.
    public init(parsing arguments: [String]) throws(TransformError) {
        for (place, argument) in arguments.enumerated() {
            let colon = argument.firstIndex(of: ":")
            let name = argument[..<(colon ?? argument.endIndex)]
            guard let entry = TransformCatalogue.entry(named: name) else {
                throw .unknownTransform(String(name), nearest: TransformCatalogue.names(near: String(name)))
            }
            let text = colon.map { argument[argument.index(after: $0)...] }
            steps.append(try entry.parse(TransformArguments(text, form: entry.form, place: place)))
        }
    }
}
