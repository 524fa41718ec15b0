internal import ArgumentGrammar
package import SketchModel

extension [any SketchFormat] {
    /// The format that `NAME[:OPTION=VALUE,…]` denotes, with its options set.
    /// - Throws: `Fault` whose source is the command's option, with `StreamError` for an unknown name or a format that
    ///   can't be read or written, or for an option.
    package func named(_ argument: String, for direction: FormatDirection) throws(Fault) -> any SketchFormat {
        let named = NamedArguments(argument)
        guard var format = first(where: { $0.name == named.name }) else {
            let names = map(\.name)
            let nearest = NearestNames.of(named.name, among: names)
            let reason = StreamError.unknownFormatName(named.name, nearest: nearest, known: names)
            throw Fault(source: direction.flag, reason: reason)
        }
        switch direction {
        case .reading where !format.canRead:
            throw Fault(source: direction.flag, reason: StreamError.cannotReadFormat(format.name))
        case .writing where !format.canWrite:
            throw Fault(source: direction.flag, reason: StreamError.cannotWriteFormat(format.name))
        default: try format.take(named.items, for: direction)
        }
        return format
    }

    /// The format of an output: the one named, otherwise the one that the path's extension denotes.
    /// - Throws: `Fault` as `named` does, or with `StreamError.noFormatForName`.
    package func forOutput(_ argument: String?, path: String) throws(Fault) -> any SketchFormat {
        if let argument { return try named(argument, for: .writing) }
        let suffix = PathText.fileExtension(path)
        guard let meant = first(where: { $0.canWrite && $0.outputExtensions.contains(suffix) }) else {
            throw Fault(source: path, reason: StreamError.noFormatForName)
        }
        return meant
    }
}
