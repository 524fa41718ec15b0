internal import ArgumentParser
internal import ArgumentGrammar
internal import SketchModel

/// `croquis help`, in place of the parser's own, which offers no completions.
struct Help: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain a verb, or a topic: transforms, formats, naming.",
        usage: "croquis help [<verb or topic>]"
    )

    @Argument(
        help: "A verb, or transforms, formats or naming.",
        completion: .list(Help.names.filter { $0 != "help" })
    )
    var subject: String?

    func run() throws { throw CleanExit.helpRequest(subject.flatMap(Self.command) ?? RootCommand.self) }

    /// Verbs and topics.
    static var commands: [any ParsableCommand.Type] { RootCommand.configuration.subcommands }

    static var names: [String] { commands.map { $0._commandName } }

    static func command(named name: String) -> (any ParsableCommand.Type)? {
        commands.first { $0._commandName == name }
    }

    /// A completion script without the parser's own `help`, which it adds behind this one.
    static func removeSecond(from script: String) -> String {
        let heading = "\n_croquis_help() {"
        let parts = script.split(separator: heading, omittingEmptySubsequences: false)
        guard parts.count == 3, let end = parts[2].firstRange(of: "\n}\n") else { return script }
        return [parts[0], parts[1] + "\n" + parts[2][end.upperBound...]].joined(separator: heading)
    }
}

/// A name that isn't a verb of the command.
struct UnknownVerb: FaultReason {
    let name: String

    /// - Throws: `Fault` if the first argument, or the one after `help`, is neither a verb nor an option.
    static func check(_ arguments: [String]) throws(Fault) {
        let isHelp = arguments.first == "help"
        guard let name = arguments.dropFirst(isHelp ? 1 : 0).first else { return }
        if name.hasPrefix("-") || Help.command(named: name) != nil { return }
        throw Fault(source: isHelp ? "croquis help" : "croquis", reason: UnknownVerb(name: name))
    }

    var message: String { "there is no verb '\(name)'" }

    var advice: String? {
        let nearest = Self.otherNames[name].map { [$0] } ?? NearestNames.of(name.lowercased(), among: Help.names)
        return nearest.isEmpty ? "see croquis --help" : "did you mean \(nearest.joined(separator: ", "))?"
    }

    var kind: FaultKind { .wrongUsage }

    /// What other programs call the verbs.
    private static let otherNames = [
        "recognise": "classify", "recognize": "classify", "predict": "classify", "draw": "render",
        "rasterise": "render", "rasterize": "render", "view": "show", "display": "show", "check": "validate",
        "lint": "validate", "stats": "info", "inspect": "info", "test": "evaluate", "score": "evaluate",
        "learn": "train", "recover": "invert", "transfer": "invert", "transform": "convert", "classes": "labels",
    ]
}
