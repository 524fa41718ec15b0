internal import ArgumentParser
internal import FormatRegistry
internal import SketchModel
internal import SketchReports
internal import SketchStreams
internal import TextNotation

struct Formats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the formats, or the options of one.",
        usage: "croquis formats [<name>] [--json]",
        discussion: """
            --from and --to take a format and its options: --to svg:precision=2,padding=4. Formats are recognised by \
            the first bytes of an input and by the name of an output. Names that end in .gz or .zst are compressed.

            \(FormatRegistry.formats.map { description(of: $0).joined(separator: "\n") }.joined(separator: "\n\n"))

            EXAMPLES:
              croquis formats
              croquis formats stroke-3
              croquis convert cat.npz --from stroke-3:member=test -o cat.bin
            """
    )

    @Argument(
        help: ArgumentHelp("The format to describe.", valueName: "name"),
        completion: .list(FormatRegistry.formats.map(\.name))
    )
    var name: String?

    @Flag(help: "Print results and errors as JSON.")
    var json = false

    func run() throws {
        var formats = FormatRegistry.formats
        if let name {
            formats = formats.filter { $0.name == name }
            if formats.isEmpty { throw Fault(source: "croquis formats", reason: FormatRegistry.formats.unknown(name)) }
        }
        let width = TerminalWindow(columns: nil).columns
        let lines: [String] =
            if json {
                [JSONValue.list(formats.map(\.json)).line]
            } else {
                (name == nil ? Self.table(formats) : formats.flatMap(Self.description))
                    .map { WrappedText($0, width: width).description }
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
                "\(name)\(uses)  \(format.dottedExtensions)", String(repeating: " ", count: width) + format.summary,
            ]
        }
    }

    private static func description(of format: any SketchFormat) -> [String] {
        var lines = [
            format.name, "  " + format.summary,
            "  extensions", "      " + format.dottedExtensions,
            "  holds", "      " + format.holds,
        ]
        for direction in FormatDirection.allCases {
            let options = format.optionDescriptions.filter { $0.directions.contains(direction) }
            if options.isEmpty { continue }
            lines.append("  options for \(direction.rawValue), as in \(direction.flag) \(format.name):NAME=VALUE,...")
            for option in options { lines += ["      " + option.written, "          " + option.summary] }
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
