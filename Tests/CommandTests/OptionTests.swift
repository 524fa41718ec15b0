internal import Foundation
internal import TestSupport
internal import Testing

/// Every option of every verb changes something or is refused, and everything random follows from the seed.
@Suite struct OptionTests {
    private struct Help: Decodable {
        struct Name: Decodable {
            var name: String
        }
        struct Argument: Decodable {
            var valueName: String?
            var preferredName: Name?
        }
        struct Command: Decodable {
            var commandName: String
            var shouldDisplay: Bool
            var subcommands: [Command]?
            var arguments: [Argument]?
        }
        var command: Command
    }

    /// What a run can change.
    private struct Outcome: Equatable {
        var status: Int32
        var output: [UInt8]
        var errors: String
        var files: [String: [UInt8]]
    }

    private static func fill(_ folder: TemporaryFolder) throws {
        let cat = #"{"word":"cat","drawing":[[[0,25.5],[0,90]],[[20,40,60],[200,140,10]]]}"#
        let plain = #"{"drawing":[[[0,9],[0,9]],[[2,4],[9,1]],[[9,9],[0,5]]]}"#
        let points = (0..<60).map { "\($0 * $0 % 97)" }.joined(separator: ",")
        folder.write(cat + "\n" + plain + "\n", to: "a.ndjson")
        folder.write(#"{"word":"star","drawing":[[[0,99],[0,90]],[[20,40,60],[20,140,10]]]}"#, to: "b.ndjson")
        folder.write(#"{"drawing":[[[0,9],[3,3]],[[0,7],[3,3]]]}"#, to: "two.ndjson")
        folder.write(#"{"word":"cat","drawing":[[[0,9],[3]]]}"# + "\n" + cat + "\n", to: "bad.ndjson")
        folder.write("{\"word\":\"cat\",\"drawing\":[[[\(points)],[\(points)]],[[0,5],[3,6]]]}\n", to: "long.ndjson")
        let wild = (0..<60).map { "\($0 * 7919 % 101)" }.joined(separator: ",")
        let other = (0..<60).map { "\($0 * 104_729 % 89)" }.joined(separator: ",")
        folder.write("{\"word\":\"cat\",\"drawing\":[[[\(wild)],[\(other)]],[[0,5],[3,6]]]}\n", to: "wild.ndjson")
        let lines = (0..<12).map {
            "{\"word\":\"cat\",\"key_id\":\"\(1000 + $0 * 77)\",\"drawing\":[[[0,\($0)],[\($0 * 3),9]]]}\n"
        }
        folder.write(lines.joined(), to: "ids.ndjson")
        let house = #"{"word":"house","drawing":[[[0,9],[0,9]],[[2,4],[9,1]],[[9,9],[0,5]]]}"#
        folder.write([cat, house, plain].joined(separator: "\n") + "\n", to: "classes.ndjson")
        folder.write(String(repeating: "{\"drawing\":[[[1e200,3],[3,4]]]}\n", count: 3), to: "huge.ndjson")
        folder.write("<svg viewBox='0 0 9 9' stroke='red'><path d='M0 0h5'/><path d='Mx'/></svg>", to: "warned.svg")
        folder.write("b.ndjson\n", to: "list")
        folder.write("b.ndjson\0", to: "list0")
        folder.write("cat\nstar\nhouse\n", to: "classes")
        folder.write("one\nanother\na third\n", to: "others")
        for name in ["taken", "taken.png", "taken.d/x"] { folder.write("mine", to: name) }
        folder.write(try TestModel.bytes(labels: ["cat", "house", "star"], looks: true), to: "m")
        folder.write(try TestModel.bytes(labels: ["star", "house", "cat"]), to: "m2")
        folder.write(try TestModel.bytes(labels: ["cat", "house"], looks: true), to: "teacher")
        folder.write(try TestModel.rasterBytes(), to: "r")
    }

    private static func outcome(_ arguments: [String]) throws -> Outcome {
        let folder = TemporaryFolder()
        try fill(folder)
        let run = try CommandRun.croquis(arguments, in: folder.path)
        let files = folder.names.map { ($0, folder.read($0) ?? []) }
        return Outcome(
            status: run.status,
            output: run.output,
            errors: run.errors,
            files: Dictionary(uniqueKeysWithValues: files)
        )
    }

    /// The outcomes of several runs, two at a time.
    private static func outcomes(_ runs: Set<[String]>) async throws -> [[String]: Outcome] {
        try await withThrowingTaskGroup(of: ([String], Outcome).self) { group in
            var waiting = runs.makeIterator()
            var outcomes: [[String]: Outcome] = [:]
            func add() {
                guard let run = waiting.next() else { return }
                group.addTask { (run, try outcome(run)) }
            }
            add()
            add()
            while let (run, outcome) = try await group.next() {
                outcomes[run] = outcome
                add()
            }
            return outcomes
        }
    }

    @Test func everyOptionChangesSomethingOrIsRefused() async throws {
        let dump = try CommandRun.croquis(["--experimental-dump-help"])
        let help = try JSONDecoder().decode(Help.self, from: Data(dump.output))
        var pairs: [(name: String, without: [String], with: [String])] = []
        for verb in help.command.subcommands ?? [] where verb.commandName != "help" && verb.shouldDisplay {
            guard let usual = OptionTrial.usual[verb.commandName] else {
                Issue.record("OptionTrials says nothing of the verb \(verb.commandName)")
                continue
            }
            for argument in verb.arguments ?? [] {
                let option = argument.preferredName?.name ?? argument.valueName ?? ""
                let name = "\(verb.commandName) \(option)"
                if OptionTrial.elsewhere[name] != nil { continue }
                guard let trial = OptionTrial.of(verb.commandName, option) else {
                    Issue.record("OptionTrials says nothing of \(name)")
                    continue
                }
                let without = [verb.commandName] + usual + trial.shared
                pairs.append((name, without, without + trial.option))
            }
        }
        #expect(pairs.count > 150)
        let outcomes = try await Self.outcomes(Set(pairs.flatMap { [$0.without, $0.with] }))
        for pair in pairs {
            let (without, with) = (try #require(outcomes[pair.without]), try #require(outcomes[pair.with]))
            #expect(with != without || with.status == 64, "\(pair.name) is ignored: \(with.errors)")
        }
    }

    /// Two seeds give two results, one seed one, by however many workers.
    @Test func everythingRandomFollowsFromTheSeed() async throws {
        let random: [[String]] = [
            ["convert", "long.ndjson", "-o", "out.ndjson", "-t", "drop-points:0.5"],
            ["convert", "long.ndjson", "-o", "out.ndjson", "-t", "jitter-scale:0.5"],
            ["convert", "a.ndjson", "b.ndjson", "long.ndjson", "-o", "out.ndjson", "-t", "shuffle"],
            [
                "convert", "a.ndjson", "b.ndjson", "long.ndjson", "bad.ndjson", "--on-error", "skip", "-o", "o.ndjson",
                "-t", "sample:2",
            ],
            ["render", "long.ndjson", "-o", "out/", "--size", "16", "-t", "drop-points:0.5"],
            ["show", "long.ndjson", "-t", "drop-points:0.5"],
            ["info", "long.ndjson", "-t", "drop-points:0.5"],
            ["classify", "long.ndjson", "--model", "m", "--json", "-t", "drop-points:0.5"],
            ["evaluate", "long.ndjson", "-q", "--model", "m", "--json", "-t", "drop-points:0.5"],
            ["train"] + (OptionTrial.usual["train"] ?? []) + ["-q"],
            ["explain", "two.ndjson", "-o", "out", "--model", "m"],
            ["invert"] + (OptionTrial.usual["invert"] ?? []),
            ["invert"] + (OptionTrial.usual["invert"] ?? []) + ["--start", "drawn", "--strokes", "random:1"],
            ["invert"] + (OptionTrial.usual["invert"] ?? []) + ["--mode", "transfer", "--starts", "5"],
            [
                "invert", "a.ndjson", "b.ndjson", "--evaluate", "--json", "-q", "--seeds", "1", "--steps", "2",
                "--model", "m",
                "--label", "cat",
            ],
        ]
        let variants = random.map { run in
            ["0", "1", "2"].map { run + ["--seed", $0, "-j1"] } + [run + ["--seed", "0", "-j4"]]
        }
        let outcomes = try await Self.outcomes(Set(variants.joined()))
        for runs in variants {
            let (zero, one, two) = (outcomes[runs[0]], outcomes[runs[1]], outcomes[runs[2]])
            #expect(zero?.status ?? 64 <= 1, "\(runs[0]): \(zero?.errors ?? "")")
            #expect(zero == outcomes[runs[3]], "\(runs[0]) depends on -j")
            #expect(zero != one || one != two, "\(runs[0]) does not depend on --seed")
            #expect(try Self.outcome(runs[0]) == zero, "\(runs[0]) is not the same twice")
        }
    }
}
