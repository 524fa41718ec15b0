internal import ArgumentParser
internal import SketchReports

/// The help of a command: what it does, the usage, the main options, the others by group, and the discussion.
struct HelpText: CustomStringConvertible {
    let description: String

    init(_ command: any ParsableCommand.Type, width: Int = max(40, TerminalWindow(columns: nil).columns)) {
        // The parser puts the discussion first, and wraps it without its indent.
        let page = RootCommand.helpMessage(for: command, columns: width)
        var blocks = page.split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.hasPrefix("USAGE: ") }
            .split(separator: "").map { Block(lines: $0.map(String.init)) }
        var main: [String] = []
        for name in (command as? any Verb.Type)?.mainOptions ?? [] {
            for index in blocks.indices { main += blocks[index].remove { Block.names(of: $0).contains(name[...]) } }
        }
        // The parser puts the arguments of a group among its options.
        if let group = blocks.firstIndex(where: { $0.heading == "INPUT OPTIONS" }) {
            let arguments = blocks[group].remove { $0.hasPrefix("  <") }
            blocks.insert(Block(lines: ["ARGUMENTS:"] + arguments), at: 1)
        }
        if !main.isEmpty {
            let place = blocks.firstIndex { !["USAGE", "ARGUMENTS"].contains($0.heading) } ?? blocks.endIndex
            blocks.insert(Block(lines: ["MAIN OPTIONS:"] + main), at: place)
        }
        if let general = blocks.firstIndex(where: { $0.heading == "OPTIONS" }) {
            blocks.append(Block(lines: ["GENERAL OPTIONS:"] + blocks.remove(at: general).lines.dropFirst()))
        }
        let sections = blocks.filter { $0.heading == "USAGE" || $0.lines.count > 1 }.map(\.text)
        let texts = [command.configuration.abstract, command.configuration.discussion]
            .map { WrappedText($0, width: width).description }
        description = ([texts[0]] + sections + [texts[1]]).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }
}

/// A heading and the lines below it.
private struct Block {
    var lines: [String]

    var heading: Substring { lines[0].prefix { $0 != ":" } }
    var text: String { lines.joined(separator: "\n").replacing(" SUBCOMMANDS:\n", with: ":\n") }

    /// Takes an option or argument out.
    /// - Parameter isFirst: whether a line is its first.
    /// - Returns: The lines that explain it, if it is in this block.
    mutating func remove(_ isFirst: (String) -> Bool) -> [String] {
        guard let start = lines.firstIndex(where: isFirst) else { return [] }
        let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix("    ") } ?? lines.endIndex
        defer { lines.removeSubrange(start..<end) }
        return Array(lines[start..<end])
    }

    /// The names that an option's first line begins with: `-o` and `--output` of `  -o, --output <out>`.
    static func names(of line: String) -> [Substring] {
        Array(line.split { $0 == " " || $0 == "," }.prefix { $0.hasPrefix("-") })
    }
}

/// Text whose lines are no wider than the terminal. What doesn't fit goes on below the line's beginning or, in a line of
/// two columns, below the second.
struct WrappedText: CustomStringConvertible {
    let description: String

    init(_ text: String, width: Int) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.count <= width { return String(line) }
            let margin = line.prefix { $0 == " " }
            let words = line.dropFirst(margin.count)
            guard let gap = words.firstRange(of: "  ") else {
                return Paragraph(String(words), indent: margin.count, width: width).description
            }
            let second = words[gap.upperBound...].drop { $0 == " " }
            let first = line[..<second.startIndex]
            let column = Paragraph(String(second), indent: first.count, width: width)
            return String(first) + String(column.description.dropFirst(first.count))
        }
        description = lines.joined(separator: "\n")
    }
}
