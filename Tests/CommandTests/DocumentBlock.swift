internal import TestSupport
internal import Testing

/// A fenced block of a Markdown document.
struct DocumentBlock: Sendable, CustomTestStringConvertible {
    let document: String
    let language: String
    let lines: [String]

    var text: String { lines.joined(separator: "\n") + "\n" }
    var testDescription: String { "\(document): \(lines.first ?? "")" }

    /// The blocks of a document of the project, by its path from the root.
    static func all(in document: String) -> [DocumentBlock] {
        let text = String(decoding: TemporaryFolder.read(path: TestFiles.root + "/" + document) ?? [], as: UTF8.self)
        var blocks: [DocumentBlock] = []
        var open: (language: String, lines: [String])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let block = open {
                if line == "```" {
                    blocks.append(DocumentBlock(document: document, language: block.language, lines: block.lines))
                    open = nil
                } else {
                    open?.lines.append(String(line))
                }
            } else if line.hasPrefix("```") {
                open = (String(line.dropFirst(3)), [])
            }
        }
        return blocks
    }

    /// The commands in the block, with what they print if the block shows it.
    var commands: [(line: String, output: String?)] {
        switch language {
        case "sh":
            var commands: [(line: String, output: String?)] = []
            var continues = false
            for line in lines where !line.isEmpty && !line.hasPrefix("#") {
                if continues { commands[commands.count - 1].line += "\n" + line } else { commands.append((line, nil)) }
                continues = line.hasSuffix("\\")
            }
            return commands
        case "console":
            var commands: [(line: String, output: String?)] = []
            for line in lines {
                if line.hasPrefix("$ ") {
                    commands.append((String(line.dropFirst(2)), ""))
                } else if !commands.isEmpty {
                    commands[commands.count - 1].output?.append(line + "\n")
                }
            }
            return commands
        default: return []
        }
    }
}
