internal import Foundation
internal import TestSupport
internal import Testing

/// What the command says when it is used wrongly, and what it says of itself.
@Suite struct UsageTests {
    private let folder = TemporaryFolder()

    private func croquis(_ arguments: [String], input: String = "") throws -> CommandRun {
        try CommandRun.croquis(arguments, input: Array(input.utf8), in: folder.path)
    }

    @Test(arguments: [
        (["convert", "none.ndjson", "-o", "x.bin"], 66, "none.ndjson: error: no such file or directory"),
        (["convert", "a.ndjson", "-o", "x.what"], 64, "x.what: error: the format cannot be told from the name"),
        (["convert", "a.ndjson", "-o", "x.bin", "--to", "what"], 64, "--to: error: there is no format 'what'"),
        (["convert", "a.ndjson", "-o", "x.bin", "--from", "what"], 64, "--from: error: there is no format 'what'"),
        (["convert", "a.ndjson", "-o", "x.bin", "--bogus"], 64, "Unknown option '--bogus'"),
        (["convert", "a.ndjson"], 64, "Missing expected argument '--output <out>'"),
        (["convert", "a.ndjson", "-o", "x.bin", "-t", "nothing"], 64, "-t: error: "),
        (["convert", "a.ndjson", "-o", "x.bin", "-t", "simplify:x"], 64, "-t: error: "),
        (["convert", "a.ndjson", "-o", "x.bin", "-j", "0"], 64, "-j must be at least 1"),
        (
            ["convert", "a.ndjson", "-o", "x.bin", "--to", "quickdraw-bin:precision=3"], 64,
            "--to: error: quickdraw-bin has no option 'precision'; it takes no options here\n"
        ),
        (
            ["convert", "a.ndjson", "-o", "x.npz", "--to", "stroke-3:dtype=int8"], 64,
            "--to: error: dtype cannot be 'int8'; give auto"
        ),
        (
            ["convert", "a.ndjson", "-o", "x.svg", "--to", "svg:fill=skip"], 64,
            "--to: error: fill applies to reading svg; give it with --from\n"
        ),
        (
            ["info", "a.ndjson", "--from", "svg:precision=1"], 64,
            "--from: error: precision applies to writing svg; give it with --to\n"
        ),
        (["info", "a.ndjson", "--from", "svg:tolerance=1,tolerance=1"], 64, "--from: error: tolerance is given twice"),
        (["info", "a.ndjson", "--from", "svg", "--from", "svg"], 64, "--from: error: svg is named twice"),
        (["convert", "a.ndjson", "-o", "x.svg", "--precision", "3"], 64, "Unknown option '--precision'"),
        (["convert", "a.ndjson", "-o", "/proc/none/x.bin"], 73, "/proc/none/x.bin: error: cannot be created"),
        (["convert", "a.ndjson", "-o", "x.bin", "--label", "a", "--label-from", "file"], 64, "not both"),
        (["convert", "noise.bin", "-o", "x.ndjson"], 65, "noise.bin:@0 (record 1): error: the file ends after 3"),
        (["convert", "noise", "-o", "x.ndjson"], 65, "noise: error: is not in a known format"),
        (["info", "empty"], 66, "empty: error: holds no file in a known format"),
        (["convert", "a.ndjson", "-o", "empty", "--to", "quickdraw-bin"], 64, "this is a directory"),
        (
            ["convert", "a.ndjson", "-o", "d/", "--to", "svg", "--name", "{bad}"], 64,
            "--name: error: there is no field {bad}"
        ),
        (["info", "a.ndjson", "--top=-1"], 64, "--top must be at least 0"),
        (["info", "a.ndjson", "-j9223372036854775807"], 64, "at most 1024"),
        (["formats", "what"], 64, "there is no format 'what'; the known formats are "),
    ])
    func wrongUse(arguments: [String], status: Int, message: String) throws {
        folder.write("{\"drawing\":[[[1,2],[3,4]]]}\n", to: "a.ndjson")
        folder.write([0xff, 0xfe, 0xfd], to: "noise.bin")
        folder.write([0xff, 0xfe, 0xfd], to: "noise")
        _ = try CommandRun.shell("mkdir -p empty", in: folder.path)
        let run = try croquis(arguments)
        #expect(Int(run.status) == status, "\(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(!folder.names.contains { $0.hasPrefix("x.") || $0.hasSuffix(".partial") })
    }

    /// What was meant, for names of every kind, in words and as JSON.
    @Test(arguments: [
        ("conver a.ndjson", "croquis", "did you mean convert?"),
        ("recognise a.ndjson", "croquis", "did you mean classify?"),
        ("hope", "croquis", "see croquis --help"),
        ("help tranforms", "croquis help", "did you mean transforms?"),
        ("formats npz", "croquis formats", "did you mean stroke-3, stroke-5?"),
        ("info a.ndjson --from npz", "--from", "did you mean stroke-3, stroke-5?"),
        ("convert a.ndjson -o b --to ndjson", "--to", "did you mean quickdraw-raw, quickdraw?"),
        ("convert a.ndjson -o b --to JSON", "--to", "did you mean quickdraw-raw, quickdraw?"),
        ("convert a.ndjson -o b --to bin", "--to", "did you mean quickdraw-bin?"),
        ("info a.ndjson -t simplfy:2", "-t", "did you mean simplify?"),
        ("classify a.ndjson --labels brid,cat", "--labels", "did you mean 'bird'"),
        ("evaluate a.ndjson --label brid", "--label", "did you mean 'bird'"),
        ("explain a.ndjson -o d --label brid", "--label", "did you mean 'bird'"),
        ("invert a.ndjson -o d --mode transfer --target brid", "--target", "did you mean 'bird'"),
    ])
    func whatWasMeant(line: String, source: String, advice: String) throws {
        folder.write("{\"drawing\":[[[1,2],[3,4]]]}\n", to: "a.ndjson")
        let arguments = line.split(separator: " ").map(String.init)
        let run = try croquis(arguments)
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.errors.hasPrefix("\(source): error: ") && run.errors.contains("; \(advice)"), "\(run.errors)")
        let json = try croquis(arguments + ["--json"])
        #expect(json.status == 64 && json.errors.hasPrefix(#"{"error":{"source":"\#(source)","#), "\(json.errors)")
        #expect(json.errors.contains(#","advice":"\#(advice)"#), "\(json.errors)")
    }

    @Test(arguments: [60, 80])
    func helpFitsTheTerminal(columns: Int) throws {
        let verbs = OptionTrial.usual.keys.sorted()
        for subject in verbs + ["help", "transforms", "naming"] {
            let run = try CommandRun.shell("COLUMNS=\(columns) croquis help \(subject)", in: folder.path)
            #expect(run.status == 0 && run.errors.isEmpty)
            let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
            for line in lines { #expect(line.count <= columns, "\(line)") }
            if subject == "convert", columns == 80 { #expect(lines.count < 60) }
            if verbs.contains(subject) { #expect(lines[2].hasPrefix("USAGE: croquis \(subject)"), "\(lines[2])") }
        }
        let help = try ["convert --help", "help convert"].map {
            try CommandRun.shell("COLUMNS=\(columns) croquis \($0)", in: folder.path).text
        }
        #expect(help[0] == help[1])
    }

    /// The options that people need first come first, and all others in groups.
    @Test func helpHasGroups() throws {
        let help = try croquis(["convert", "--help"]).text
        let headings = help.split(separator: "\n").filter { $0.hasSuffix(":") && !$0.hasPrefix(" ") }
        #expect(
            headings == [
                "ARGUMENTS:", "MAIN OPTIONS:", "INPUT OPTIONS:", "OUTPUT OPTIONS:",
                "DATA SET OPTIONS:", "GENERAL OPTIONS:", "EXAMPLES:",
            ]
        )
        let main = try #require(help.firstRange(of: "MAIN OPTIONS:"))
        let rest = try #require(help.firstRange(of: "INPUT OPTIONS:"))
        let names = help[main.upperBound..<rest.lowerBound].split(separator: "\n").filter { $0.hasPrefix("  -") }
        #expect(
            names.map { $0.split(separator: " ").first { $0.hasPrefix("--") } ?? "" } == [
                "--output", "--to", "--transform", "--from", "--force",
            ]
        )
    }

    @Test func errorsAsJSON() throws {
        folder.write("{\"drawing\":[[[1,2],[3,4]]]}\n{\"drawing\":7}\n", to: "a.ndjson")
        let run = try croquis(["convert", "a.ndjson", "-o", "x.bin", "--json"])
        #expect(run.status == 65)
        #expect(run.errors.hasPrefix(#"{"error":{"source":"a.ndjson","line":2,"column":12,"message":""#))
        #expect(run.errors.contains(#""reason":"unexpected"#))
        let validated = try croquis(["validate", "a.ndjson", "--json"])
        #expect(validated.text == run.errors)
    }

    /// Whatever refuses the arguments: the parser, a verb's own check, or the verb once it runs.
    @Test(arguments: [
        (["convert", "a.ndjson", "-o", "x.bin", "--bogus"], "croquis convert", "Unknown option '--bogus'"),
        (["convert", "a.ndjson"], "croquis convert", "Missing expected argument '--output <out>'"),
        (["info", "a.ndjson", "--top=-1"], "croquis info", "--top must be at least 0"),
        (["info", "a.ndjson", "--on-error", "hope"], "croquis info", "The value 'hope' is invalid for '--on-error"),
        (["hope"], "croquis", "there is no verb 'hope'"),
        (["help", "hope"], "croquis help", "there is no verb 'hope'"),
        (["info", "a.ndjson", "--from", "what"], "--from", "there is no format 'what'"),
    ])
    func usageErrorsAsJSON(arguments: [String], source: String, message: String) throws {
        folder.write("{\"drawing\":[[[1,2],[3,4]]]}\n", to: "a.ndjson")
        let run = try croquis(arguments + ["--json"])
        #expect(run.status == 64)
        #expect(run.output.isEmpty && run.errors.count { $0 == "\n" } == 1, "\(run.errors)")
        #expect(run.errors.hasPrefix(#"{"error":{"source":"\#(source)","message":"\#(message)"#), "\(run.errors)")
        #expect(run.errors.hasSuffix("\"}}\n"))
    }

    /// Lines, columns, records and strokes count from 1 for people; JSON's records count from 0, as its indices do.
    @Test func countingFromOne() throws {
        folder.write("{\"word\":\"a\",\"drawing\":[[[1],[3]],[[1],[3,4]]]}\n", to: "a.ndjson")
        #expect(try croquis(["validate", "a.ndjson"]).text == "a.ndjson:1:34: error: stroke 2 has 1 x and 2 y\n")
        folder.write([0xff, 0xfe, 0xfd], to: "noise.bin")
        #expect(try croquis(["validate", "noise.bin"]).text.hasPrefix("noise.bin:@0 (record 1): error: "))
        #expect(try croquis(["validate", "noise.bin", "--json"]).text.contains(#""offset":0,"record":0,"#))
    }

    @Test func validateListsEveryFault() throws {
        folder.write("{\"drawing\":7}\n{\"drawing\":[[[1,2],[3,4]]]}\n{\n", to: "a.ndjson")
        let run = try croquis(["validate", "a.ndjson"])
        #expect(run.status == 1)
        let lines = run.text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("a.ndjson:1:12: error: ") == true)
        #expect(lines.last?.hasPrefix("a.ndjson:3:2: error: ") == true)
        #expect(run.errors == "1 sketch read, 2 faults\n")
        let good = try croquis(["validate", "-"], input: "{\"drawing\":[]}\n")
        #expect(good.status == 0)
        #expect(good.text.isEmpty)
    }

    @Test func validateStopsIfItIsToldTo() throws {
        folder.write("{\"drawing\":7}\n{\"drawing\":8}\n", to: "a.ndjson")
        let run = try croquis(["validate", "a.ndjson", "--on-error", "stop"])
        #expect(run.status == 65 && run.output.isEmpty)
        #expect(run.errors.hasPrefix("a.ndjson:1:12: error: "))
        for option in [["--label", "cat"], ["--label-from", "file"]] {
            #expect(try croquis(["validate", "a.ndjson"] + option).status == 64)
        }
    }

    @Test func infoFitsSixtyColumns() throws {
        let labels = ["cat", "a label that goes on for longer than anyone would like", "dog"]
        let lines = (0..<300).map {
            "{\"word\":\"\(labels[$0 % 3])\",\"countrycode\":\"DE\",\"drawing\":[[[1,2],[3,\($0)]]]}\n"
        }
        folder.write(lines.joined(), to: "a.ndjson")
        let run = try croquis(["info", "a.ndjson"])
        #expect(run.status == 0)
        for line in run.text.split(separator: "\n") { #expect(line.count <= 60, "\(line)") }
        #expect(run.text.contains("sketches   300") || run.text.contains("sketches  300"))
        let json = try croquis(["info", "a.ndjson", "--json"])
        #expect(json.text.hasPrefix(#"{"sketches":300,"strokes":300,"points":600,"#))
    }

    @Test func infoPrintsNumbersOfAnySize() throws {
        folder.write(#"{"drawing":[[[-1e308,1e308],[-7.25,1e16],[-1e308,1e308]]]}"# + "\n", to: "a.ndjson")
        let run = try croquis(["info", "a.ndjson"])
        #expect(run.text.contains("-1e+308 … 1e+308\n"))
        #expect(run.text.contains("-7.25 … 1e+16\n"))
        let json = try croquis(["info", "a.ndjson", "--json"])
        #expect(json.text.contains(#""range":{"minX":-1e+308,"minY":-7.25,"maxX":1e+308,"maxY":1e+16}"#))
        #expect(json.text.contains(#""longestMilliseconds":null"#))
    }

    @Test func formatsTellEveryOption() throws {
        struct Format: Decodable {
            struct Option: Decodable {
                var name, form, summary: String
                var reading, writing: Bool
                var choices: [String]
            }
            var name, summary: String
            var canRead, canWrite: Bool
            var options: [Option]
        }
        let json = try croquis(["formats", "--json"]).output
        let formats = try JSONDecoder().decode([Format].self, from: Data(json))
        #expect(formats.contains { !$0.options.isEmpty })
        let help = try croquis(["help", "formats"]).text
        let script = try croquis(["--generate-completion-script", "bash"]).text
        for format in formats {
            #expect(help.contains("\n\(format.name)\n"))
            #expect(script.contains(format.name))
            let run = try croquis(["formats", format.name])
            #expect(run.status == 0)
            for option in format.options {
                #expect(run.text.contains("\n      \(option.name)=\(option.form)\n"), "\(run.text)")
                #expect(option.reading || option.writing)
            }
        }
    }

    @Test func versionAndTopics() throws {
        #expect(try croquis(["--version"]).text == "0.1.0\n")
        #expect(try croquis(["help", "naming"]).text.contains("EXIT CODES"))
        #expect(
            try croquis(["help", "transforms"]).text.contains("\n  simplify:EPS[,segment]|points=N\n      simplify ")
        )
        #expect(try croquis(["help"]).text == croquis(["--help"]).text)
        #expect(try croquis(["help"]).text.split(separator: "\n").count < 40)
    }

    @Test func completionsKnowNames() throws {
        for shell in ["bash", "zsh", "fish"] {
            let script = try croquis(["--generate-completion-script", shell])
            #expect(script.status == 0)
            for name in [
                "convert", "naming", "transforms", "quickdraw-bin", "stroke-5", "google28", "locations",
                "simplify:points=",
                "flip:vertical", "shuffle", "---completion",
            ] { #expect(script.text.contains(name), "\(shell): \(name)") }
            if shell != "fish" { #expect(script.text.split(separator: "_croquis_help() {").count == 2) }
        }
        let labels = try croquis([
            "---completion", "classify", "--", "--labels", "3", "7", "croquis", "classify", "--labels", "cat,bir",
        ])
        #expect(labels.text.contains("cat,bird\n"))
        folder.write(try TestModel.bytes(labels: ["one", "two"]), to: "m")
        let own = try croquis([
            "---completion", "invert", "--", "--target", "5", "0", "croquis", "invert", "--model", "m", "--target", "",
        ])
        #expect(own.text == "one\ntwo\n", "\(own.text) \(own.errors)")
    }

    /// What a shell offers for the words of a line, the last of which is not complete.
    @Test(arguments: [
        ("croquis conv", ["convert"]), ("croquis help nam", ["naming"]),
        ("croquis convert --to quickdraw-r", ["quickdraw-raw"]),
        ("croquis render --preset goog", ["google28"]), ("croquis convert -t shuf", ["shuffle"]),
    ])
    func bashCompletes(line: String, words: [String]) throws {
        let run = try CommandRun.shell(
            """
            set +u; croquis --generate-completion-script bash > script; . ./script
            COMP_WORDS=(\(line)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
            _croquis croquis "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" || true
            printf '%s\\n' "${COMPREPLY[@]}"
            """,
            in: folder.path
        )
        let found = run.text.split(separator: "\n").map { $0.filter { $0 != " " } }
        #expect(Set(words).isSubset(of: found), "\(run.text) \(run.errors)")
    }

    @Test func aClosedPipeEndsQuietly() throws {
        let line = "{\"drawing\":[[[1,2],[3,4]]]}\n"
        folder.write(String(repeating: line, count: 50_000), to: "a.ndjson")
        let run = try CommandRun.shell(
            "set +o pipefail; croquis convert a.ndjson -o - --to quickdraw | head -n 2",
            in: folder.path
        )
        #expect(run.text.split(separator: "\n").count == 2)
        #expect(run.errors.isEmpty)
    }

    @Test func aFullDiskIsAnErrorOfItsOwn() throws {
        folder.write("{\"drawing\":[[[1,2],[3,4]]]}\n", to: "a.ndjson")
        let run = try CommandRun.shell("croquis convert a.ndjson -o - --to quickdraw > /dev/full", in: folder.path)
        #expect(run.status == 74)
        #expect(run.errors == "-: error: cannot be written: No space left on device\n")
    }

    @Test(arguments: ["info a.ndjson", "info a.ndjson --json", "formats", "validate b.ndjson"])
    func resultsThatCannotBePrintedAreAnError(arguments: String) throws {
        folder.write("{\"drawing\":[[[1,2],[3,4]]]}\n", to: "a.ndjson")
        folder.write("{\"drawing\":7}\n", to: "b.ndjson")
        let run = try CommandRun.shell("croquis \(arguments) > /dev/full", in: folder.path)
        #expect(run.status == 74)
    }

    @Test func aFirstRecordThatIsBrokenHasItsPlace() throws {
        folder.write("garbage\n{\"drawing\":[]}\n", to: "a.ndjson")
        let run = try croquis(["validate", "a.ndjson"])
        #expect(run.text.hasPrefix("a.ndjson:1:1: error: "))
        #expect(run.errors == "1 sketch read, 1 fault\n")
        #expect(try croquis(["convert", "-", "-o", "-", "--to", "quickdraw"]).status == 0)
    }

    @Test func controlCharactersDoNotReachTheTerminal() throws {
        folder.write("{\"word\":\"a\\u001b[31m\",\"drawing\":[]}\n", to: "a.ndjson")
        let run = try croquis(["info", "a.ndjson"])
        #expect(!run.output.contains(0x1b))
        #expect(run.text.contains("a\\u{1b}[31m"))
    }

    @Test func aPipeWithANameIsWrittenNotReplaced() throws {
        folder.write("{\"word\":\"a\",\"drawing\":[]}\n", to: "a.ndjson")
        let run = try CommandRun.shell(
            """
            mkfifo pipe; timeout 20 cat pipe > got &
            timeout 20 croquis convert a.ndjson -o pipe --to quickdraw --force -q; wait; cat got; test -p pipe
            """,
            in: folder.path
        )
        #expect(run.status == 0)
        #expect(run.text == "{\"word\":\"a\",\"drawing\":[]}\n")
    }

    /// Also those of the names of old. A file that a living program has locked stays.
    @Test func aKilledRunStandsInNobodysWay() throws {
        let run = try CommandRun.shell(
            """
            yes '{"drawing":[[[1,2],[3,4]]]}' | timeout -s KILL 1 croquis convert - -o big.bin -q || true
            touch .croquis.1.1.partial .croquis.fedcba9876543210.partial .croquis.0123456789abcdef.partial
            echo '{"drawing":[]}' | flock .croquis.0123456789abcdef.partial croquis convert - -o big.bin -q
            ls -A
            """,
            in: folder.path
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text == ".croquis.0123456789abcdef.partial\nbig.bin\n")
    }

    @Test(arguments: ["TERM", "INT", "HUP"], ["-o big.bin", "-o tree/ --to svg"])
    func anInterruptLeavesWholeFilesOnly(signal: String, output: String) throws {
        let run = try CommandRun.shell(
            """
            yes '{"drawing":[[[1,2],[3,4]]]}' | timeout -k 9 -s \(signal) 1 croquis convert - \(output) -q || true
            ls -A . tree 2>/dev/null | grep -c -e partial -e big.bin || true
            """,
            in: folder.path
        )
        #expect(run.text == "0\n")
    }
}
