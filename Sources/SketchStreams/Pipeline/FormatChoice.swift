public import SketchModel

/// Which of the known formats an input or an output is of.
public struct FormatChoice: Sendable {
    /// The known formats, in the order in which they are tried.
    public var formats: [any SketchFormat]
    /// How much of an input is looked at.
    public static let prefixLength = 4096

    public init(formats: [any SketchFormat]) { self.formats = formats }

    /// The format of that name.
    /// - Throws: `Fault` with `StreamError.unknownFormatName`.
    public func named(_ name: String, option: String) throws(Fault) -> any SketchFormat {
        guard let format = formats.first(where: { $0.name == name }) else {
            let reason = StreamError.unknownFormatName(name, known: formats.map(\.name))
            throw Fault(source: option, reason: reason)
        }
        return format
    }

    /// The format of an input: the one that knows its first bytes; where none does, the one its name stands for, whose
    /// reader then says what is wrong and where. An input without bytes holds no sketches, whatever its format.
    /// - Throws: `Fault` with `StreamError.unknownFormat`.
    public func sniff(_ source: ByteSource) throws(Fault) -> any SketchFormat {
        let prefix = try source.peek(Self.prefixLength)
        let leaf = PathText.split(source.name).leaf
        let readable = formats.filter(\.canRead)
        if let format = readable.first(where: { $0.recognises(prefix: prefix, fileName: leaf) }) { return format }
        let suffix = PathText.fileExtension(leaf)
        if let format = readable.first(where: { $0.fileExtensions.contains(suffix) }) { return format }
        if prefix.isEmpty, let format = readable.first(where: { $0.layout == .manySketches }) { return format }
        throw Fault(source: source.name, reason: StreamError.unknownFormat)
    }

    /// The format of an output, by its name.
    /// - Throws: `Fault` with `StreamError.noFormatForName`.
    public func forOutput(path: String) throws(Fault) -> any SketchFormat {
        let wanted = PathText.fileExtension(path)
        guard let format = formats.first(where: { $0.canWrite && $0.fileExtensions.contains(wanted) }) else {
            throw Fault(source: path, reason: StreamError.noFormatForName)
        }
        return format
    }

    /// All extensions by which a directory is searched.
    public var readableExtensions: Set<String> {
        Set(formats.lazy.filter(\.canRead).flatMap(\.fileExtensions))
    }
}
