internal import ArgumentGrammar
package import SketchStreams

extension SketchFormat {
    /// The format with options as they are written: `precision=2,padding=4`.
    package func taking(_ text: String, for direction: FormatDirection) throws -> Self {
        var format = self
        try format.take(ArgumentItem.list(text), for: direction)
        return format
    }

    /// The format with each option set on every side on which it is declared.
    package func taking(_ options: [String: String]) throws -> Self {
        var format = self
        for (name, value) in options {
            let declared = optionDescriptions.filter { $0.name == name }
            let directions = declared.isEmpty ? [.reading] : declared.flatMap(\.directions)
            for direction in directions { try format.take([ArgumentItem(key: name, value: value)], for: direction) }
        }
        return format
    }
}
