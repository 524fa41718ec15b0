internal import Foundation
internal import TestSupport
internal import Testing

/// `croquis invert --evaluate` as a process.
struct InvertEvaluateTests {
    private let folder = TemporaryFolder()
    private static let sketches = TestFiles.fixture("quickdraw/sketches.ndjson")

    init() throws { folder.write(try TestModel.bytes(looks: true), to: "small.model") }

    private func evaluate(_ arguments: [String], input: String = "") throws -> CommandRun {
        try CommandRun.croquis(
            ["invert", "--evaluate", "--model", "small.model"] + arguments,
            input: Array(input.utf8),
            in: folder.path
        )
    }

    private struct Cell: Decodable {
        var mean: Double
        var low: Double
        var high: Double
        var spread: Double?
        var sketches: Int
    }

    private struct Layouts: Decodable {
        var sketches: Int
        var original: [String: Cell]
        var start: [String: Cell]
        var paper: [String: Cell]
        var croquis: [String: Cell]

        /// The mean distance of strokes from where they were drawn.
        func error(_ layout: KeyPath<Layouts, [String: Cell]>) -> Double? {
            self[keyPath: layout]["locationError"]?.mean
        }
    }

    private struct Result: Decodable {
        var seeds: Int
        var withoutLayout: Int
        var unknownToJudge: Int
        var recovery: Layouts?
        var transfer: Layouts?
    }

    private func result(_ arguments: [String]) throws -> Result {
        let run = try evaluate(arguments + ["--json"])
        #expect(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Result.self, from: Data(run.output))
    }

    @Test func measuresBothModes() throws {
        let result = try result([Self.sketches, "--count", "8", "--seeds", "2"])
        #expect(result.seeds == 2 && result.unknownToJudge == 0)
        let (recovery, transfer) = (try #require(result.recovery), try #require(result.transfer))
        #expect(transfer.sketches == 8)
        // The stars are of one stroke.
        #expect(recovery.sketches + result.withoutLayout == 8 && result.withoutLayout > 0)
        let start = try #require(recovery.start["locationError"])
        #expect(start.low <= start.mean && start.mean <= start.high && start.spread != nil)
        #expect(start.sketches == recovery.sketches)
        #expect(recovery.original["retrieval"]?.mean == 1)
        #expect(recovery.original["locationError"] == nil && transfer.original.isEmpty)
        #expect(recovery.paper["selfRecognition"] != nil && transfer.croquis["offCanvas"] != nil)
    }

    @Test func theSeedDecides() throws {
        func error(_ seed: String) throws -> Double? {
            try result([Self.sketches, "--count", "4", "--seeds", "1", "--seed", seed])
                .recovery?.error(\.start)
        }
        #expect(try error("1") == error("1"))
        #expect(try error("1") != error("2"))
    }

    /// Results are the same on every run; how long it took is told beside them.
    @Test func sameSeedSameBytes() throws {
        func run(_ jobs: String) throws -> CommandRun {
            try evaluate([Self.sketches, "--count", "4", "--seeds", "2", "--steps", "4", "--json", jobs])
        }
        let (one, four) = (try run("-j1"), try run("-j4"))
        #expect(one.status == 0 && one.output == four.output)
        #expect(!one.text.contains("\"seconds\""))
        #expect(one.errors.hasPrefix(#"{"secondsPerSketch":{"recovery":{"paper":"#), "\(one.errors)")
    }

    /// The options of inversion bear on what is measured.
    @Test func optionsOfInversion() throws {
        func measured(_ arguments: String...) throws -> Result {
            try result([Self.sketches, "--count", "4", "--seeds", "1"] + arguments)
        }
        let usual = try measured("--steps", "3")
        let (usualRecovery, usualTransfer) = (try #require(usual.recovery), try #require(usual.transfer))

        let recover = try measured("--steps", "3", "--mode", "recover")
        #expect(recover.transfer == nil && recover.recovery?.error(\.paper) == usualRecovery.error(\.paper))
        let transfer = try measured("--steps", "3", "--mode", "transfer")
        #expect(transfer.recovery == nil && transfer.transfer?.error(\.croquis) == usualTransfer.error(\.croquis))

        let paper = try measured("--steps", "3", "--method", "paper")
        #expect(paper.recovery?.croquis.isEmpty == true && paper.transfer?.croquis.isEmpty == true)
        #expect(paper.recovery?.error(\.paper) == usualRecovery.error(\.paper))

        let long = try measured("--steps", "9")
        #expect(long.recovery?.error(\.start) == usualRecovery.error(\.start))
        for layout in [\Layouts.paper, \.croquis] {
            #expect(long.recovery?.error(layout) != usualRecovery.error(layout))
        }

        let six = try measured("--steps", "3", "--starts", "6")
        #expect(six.transfer?.error(\.paper) != usualTransfer.error(\.paper))
        #expect(six.transfer?.error(\.croquis) != usualTransfer.error(\.croquis))

        let drawn = try measured("--steps", "3", "--start", "drawn")
        #expect(drawn.recovery?.error(\.start) == 0 && usualRecovery.error(\.start) ?? 0 > 0.1)
        let zero = try measured("--steps", "3", "--start", "zero", "--mode", "transfer")
        #expect(zero.transfer?.error(\.paper) != usualTransfer.error(\.paper))

        let two = try measured("--steps", "3", "--strokes", "random:1")
        #expect(try #require(two.recovery?.error(\.start)) < (usualRecovery.error(\.start) ?? 0))

        let among = try measured("--steps", "3", "--labels", "cat,house", "--mode", "transfer")
        #expect(among.transfer?.sketches == 4)
    }

    @Test func tablesForPeople() throws {
        let run = try evaluate([Self.sketches, "--count", "5", "--seeds", "2"])
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.count <= 100 })
        #expect(lines.contains { $0.hasPrefix("recovery of ") && $0.hasSuffix(", 2 seeds") })
        #expect(lines.contains("transfer of 5 sketches, 2 seeds"))
        let recovery = lines.filter { $0.hasPrefix("|") }.prefix { !$0.hasPrefix("| transfer") }
        #expect(recovery.count == 14)
        #expect(recovery.allSatisfy { $0.count == recovery[0].count && $0.count { $0 == "|" } == 6 })
        #expect(
            recovery[0]
                == "| recovery             |         original |            start |            paper |          croquis |"
        )
    }

    @Test func wrongUsage() throws {
        func message(_ arguments: [String]) throws -> String? {
            let run = try CommandRun.croquis(["invert", Self.sketches] + arguments)
            #expect(run.status == 64)
            return run.errors.split(separator: "\n").first.map(String.init)
        }
        #expect(try message(["--count", "3"]) == "Error: --count needs --evaluate")
        #expect(try message(["--seeds", "3"]) == "Error: --seeds needs --evaluate")
        #expect(try message(["--evaluate", "--count", "0"]) == "Error: --count must be from 1 to 1000000")
        #expect(try message(["--evaluate", "--seeds", "1001"]) == "Error: --seeds must be from 1 to 1000")
        for (arguments, reason) in [
            (["-o", "out"], "--evaluate prints a table and writes no files: leave out -o"),
            (["--force"], "--evaluate prints a table and writes no files: leave out --force"),
            (["--frames", "4"], "--evaluate writes no pictures: leave out --frames"),
            (["--no-pictures"], "--evaluate writes no pictures: leave out --no-pictures"),
            (
                ["--mode", "transfer", "--target", "cat"],
                "--evaluate picks each target at random, among --labels if given: leave out --target"
            ),
            (
                ["--strokes", "1,2"],
                "with --evaluate, --strokes must be random:N: a number means another stroke in each sketch"
            ),
            (
                ["--start", "5,5"],
                "with --evaluate, --start must be drawn, random or zero: an offset is in each sketch's own units"
            ),
            (["--tta", "3"], "--evaluate uses labelled sketches, and --tta would change nothing: leave it out"),
        ] {
            #expect(try message(["--evaluate"] + arguments) == "Error: " + reason)
        }
    }

    @Test func nothingToEvaluate() throws {
        let run = try evaluate([Self.sketches, "--labels", "cat", "-t", "take:1"])
        #expect(run.status == 65)
        #expect(run.errors.contains("with other labels, left out"), "\(run.errors)")
        let one = try evaluate([Self.sketches, "--labels", "cat"])
        #expect(one.status == 65)
        #expect(one.errors.hasPrefix("--labels: error: there is no label other than 'cat' to choose as the target"))
    }
}
