internal import ArgumentGrammar
package import SketchModel

/// Chooses the format of an input from a list.
package struct FormatChoice: Sendable {
    /// The formats that an input may have. Their order doesn't matter.
    package let formats: [any SketchFormat]
    /// Whether the user named one format for all inputs, so that their content isn't examined.
    package let isNamed: Bool
    /// The number of bytes of an input that are examined.
    package static let prefixLength = 4096

    package init(formats: [any SketchFormat], isNamed: Bool = false) {
        self.formats = formats
        self.isNamed = isNamed && formats.count == 1
    }

    /// Parses the formats that the user gave for the inputs, each as `NAME[:OPTION=VALUE,…]`. One is used for all
    /// inputs; none allows all known formats.
    /// - Throws: `Fault` with `StreamError.unknownFormatName`, `cannotReadFormat` or `repeatedFormat`, or for an
    ///   option.
    package init(_ arguments: [String], among known: [any SketchFormat]) throws(Fault) {
        var formats: [any SketchFormat] = []
        for argument in arguments {
            let format = try known.named(argument, for: .reading)
            if formats.contains(where: { $0.name == format.name }) {
                let reason = StreamError.repeatedFormat(format.name)
                throw Fault(source: FormatDirection.reading.flag, reason: reason)
            }
            formats.append(format)
        }
        self.init(formats: formats.isEmpty ? known : formats, isNamed: !formats.isEmpty)
    }

    /// The same formats, set up for pictures whose longer side has this many pixels.
    package func adapted(toPictureSide side: Int) -> FormatChoice {
        FormatChoice(formats: formats.map { $0.adapted(toPictureSide: side) }, isNamed: isNamed)
    }

    /// The format of an input: the one that its folder decides for, or the one that recognises its first bytes with the
    /// most certainty; if none does, the one that its name suggests, whose reader then reports what is wrong and where.
    /// - Throws: `Fault` with `StreamError.unknownFormat`.
    package func sniff(_ source: ByteSource) throws(Fault) -> any SketchFormat {
        if isNamed { return formats[0] }
        let prefix = try source.peek(Self.prefixLength)
        let leaf = PathText.split(source.name).leaf
        let suffix = PathText.fileExtension(leaf)
        if let format = surest(prefix, fileName: leaf, path: source.name) { return format }
        let candidates = formats.filter {
            $0.canRead && $0.isSuggestedByExtension && $0.fileExtensions.contains(suffix)
        }
        guard let format = candidates.nearest(toExtension: suffix) else {
            throw Fault(source: source.name, reason: StreamError.unknownFormat)
        }
        return format
    }

    /// The format of a file that was found in a directory, determined only by its bytes and folders; `nil` if it has
    /// none. A format that the user named also takes the files with its extension.
    func sniff(found source: ByteSource) throws(Fault) -> (any SketchFormat)? {
        let leaf = PathText.split(source.name).leaf
        let prefix = try source.peek(Self.prefixLength)
        return surest(prefix, fileName: isNamed ? leaf : "", path: source.name)
    }

    /// The format that recognises the first bytes and has its own folder in the path, or else recognises them with the
    /// most certainty, if any does.
    private func surest(_ prefix: [UInt8], fileName: String, path: String) -> (any SketchFormat)? {
        let suffix = PathText.fileExtension(path)
        let readable = formats.filter(\.canRead)
        let recognitions = readable.map { $0.recognises(prefix: prefix, fileName: fileName) }
        guard let best = recognitions.max(), best > .no else { return nil }
        let inFolder = zip(readable, recognitions).filter { format, recognition in
            guard recognition > .no, let folder = format.folder else { return false }
            return PathText.parts(PathText.split(path).folder).contains { $0 == folder }
        }
        if let format = inFolder.map(\.0).nearest(toExtension: suffix) { return format }
        return zip(readable, recognitions).filter { $0.1 == best }.map(\.0).nearest(toExtension: suffix)
    }

    /// All the extensions that a directory is searched for.
    package var readableExtensions: Set<String> {
        Set(formats.lazy.filter { $0.canRead && $0.isSuggestedByExtension }.flatMap(\.fileExtensions))
    }
}

extension [any SketchFormat] {
    /// Of equally good formats, the one that a file's extension denotes, otherwise one that may have the extension,
    /// otherwise the first by name.
    fileprivate func nearest(toExtension suffix: String) -> (any SketchFormat)? {
        func rank(_ format: any SketchFormat) -> (Int, String) {
            let distance =
                format.outputExtensions.contains(suffix) ? 0 : format.fileExtensions.contains(suffix) ? 1 : 2
            return (distance, format.name)
        }
        return self.min { rank($0) < rank($1) }
    }
}

extension [any SketchFormat] {
    /// The format that `NAME[:OPTION=VALUE,…]` denotes, with its options set.
    /// - Throws: `Fault` whose source is the command's option, with `StreamError` for an unknown name or a format that
    ///   can't be read or written, or for an option.
    package func named(_ argument: String, for direction: FormatDirection) throws(Fault) -> any SketchFormat {
        let named = NamedArguments(argument)
        guard var format = first(where: { $0.name == named.name }) else {
            let usable = filter { direction == .reading ? $0.canRead : $0.canWrite }
            throw Fault(source: direction.flag, reason: usable.unknown(named.name))
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
