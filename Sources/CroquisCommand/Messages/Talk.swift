internal import ArgumentParser
internal import Platform
internal import SketchModel
internal import SketchReports
internal import SketchStreams
internal import TextNotation

/// What a verb prints.
struct TalkOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Print no summary and no progress.")
    var quiet = false

    @Flag(help: "Print results and errors as JSON.")
    var json = false
}

/// Everything the command says: data on standard output, talk on standard error.
final class Talk {
    let options: TalkOptions
    private let progress: ProgressLine?
    /// Why results could not be printed, where that is so.
    private var failure: String?
    private let faults: InputOptions?
    private let replacesFiles: Bool
    /// Where faults are kept, while a verb runs.
    private var files: FaultFiles?
    private var limit = MessageLimit()

    /// - Parameters:
    ///   - verb: what the progress line calls the work.
    ///   - faults: where faults are kept.
    ///   - force: whether files that keep them may replace others.
    init(_ options: TalkOptions, verb: String, faults: InputOptions? = nil, force: Bool = false) {
        self.options = options
        (self.faults, replacesFiles) = (faults, force)
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
        if options.json { return JSONValue.object([("error", .fault(fault))]).line }
        let advice = FlagAdvice.advice(on: fault.reason).map { "; " + $0 } ?? ""
        return "\(fault.place): error: \(fault.reason.message)\(advice)"
    }

    /// Keeps a fault, and prints it unless there were enough of its kind.
    func say(_ fault: Fault) {
        keep(fault)
        let kind = "\(type(of: fault.reason)).\(fault.reason.identifier)"
        if limit.admits(kind, fault.place) { say(text(of: fault)) }
    }

    /// Puts a fault into the files that keep them.
    func keep(_ fault: Fault) { files?.add(fault) }

    func say(_ warning: Warning, source: String) {
        let fault = Fault(source: source, position: warning.position, reason: Remark(message: warning.text))
        if options.quiet, !options.json { return }
        guard limit.admits("warning: " + MessageLimit.kind(of: warning.text), fault.place) else { return }
        if options.json {
            say(JSONValue.object([("warning", .fault(fault))]).line)
        } else {
            say("\(fault.place): warning: \(warning.text)")
        }
    }

    /// Says how many messages were not printed, and what the files of faults lack.
    private func sayRest() {
        for (kind, first, count) in limit.takeRest() {
            if options.json {
                say(JSONValue.object([("more", .object([("like", .text(first)), ("count", .whole(count))]))]).line)
                continue
            }
            if options.quiet, kind.hasPrefix("warning: ") { continue }
            let hint =
                kind.hasPrefix("warning: ") || faults == nil
                ? "" : faults?.errors.map { "; all are in \($0)" } ?? "; --errors FILE keeps all"
            say("and \(Counting.grouped(count)) more like \(first)\(hint)")
        }
    }

    /// Gives the files of faults their names.
    private func closeFiles() throws(Fault) {
        guard let files else { return }
        self.files = nil
        try files.finish()
        if files.withoutRecord > 0, !options.quiet, !options.json {
            let count = Counting.grouped(files.withoutRecord)
            say("not in \(faults?.rejects ?? ""), having no record that can be kept: \(count)")
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
        events.ended = { self.sayRest() }
        return events
    }

    /// Prints how fast the work was.
    func say(speed sketchesPerSecond: Double) {
        if options.quiet { return }
        say(
            .object([("sketchesPerSecond", .rounded(sketchesPerSecond, scale: 10))]),
            or: ["\(Counting.grouped(Int(sketchesPerSecond.rounded()))) sketches/s"]
        )
    }

    /// Prints results in the form asked for.
    func result(_ json: @autoclosure () -> JSONValue, or lines: @autoclosure () -> [String]) {
        if options.json { result(json().line) } else { for line in lines() { result(line) } }
    }

    /// Prints what the user should know beside the results, in the form asked for.
    func say(_ json: @autoclosure () -> JSONValue, or lines: @autoclosure () -> [String]) {
        if options.json {
            say(json().line)
        } else if !options.quiet {
            for line in lines() { say(line) }
        }
    }

    /// Prints what came of writing: on standard error if the data went to standard output.
    func conclude(_ summary: ConversionSummary) {
        if options.json, summary.output != "-" { return result(summary.json.line) }
        say(summary.json, or: summary.lines)
    }

    /// Runs a verb, prints what it throws, and ends with the exit code of it.
    func ending(_ body: () async throws -> PipelineReport) async throws {
        let report: PipelineReport
        do {
            files = try faults.map { options throws(Fault) in try FaultFiles(options, force: replacesFiles) }
            report = try await body()
            sayRest()
            try closeFiles()
        } catch let fault as Fault {
            progress?.clear()
            sayRest()
            say(fault)
            do throws(Fault) { try closeFiles() } catch { say(error) }
            throw ExitCode(fault.reason.kind.exitCode)
        }
        progress?.clear()
        if let failure {
            say(Fault(source: "-", reason: StreamError.cannotWrite(failure)))
            throw ExitCode(FaultKind.inputOutput.exitCode)
        }
        if report.faults > 0 || !report.missingLabels.isEmpty { throw ExitCode(1) }
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
        var members = [("source", JSONValue.text(fault.source))] + fault.position.members(hasColumn: true)
        members.append(("message", .text(fault.reason.message)))
        members.append(("reason", .text(fault.reason.identifier)))
        if let advice = FlagAdvice.advice(on: fault.reason) { members.append(("advice", .text(advice))) }
        return .object(members)
    }
}
