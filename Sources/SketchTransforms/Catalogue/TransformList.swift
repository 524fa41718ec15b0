/// The `-t` arguments of a command, in the order typed, which is the order run.
package struct TransformList: Sendable {
    package private(set) var steps: [TransformStep] = []

    package init(steps: [TransformStep] = []) { self.steps = steps }

    /// Reads arguments such as `simplify:2` or `fit:256,padding=8`; `TransformCatalogue` says which there are.
    /// - Throws: `TransformError`, of kind `wrongUsage`.
    package init(parsing arguments: [String]) throws(TransformError) {
        var transforms: [Transform] = []
        for argument in arguments { transforms.append(try TransformCatalogue.transform(parsing: argument)) }
        steps = transforms.steps
    }
}
