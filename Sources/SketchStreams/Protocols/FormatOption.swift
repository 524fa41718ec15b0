package import ArgumentGrammar
package import SketchModel

/// Whether something bears on reading or on writing.
package enum FormatDirection: String, Sendable, CaseIterable {
    case reading
    case writing

    /// The option of the command that takes a format's options.
    package var flag: String { self == .reading ? "--from" : "--to" }
}

/// An option of a format: `svg:precision=2`.
package struct FormatOption<Format: SketchFormat>: Sendable {
    let option: ArgumentOption<Format>
    package let directions: Set<FormatDirection>

    private init(_ option: ArgumentOption<Format>, _ directions: Set<FormatDirection>) {
        self.option = option
        self.directions = directions
    }

    /// - Parameters:
    ///   - name: what stands before the `=`.
    ///   - property: where the format keeps it.
    ///   - form: what its value is.
    ///   - summary: one line, with the default.
    package static func reading<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Format, Value> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) -> Self { Self(ArgumentOption(name, property, form, summary), [.reading]) }

    package static func reading<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Format, Value?> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) -> Self { Self(ArgumentOption(name, property, form, summary), [.reading]) }

    package static func writing<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Format, Value> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) -> Self { Self(ArgumentOption(name, property, form, summary), [.writing]) }

    package static func writing<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Format, Value?> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) -> Self { Self(ArgumentOption(name, property, form, summary), [.writing]) }

    /// The same, on reading and on writing.
    package var both: Self { Self(option, [.reading, .writing]) }
}

/// What help says of an option of any format.
package struct FormatOptionDescription: Sendable, Hashable {
    /// What stands before the `=`.
    package var name: String
    package var directions: Set<FormatDirection>
    /// What its value looks like: `skip|outline|error`.
    package var form: String
    /// All its values, if they can be listed.
    package var choices: [String]
    /// One line, with the default.
    package var summary: String

    /// `fill=skip|outline|error`.
    package var written: String { name + "=" + form }
}

extension SketchFormat {
    /// All options, as they are declared.
    package var optionDescriptions: [FormatOptionDescription] {
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
    package mutating func take(_ items: [ArgumentItem], for direction: FormatDirection) throws(Fault) {
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
package struct OptionOfOtherDirection: FaultReason, Hashable {
    package var option: String
    package var format: String
    /// What it bears on.
    package var direction: FormatDirection

    package var message: String { "\(option) bears on \(direction.rawValue) \(format)" }
    package var advice: String? { "give it with \(direction.flag)" }
    package var kind: FaultKind { .wrongUsage }
}
