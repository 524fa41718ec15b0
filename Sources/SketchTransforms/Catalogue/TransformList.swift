internal import ArgumentGrammar

/// The `-t` arguments of a command, in the order typed, which is the order run.
package struct TransformList: Sendable {
    package private(set) var steps: [TransformStep] = []

    package init(steps: [TransformStep] = []) { self.steps = steps }

    /// Reads arguments such as `simplify:2` or `fit:256,padding=8`; `TransformCatalogue` says which there are.
    /// - Throws: `TransformError`, of kind `wrongUsage`.
    package init(parsing arguments: [String]) throws(TransformError) {
        for (place, argument) in arguments.enumerated() {
            let named = NamedArguments(argument)
            guard let entry = TransformCatalogue.entry(named: named.name) else {
                throw .unknownTransform(named.name, nearest: TransformCatalogue.names(near: named.name))
            }
            steps.append(try entry.parse(TransformArguments(named.items, form: entry.form, place: place)))
        }
    }
}
