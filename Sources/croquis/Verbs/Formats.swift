internal import ArgumentParser
internal import FormatRegistry
internal import SketchStreams

struct Formats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the formats, or say what one of them takes.",
        discussion: """
            EXAMPLES:
              croquis formats
              croquis formats svg
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
        if json {
            print(JSONValue.list(formats.map(\.json)).line)
        } else if name != nil {
            for format in formats { Self.describe(format) }
        } else {
            let width = (formats.map(\.name.count).max() ?? 0) + 2
            for format in formats {
                let name = format.name + String(repeating: " ", count: width - format.name.count)
                print("\(name)\(format.canRead ? "r" : "-")\(format.canWrite ? "w" : "-")  \(format.dottedExtensions)")
                print(Paragraph(format.summary, indent: width))
            }
        }
    }

    private static func describe(_ format: any SketchFormat) {
        print("\(format.name)")
        print(Paragraph(format.summary, indent: 2))
        print("extensions\n  \(format.dottedExtensions)")
        print("holds")
        print(Paragraph(format.holds, indent: 2))
        for option in format.options where option.name != "seed" {
            print("--\(option.name) \(option.form)")
            print(Paragraph(option.summary, indent: 2))
        }
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
                    options.filter { $0.name != "seed" }.map {
                        .object([
                            ("name", .text($0.name)), ("form", .text($0.form)), ("summary", .text($0.summary)),
                        ])
                    }
                )
            ),
        ])
    }
}
