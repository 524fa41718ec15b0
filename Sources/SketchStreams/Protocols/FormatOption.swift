public import ArgumentGrammar
public import SketchModel

/// Whether something bears on reading or on writing.
public enum FormatDirection: String, Sendable, CaseIterable {
    case reading
    case writing

    /// The option of the command that takes a format's options.
    public var flag: String { self == .reading ? "--from" : "--to" }
}

/// An option of a format: `svg:precision=2`.
public struct FormatOption<Format: SketchFormat>: Sendable {
    let option: ArgumentOption<Format>
    public let directions: Set<FormatDirection>

    private init(_ option: ArgumentOption<Format>, _ directions: Set<FormatDirection>) {
        self.option = option
        self.directions = directions
    }

    /// - Parameters:
    ///   - name: what stands before the `=`.
    ///   - property: where the format keeps it.
    ///   - form: what its value is.
    ///   - summary: one line, with the default.
    public static func reading<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Format, Value> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) -> Self { Self(ArgumentOption(name, property, form, summary), [.reading]) }

    public static func reading<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Format, Value?> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) -> Self { Self(ArgumentOption(name, property, form, summary), [.reading]) }

    public static func writing<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Format, Value> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) -> Self { Self(ArgumentOption(name, property, form, summary), [.writing]) }

    public static func writing<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Format, Value?> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) -> Self { Self(ArgumentOption(name, property, form, summary), [.writing]) }

    /// The same, on reading and on writing.
    public var both: Self { Self(option, [.reading, .writing]) }
}

/// What help says of an option of any format.
public struct FormatOptionDescription: Sendable, Hashable {
    /// What stands before the `=`.
    public var name: String
    public var directions: Set<FormatDirection>
    /// What its value looks like: `skip|outline|error`.
    public var form: String
    /// All its values, if they can be listed.
    public var choices: [String]
    /// One line, with the default.
    public var summary: String

    /// `fill=skip|outline|error`.
    public var written: String { name + "=" + form }
}

extension SketchFormat {
    /// All options, as they are declared.
    public var optionDescriptions: [FormatOptionDescription] {
        Self.options.map {
            FormatOptionDescription(
                name: $0.option.name,
                directions: $0.directions,
                form: $0.option.form,
                choices: $0.option.choices,
                summary: $0.option.summary
            )
        }
    }

    /// Takes options as they are written behind the format's name.
    /// - Throws: `Fault` named by the option of the command, with `ArgumentError` or `OptionOfOtherDirection`.
    public mutating func take(_ items: [ArgumentItem], for direction: FormatDirection) throws(Fault) {
        let options = Self.options.filter { $0.directions.contains(direction) }.map(\.option)
        for key in items.compactMap(\.key) where !options.contains(where: { $0.name == key }) {
            guard let other = Self.options.first(where: { $0.option.name == key })?.directions.first else { continue }
            let reason = OptionOfOtherDirection(option: key, format: name, direction: other)
            throw Fault(source: direction.flag, reason: reason)
        }
        do {
            try ArgumentOption.give(items, to: &self, named: name, options: options)
        } catch {
            throw Fault(source: direction.flag, reason: error)
        }
    }
}

/// An option for reading that was given for writing, or the other way round.
public struct OptionOfOtherDirection: FaultReason, Hashable {
    public var option: String
    public var format: String
    /// What it bears on.
    public var direction: FormatDirection

    public var message: String { "\(option) bears on \(direction.rawValue) \(format)" }
    public var advice: String? { "give it with \(direction.flag)" }
    public var kind: FaultKind { .wrongUsage }
}
