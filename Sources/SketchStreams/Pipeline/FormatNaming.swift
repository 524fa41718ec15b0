internal import ArgumentGrammar
package import SketchModel

extension [any SketchFormat] {
    /// The format that `NAME[:OPTION=VALUE,…]` denotes, with its options set.
    /// - Throws: `Fault` whose source is the command's option, with `StreamError` for an unknown name or a format that
    ///   can't be read or written, or for an option.
    package func named(_ argument: String, for direction: FormatDirection) throws(Fault) -> any SketchFormat {
        let named = NamedArguments(argument)
        guard var format = first(where: { $0.name == named.name }) else {
            throw Fault(source: direction.flag, reason: unknown(named.name))
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

    /// Why there is no format of a name, with those whose files end in it or whose names are near.
    package func unknown(_ name: String) -> StreamError {
        let suffix = name.lowercased()
        let ofSuffix = filter { $0.fileExtensions.contains(suffix) }.map(\.name)
        let nearest = ofSuffix.isEmpty ? NearestNames.of(suffix, among: map(\.name)) : ofSuffix
        return .unknownFormatName(name, nearest: nearest, known: map(\.name))
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
