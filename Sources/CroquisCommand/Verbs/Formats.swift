internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchStreams

struct Formats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the formats, or say what one of them takes.",
        discussion: """
            EXAMPLES:
              croquis formats
              croquis formats stroke-3
            """
    )

    @Argument(
        help: ArgumentHelp("A format to describe.", valueName: "name"),
        completion: .list(FormatRegistry.formats.map(\.name))
    )
    var name: String?

    @Flag(help: "Print results and errors as JSON.")
    var json = false

    func run() throws {
        var formats = FormatRegistry.formats
        if let name {
            formats = formats.filter { $0.name == name }
            if formats.isEmpty {
                let known = FormatRegistry.formats.map(\.name).joined(separator: ", ")
                throw ValidationError("there is no format '\(name)'; known are \(known)")
            }
        }
        let lines: [String] =
            if json {
                [JSONValue.list(formats.map(\.json)).line]
            } else if name != nil {
                formats.flatMap(Self.description)
            } else {
                Self.table(formats)
            }
        for line in lines where !StandardStream.output.write(line + "\n") {
            throw ExitCode(FaultKind.inputOutput.exitCode)
        }
    }

    private static func table(_ formats: [any SketchFormat]) -> [String] {
        let width = (formats.map(\.name.count).max() ?? 0) + 2
        return formats.flatMap { format in
            let name = format.name + String(repeating: " ", count: width - format.name.count)
            let uses = (format.canRead ? "r" : "-") + (format.canWrite ? "w" : "-")
            return [
                "\(name)\(uses)  \(format.dottedExtensions)", Paragraph(format.summary, indent: width).description,
            ]
        }
    }

    private static func description(of format: any SketchFormat) -> [String] {
        var lines = [
            format.name, Paragraph(format.summary, indent: 2).description,
            "extensions", "  " + format.dottedExtensions,
            "holds", Paragraph(format.holds, indent: 2).description,
        ]
        for direction in FormatDirection.allCases {
            let options = format.optionDescriptions.filter { $0.directions.contains(direction) }
            if options.isEmpty { continue }
            lines.append("options for \(direction.rawValue): \(direction.flag) \(format.name):NAME=VALUE,...")
            for option in options {
                lines += ["  " + option.written, Paragraph(option.summary, indent: 6).description]
            }
        }
        return lines
    }
}

extension SketchFormat {
    fileprivate var dottedExtensions: String { fileExtensions.map { "." + $0 }.joined(separator: " ") }

    fileprivate var json: JSONValue {
        .object([
            ("name", .text(name)),
            ("summary", .text(summary)),
            ("extensions", .list(fileExtensions.map { .text($0) })),
            ("canRead", .boolean(canRead)),
            ("canWrite", .boolean(canWrite)),
            ("sketchesPerFile", layout == .oneSketch ? "one" : "many"),
            ("holds", .text(holds)),
            (
                "options",
                .list(
                    optionDescriptions.map {
                        .object([
                            ("name", .text($0.name)),
                            ("reading", .boolean($0.directions.contains(.reading))),
                            ("writing", .boolean($0.directions.contains(.writing))),
                            ("form", .text($0.form)),
                            ("choices", .list($0.choices.map { .text($0) })),
                            ("summary", .text($0.summary)),
                        ])
                    }
                )
            ),
        ])
    }
}
