internal import Foundation
internal import TestSupport
internal import Testing

/// What is kept of what was refused, and how much of it is printed.
@Suite struct FaultFileTests {
    private let folder = TemporaryFolder()
    private static let good = #"{"word":"cat","drawing":[[[0,9],[3,4]]]}"#
    private static let bad = #"{"word":"cat","drawing":[[[0,9],[3]]]}"#

    private func croquis(_ arguments: String...) throws -> CommandRun {
        try CommandRun.croquis(arguments, in: folder.path)
    }

    private struct Line: Decodable {
        struct Fault: Decodable {
            var source: String
            var line: Int?
            var column: Int?
            var offset: Int?
            var record: Int?
            var message: String
            var reason: String
        }
        var error: Fault
    }

    private func errors(_ name: String) throws -> [Line.Fault] {
        try (folder.text(name) ?? "").split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8)).error
        }
    }

    private func count(_ name: String) throws -> Int { (folder.text(name) ?? "").split(separator: "\n").count }

    /// What was refused is mended and read again, and together with what was not it is everything.
    @Test(arguments: ["-j1", "-j4"], ["", "-t shuffle", "-t take:1000"])
    func rejectsAreMended(jobs: String, transform: String) throws {
        let lines = (0..<40).map { $0 % 4 == 1 ? Self.bad + (($0 == 5) ? "\r" : "") : Self.good }
        folder.write("\u{FEFF}" + lines.joined(separator: "\n"), to: "a.ndjson")
        let run = try CommandRun.shell(
            """
            code=0
            croquis convert a.ndjson -o good.ndjson --on-error skip --rejects bad.ndjson --errors errors.ndjson \
                \(transform) \(jobs) || code=$?
            test $code = 1
            sed 's/,\\[3\\]/,[3,4]/' bad.ndjson > mended.ndjson
            croquis convert mended.ndjson -o more.ndjson -q
            """,
            in: folder.path
        )
        #expect(run.status == 0, "\(run.errors)")
        let rejected = lines.filter { $0.hasPrefix(Self.bad) }.map { $0 + "\n" }.joined()
        #expect(folder.text("bad.ndjson") == rejected, "byte for byte")
        #expect(try count("good.ndjson") == 30 && count("more.ndjson") == 10)
        let errors = try errors("errors.ndjson")
        #expect(errors.map(\.line) == lines.indices.filter { $0 % 4 == 1 }.map { $0 + 1 })
        #expect(errors.allSatisfy { $0.source == "a.ndjson" && $0.reason == "unequalCoordinates" && $0.column == 26 })
    }

    /// What a transform, the output or its names refuse is kept as it was read, wherever it is refused.
    @Test(arguments: [
        "-o out.bin", "-o out.bin -t shuffle", "-o out/ --to svg --name '{word}'",
    ])
    func whatIsRefusedLater(output: String) throws {
        let far = #"{"drawing": [[[0,900],[3,4]]], "word":"cat"}"#
        folder.write([Self.good, far, Self.good].joined(separator: "\n") + "\n", to: "a.ndjson")
        let run = try CommandRun.shell(
            "croquis convert a.ndjson \(output) --on-error skip --rejects bad.ndjson -q || test $? = 1",
            in: folder.path
        )
        #expect(run.status == 0, "\(run.errors)")
        let rejected = folder.text("bad.ndjson") ?? ""
        switch output {
        case "-o out/ --to svg --name '{word}'": #expect(rejected == far + "\n" + Self.good + "\n")
        default: #expect(rejected == far + "\n")
        }
    }

    @Test func packedRecords() throws {
        var record = [UInt8](repeating: 0, count: 17)
        record[15] = 1
        let good = record + [2, 0, 1, 2, 3, 4]
        var flagged = good
        flagged[10] = 9
        let cut = Array(good.dropLast(2))
        folder.write(good + flagged + good + cut, to: "a.bin")
        let run = try croquis(
            "convert",
            "a.bin",
            "-o",
            "b.bin",
            "--on-error",
            "skip",
            "--rejects",
            "bad.bin",
            "--errors",
            "errors.ndjson"
        )
        #expect(run.status == 1, "\(run.errors)")
        #expect(folder.read("bad.bin") == flagged + cut && folder.read("b.bin")?.count == 2 * good.count)
        let errors = try errors("errors.ndjson")
        #expect(errors.map(\.record) == [1, 3] && errors.map(\.reason) == ["badRecognized", "cutStroke"])
    }

    @Test func everyVerbKeepsThem() throws {
        folder.write([Self.good, Self.bad].joined(separator: "\n"), to: "a.ndjson")
        for verb in [
            ["convert", "-o", "b.ndjson"], ["info"], ["validate"], ["show"], ["classify"], ["evaluate"],
            ["render", "-o", "b.png"], ["explain", "-o", "e"], ["invert", "-o", "i", "--no-pictures", "--steps", "1"],
        ] {
            let (errorFile, rejectFile) = ("errors-\(verb[0])", "bad-\(verb[0])")
            let run = try CommandRun.croquis(
                verb + ["a.ndjson", "--on-error", "skip", "--errors", errorFile, "--rejects", rejectFile],
                in: folder.path
            )
            #expect(run.status == 1, "\(verb): \(run.errors)")
            #expect(try errors(errorFile).map(\.line) == [2], "\(verb)")
            #expect(folder.text(rejectFile) == Self.bad + "\n", "\(verb)")
        }
    }

    /// A run that stops at a fault has kept it, and a run without one has made empty files.
    @Test func filesAreThereAtTheEnd() throws {
        folder.write([Self.bad, Self.bad].joined(separator: "\n"), to: "a.ndjson")
        folder.write(Self.good, to: "b.ndjson")
        #expect(try croquis("info", "a.ndjson", "--errors", "errors", "--rejects", "bad").status == 65)
        #expect(try errors("errors").count == 1 && count("bad") == 1)
        #expect(try croquis("info", "b.ndjson", "--errors", "none").status == 0)
        #expect(folder.text("none") == "")
        let again = try croquis("info", "b.ndjson", "--errors", "errors")
        #expect(again.status == 73 && again.errors.hasPrefix("errors: error: already exists"))
        #expect(try croquis("convert", "b.ndjson", "-o", "c.bin", "--errors", "errors", "--force").status == 0)
        #expect(folder.text("errors") == "")
    }

    @Test(arguments: [
        (["--errors", "-"], "--errors needs a file: results go to standard output"),
        (["--rejects", "-"], "--rejects needs a file: results go to standard output"),
        (["--rejects", "x", "--errors", "x"], "--errors and --rejects need two files"),
        (
            ["--rejects", "x", "cat.svg"],
            "cat.svg: error: a record of svg cannot be kept by itself; leave out --rejects; --errors names what was refused"
        ),
        (
            ["--rejects", "x", "b.bin"],
            "b.bin: error: its records and those of the inputs before it cannot be kept in one file"
        ),
    ])
    func wrongUse(arguments: [String], message: String) throws {
        folder.write(Self.good, to: "a.ndjson")
        folder.write([UInt8](repeating: 0, count: 15) + [1, 0, 1, 0, 1, 1], to: "b.bin")
        folder.write(TemporaryFolder.read(path: TestFiles.fixture("svg/cat.svg")) ?? [], to: "cat.svg")
        let run = try CommandRun.croquis(["validate", "a.ndjson"] + arguments, in: folder.path)
        #expect(run.status == 64)
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test func whatHasNoRecord() throws {
        folder.write("[" + Self.bad + "]", to: "a.json")
        let run = try croquis("info", "a.json", "--on-error", "skip", "--rejects", "bad")
        #expect(run.status == 1 && folder.text("bad") == "")
        #expect(run.errors.hasSuffix("not in bad, having no record that can be kept: 1\n"), "\(run.errors)")
    }

    // MARK: How much is printed

    @Test func tenOfAKind() throws {
        let lines = (0..<30).map { $0 < 25 ? Self.bad : $0 < 28 ? "[]" : Self.good }
        folder.write(lines.joined(separator: "\n"), to: "a.ndjson")
        let run = try croquis("convert", "a.ndjson", "-o", "b.ndjson", "--on-error", "skip")
        let said = run.errors.split(separator: "\n")
        #expect(said.filter { $0.contains(": error: stroke 1 has 2 x and 1 y") }.count == 10)
        #expect(said.filter { $0.contains(": error: expected a drawing") }.count == 3, "another kind: \(run.errors)")
        #expect(said.filter { $0 == "and 15 more like a.ndjson:1:26; --errors FILE keeps all" }.count == 1)
        #expect(said.last == "skipped: 28 that could not be read or written", "the summary is the last")
        let kept = try croquis("info", "a.ndjson", "--on-error", "skip", "--errors", "errors")
        #expect(kept.errors.contains("and 15 more like a.ndjson:1:26; all are in errors\n"))
        #expect(try errors("errors").count == 28)
        let json = try croquis("info", "a.ndjson", "--on-error", "skip", "--json")
        #expect(json.errors.contains(#"{"more":{"like":"a.ndjson:1:26","count":15}}"#))
        #expect(try croquis("validate", "a.ndjson").text.split(separator: "\n").count == 28, "they are the results")
    }

    @Test func tenNotesOfAKind() throws {
        for index in 0..<25 { folder.write("", to: "in/\(index).ndjson") }
        folder.write(Self.good, to: "in/good.ndjson")
        let run = try croquis("convert", "in", "-o", "b.ndjson")
        #expect(
            run.errors.split(separator: "\n").filter { $0.hasSuffix("is empty, so it holds no sketches") }.count == 10
        )
        #expect(run.errors.contains("and 15 more like in/0.ndjson\n"), "\(run.errors)")
    }
}
