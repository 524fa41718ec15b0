internal import ArgumentParser

/// A command that says which of its options people need first.
protocol Verb: ParsableCommand {
    /// Long names, in the order in which help shows them.
    static var mainOptions: [String] { get }
}

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
            for index in blocks.indices { main += blocks[index].removeOption(name) }
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

    /// Takes an option out.
    /// - Returns: The lines that explain it, if it is in this block.
    mutating func removeOption(_ name: String) -> [String] {
        guard let start = lines.firstIndex(where: { Self.names(of: $0).contains(name[...]) }) else { return [] }
        let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix("    ") } ?? lines.endIndex
        defer { lines.removeSubrange(start..<end) }
        return Array(lines[start..<end])
    }

    /// The names that an option's first line begins with: `-o` and `--output` of `  -o, --output <out>`.
    private static func names(of line: String) -> [Substring] {
        Array(line.split { $0 == " " || $0 == "," }.prefix { $0.hasPrefix("-") })
    }
}
