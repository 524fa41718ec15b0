package import SketchModel

/// Which of some formats an input is of.
package struct FormatChoice: Sendable {
    /// The formats that an input may be of. Their order does not matter.
    package let formats: [any SketchFormat]
    /// Whether the user named the format of all inputs, so that they are not looked at.
    package let isNamed: Bool
    /// How much of an input is looked at.
    package static let prefixLength = 4096

    package init(formats: [any SketchFormat], isNamed: Bool = false) {
        self.formats = formats
        self.isNamed = isNamed && formats.count == 1
    }

    /// What the user says of the inputs: `NAME[:OPTION=VALUE,…]` for each format that they may be of. One names the
    /// format of all; none leaves all that are known.
    /// - Throws: `Fault` with `StreamError.unknownFormatName`, `cannotReadFormat` or `repeatedFormat`, or for an option.
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

    /// The same formats, set for pictures whose longer side has so many pixels.
    package func adapted(toPictureSide side: Int) -> FormatChoice {
        FormatChoice(formats: formats.map { $0.adapted(toPictureSide: side) }, isNamed: isNamed)
    }

    /// The format of an input: the one that knows its first bytes best; if none does, the one its name stands for, whose
    /// reader then says what is wrong and where.
    /// - Throws: `Fault` with `StreamError.unknownFormat`.
    package func sniff(_ source: ByteSource) throws(Fault) -> any SketchFormat {
        if isNamed { return formats[0] }
        let prefix = try source.peek(Self.prefixLength)
        let leaf = PathText.split(source.name).leaf
        let suffix = PathText.fileExtension(leaf)
        if let format = surest(prefix, fileName: leaf, suffix: suffix) { return format }
        let candidates = formats.filter { $0.canRead && $0.fileExtensions.contains(suffix) }
        guard let format = candidates.nearest(toExtension: suffix) else {
            throw Fault(source: source.name, reason: StreamError.unknownFormat)
        }
        return format
    }

    /// The format of a file that was found in a directory, told from its bytes alone; `nil` if it is of none. A format
    /// that the user named takes the files that have its name too.
    func sniff(found source: ByteSource) throws(Fault) -> (any SketchFormat)? {
        let leaf = PathText.split(source.name).leaf
        let prefix = try source.peek(Self.prefixLength)
        return surest(prefix, fileName: isNamed ? leaf : "", suffix: PathText.fileExtension(leaf))
    }

    /// The format that knows the first bytes best, if any does.
    private func surest(_ prefix: [UInt8], fileName: String, suffix: String) -> (any SketchFormat)? {
        let readable = formats.filter(\.canRead)
        let recognitions = readable.map { $0.recognises(prefix: prefix, fileName: fileName) }
        guard let best = recognitions.max(), best > .no else { return nil }
        return zip(readable, recognitions).filter { $0.1 == best }.map(\.0).nearest(toExtension: suffix)
    }

    /// All extensions by which a directory is searched.
    package var readableExtensions: Set<String> {
        Set(formats.lazy.filter(\.canRead).flatMap(\.fileExtensions))
    }
}

extension [any SketchFormat] {
    /// Of formats that are as good as one another, the one that a file name's extension means, else one that may have
    /// it, else the first by name.
    fileprivate func nearest(toExtension suffix: String) -> (any SketchFormat)? {
        func rank(_ format: any SketchFormat) -> (Int, String) {
            let distance =
                format.outputExtensions.contains(suffix) ? 0 : format.fileExtensions.contains(suffix) ? 1 : 2
            return (distance, format.name)
        }
        return self.min { rank($0) < rank($1) }
    }
}
