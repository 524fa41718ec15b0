package import ArgumentGrammar
package import SketchModel

/// Whether something applies to reading or to writing.
package enum FormatDirection: String, Sendable, CaseIterable {
    case reading
    case writing

    /// The command's option that takes a format's options.
    package var flag: String { self == .reading ? "--from" : "--to" }
}

/// An option of a format: `svg:precision=2`.
package struct FormatOption<Format: SketchFormat>: Sendable {
    let option: ArgumentOption<Format>
    package private(set) var directions: Set<FormatDirection>

    /// - Parameters:
    ///   - name: the key before the `=`.
    ///   - property: where the format stores the value.
    ///   - form: the form of the value.
    ///   - summary: one line, with the default.
    package init<Value>(
        _ direction: FormatDirection,
        _ name: String,
        _ property: any WritableKeyPath<Format, Value> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) {
        (option, directions) = (ArgumentOption(name, property, form, summary), [direction])
    }

    /// For a property that is `nil` unless the option is given.
    package init<Value>(
        _ direction: FormatDirection,
        _ name: String,
        _ property: any WritableKeyPath<Format, Value?> & Sendable,
        _ form: ArgumentForm<Value>,
        _ summary: String
    ) {
        (option, directions) = (ArgumentOption(name, property, form, summary), [direction])
    }

    /// The same option, for both reading and writing.
    package var both: Self {
        var both = self
        both.directions = [.reading, .writing]
        return both
    }
}

/// What help says about an option of any format.
package struct FormatOptionDescription: Sendable, Hashable {
    /// The key before the `=`.
    package var name: String
    package var directions: Set<FormatDirection>
    /// The form of its value: `skip|outline|error`.
    package var form: String
    /// All its values, if they can be listed.
    package var choices: [String]
    /// One line, with the default.
    package var summary: String

    /// The option as help shows it: `fill=skip|outline|error`.
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

    /// Sets options from the items after the format's name.
    /// - Throws: `Fault` whose source is the command's option, with `ArgumentError` or `OptionOfOtherDirection`.
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
    /// The direction that the option applies to.
    package var direction: FormatDirection

    package var message: String { "\(option) applies to \(direction.rawValue) \(format)" }
    package var kind: FaultKind { .wrongUsage }
}
