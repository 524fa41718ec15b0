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
    }

    private struct Result: Decodable {
        var seeds: Int
        var withoutLayout: Int
        var unknownToJudge: Int
        var recovery: Layouts
        var transfer: Layouts
    }

    private func result(_ arguments: [String]) throws -> Result {
        let run = try evaluate(arguments + ["--json"])
        #expect(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Result.self, from: Data(run.output))
    }

    @Test func measuresBothModes() throws {
        let result = try result([Self.sketches, "--count", "8", "--seeds", "2"])
        #expect(result.seeds == 2 && result.unknownToJudge == 0)
        #expect(result.transfer.sketches == 8)
        // The stars are of one stroke.
        #expect(result.recovery.sketches + result.withoutLayout == 8 && result.withoutLayout > 0)
        let start = try #require(result.recovery.start["locationError"])
        #expect(start.low <= start.mean && start.mean <= start.high && start.spread != nil)
        #expect(start.sketches == result.recovery.sketches)
        #expect(result.recovery.original["retrieval"]?.mean == 1)
        #expect(result.recovery.original["locationError"] == nil && result.transfer.original.isEmpty)
        #expect(result.recovery.paper["seconds"] != nil && result.transfer.croquis["offCanvas"] != nil)
    }

    @Test func theSeedDecides() throws {
        func error(_ seed: String) throws -> Double? {
            try result([Self.sketches, "--count", "4", "--seeds", "1", "--seed", seed])
                .recovery.start["locationError"]?.mean
        }
        #expect(try error("1") == error("1"))
        #expect(try error("1") != error("2"))
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
        #expect(try message(["--count", "3"]) == "Error: --count goes with --evaluate")
        #expect(try message(["--seeds", "3"]) == "Error: --seeds goes with --evaluate")
        #expect(try message(["--evaluate", "--count", "0"]) == "Error: --count is from 1 to 1000000")
        #expect(try message(["--evaluate", "--seeds", "1001"]) == "Error: --seeds is from 1 to 1000")
    }

    @Test func nothingToEvaluate() throws {
        let run = try evaluate([Self.sketches, "--labels", "cat", "-t", "take:1"])
        #expect(run.status == 65)
        #expect(run.errors.contains("with other labels, left out"), "\(run.errors)")
    }
}
