internal import ArgumentParser

/// What a verb prints.
struct TalkOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Print no summary and no progress.")
    var quiet = false

    @Flag(help: "Print results and errors as JSON.")
    var json = false
}
