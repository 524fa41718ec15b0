internal import ArgumentGrammar

/// The `-t` arguments of a command, in the order typed, which is the order run.
public struct TransformList: Sendable {
    public private(set) var steps: [TransformStep] = []

    public init(steps: [TransformStep] = []) { self.steps = steps }

    /// Reads arguments such as `simplify:2` or `fit:256,padding=8`; `TransformCatalogue` says which there are.
    /// - Throws: `TransformError`, of kind `wrongUsage`.
    public init(parsing arguments: [String]) throws(TransformError) {
        for (place, argument) in arguments.enumerated() {
            let named = NamedArguments(argument)
            guard let entry = TransformCatalogue.entry(named: named.name) else {
                throw .unknownTransform(named.name, nearest: TransformCatalogue.names(near: named.name))
            }
            steps.append(try entry.parse(TransformArguments(named.items, form: entry.form, place: place)))
        }
    }
}
