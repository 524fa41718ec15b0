internal import ArgumentParser
internal import SketchModel
internal import SketchStreams

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Everything the command says: data on standard output, talk on standard error.
final class Talk {
    let options: TalkOptions
    private let progress: ProgressLine?
    /// Why results could not be printed, where that is so.
    private var failure: String?

    /// - Parameter verb: what the progress line calls the work.
    init(_ options: TalkOptions, verb: String) {
        self.options = options
        let terminal = StandardStream.error.isTerminal && getenv("TERM").map { String(cString: $0) } != "dumb"
        progress = options.quiet || options.json || !terminal ? nil : ProgressLine(verb: verb)
    }

    /// Prints a line of results.
    func result(_ line: String) {
        result(lines: printable(line) + "\n")
    }

    /// Prints lines of results as they are, each with its line feed: nothing in them but what is meant may steer a terminal.
    func result(lines: String) {
        if lines.isEmpty { return }
        progress?.clear()
        guard failure == nil, !StandardStream.output.write(lines) else { return }
        failure = String(cString: strerror(errno))
    }

    /// Prints a line of talk.
    func say(_ line: String) {
        progress?.clear()
        _ = StandardStream.error.write(printable(line) + "\n")
    }

    /// The line that tells a fault.
    func text(of fault: Fault) -> String {
        options.json ? JSONValue.object([("error", .fault(fault))]).line : fault.description
    }

    func say(_ fault: Fault) {
        say(text(of: fault))
    }

    func say(_ warning: Warning, source: String) {
        let fault = Fault(source: source, position: warning.position, reason: Remark(message: warning.text))
        if options.json {
            say(JSONValue.object([("warning", .fault(fault))]).line)
        } else if !options.quiet {
            say("\(fault.place): warning: \(warning.text)")
        }
    }

    func show(_ state: PipelineProgress) { progress?.show(state) }
    func show(_ line: @autoclosure () -> String) { progress?.show(line()) }

    /// What a run tells while it goes on, faults on standard error.
    var events: SketchPipeline.Events {
        var events = SketchPipeline.Events()
        events.fault = { self.say($0) }
        events.warning = { source, warning in self.say(warning, source: source) }
        events.progress = { self.show($0) }
        return events
    }

    /// Prints how fast the work was.
    func say(speed sketchesPerSecond: Double) {
        if options.json {
            say(JSONValue.object([("sketchesPerSecond", .rounded(sketchesPerSecond, scale: 10))]).line)
        } else if !options.quiet {
            say("\(Counting.grouped(Int(sketchesPerSecond.rounded()))) sketches/s")
        }
    }

    /// Prints what came of writing: on standard error where the data went to standard output.
    func conclude(_ summary: ConversionSummary) {
        if options.json {
            if summary.output == "-" { say(summary.json.line) } else { result(summary.json.line) }
        } else if !options.quiet {
            for line in summary.lines { say(line) }
        }
    }

    /// Runs a verb, prints what it throws, and ends with the exit code of it.
    func ending(_ body: () async throws -> PipelineReport) async throws {
        let report: PipelineReport
        do {
            report = try await body()
        } catch let fault as Fault {
            progress?.clear()
            say(fault)
            throw ExitCode(fault.reason.kind.exitCode)
        }
        progress?.clear()
        if let failure {
            say(Fault(source: "-", reason: StreamError.cannotWrite(failure)))
            throw ExitCode(FaultKind.inputOutput.exitCode)
        }
        if report.faults > 0 { throw ExitCode(1) }
    }

    /// The line as it may be shown.
    private func printable(_ line: String) -> String {
        PrintableText.of(line, isJSON: options.json && ["{", "["].contains(line.unicodeScalars.first))
    }
}

private struct Remark: FaultReason {
    var message: String
}

extension FaultKind {
    /// As BSD's sysexits has them.
    var exitCode: Int32 {
        switch self {
        case .wrongUsage: 64
        case .badData: 65
        case .noInput: 66
        case .cannotCreate: 73
        case .inputOutput: 74
        }
    }
}

extension JSONValue {
    static func fault(_ fault: Fault) -> JSONValue {
        var members: [(String, JSONValue)] = [("source", .text(fault.source))]
        switch fault.position {
        case .file: break
        case .text(let line, let column): members += [("line", .whole(line)), ("column", .whole(column))]
        case .bytes(let offset, let record):
            members.append(("offset", .whole(offset)))
            if let record { members.append(("record", .whole(record))) }
        }
        members.append(("message", .text(fault.reason.message)))
        members.append(("reason", .text(fault.reason.identifier)))
        if let advice = fault.reason.advice { members.append(("advice", .text(advice))) }
        return .object(members)
    }
}
