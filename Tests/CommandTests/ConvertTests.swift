internal import TestSupport
internal import Testing

/// `croquis convert` as a process.
@Suite struct ConvertTests {
    private let folder = TemporaryFolder()
    private let cat =
        #"{"word":"cat","countrycode":"DE","timestamp":"2017-03-02 23:25:10.07453 UTC","recognized":true,"key_id":"5201136883597312","drawing":[[[0,10,255],[7,8,9]],[[1,2],[3,4]]]}"#
    private let dog = #"{"word":"dog","key_id":"18446744073709551615","drawing":[[[5,6],[5,6]]]}"#

    private func croquis(_ arguments: String..., input: String = "") throws -> CommandRun {
        try CommandRun.croquis(arguments, input: Array(input.utf8), in: folder.path)
    }

    @Test func streamsFromStandardInputToStandardOutput() throws {
        let run = try croquis("convert", "-", "-o", "-", "--to", "quickdraw-raw", input: cat + "\n" + dog + "\n")
        #expect(run.status == 0)
        #expect(run.text == cat + "\n" + dog + "\n")
        #expect(run.errors == "read 2 sketches (quickdraw), wrote 2 to standard output (quickdraw-raw)\n")
    }

    @Test func quietSaysNothing() throws {
        let run = try croquis("convert", "-q", "-o", "-", "--to", "quickdraw", input: cat)
        #expect(run.text == cat + "\n")
        #expect(run.errors.isEmpty)
    }

    @Test func reportsWhatIsLost() throws {
        folder.write(cat + "\n" + dog + "\n", to: "pets.ndjson")
        let run = try croquis("convert", "pets.ndjson", "-o", "pets.bin")
        #expect(run.status == 0)
        #expect(
            run.errors == """
                read 2 sketches (quickdraw), wrote 2 to pets.bin (quickdraw-bin)
                lost: labels dropped: 2 sketches
                lost: missing recognized flags set to false: 1 sketch
                lost: fractions of seconds dropped from timestamps: 1 sketch

                """
        )
        let back = try croquis("convert", "pets.bin", "-o", "back.ndjson", "--label", "pet", "--json")
        #expect(back.text.contains(#""labels":{"option":2}"#))
        #expect(folder.text("back.ndjson")?.contains(#""word":"pet""#) == true)
    }

    @Test func writesCSVAndReadsItBack() throws {
        folder.write(cat + "\n" + dog + "\n", to: "pets.ndjson")
        let run = try croquis("convert", "pets.ndjson", "-o", "pets.csv.gz", "--shard-size", "1")
        #expect(run.status == 0 && !run.errors.contains("lost"))
        // Each shard has a header.
        let back = try croquis(
            "convert",
            "pets-00000-of-00002.csv.gz",
            "pets-00001-of-00002.csv.gz",
            "-o",
            "-",
            "--to",
            "quickdraw"
        )
        #expect(back.text == cat + "\n" + dog + "\n")

        let bad = "8,DE,\"[[[1], [3, 4]]]\"\n"
        folder.write("key_id,countrycode,drawing\n7,DE,\"[[[1, 2], [3, 4]]]\"\n" + bad, to: "owl.csv")
        let options = ["-o", "-", "--to", "quickdraw", "--on-error", "skip", "--rejects", "bad.csv"]
        let test = try CommandRun.croquis(["convert", "owl.csv"] + options, in: folder.path)
        #expect(test.status == 1)
        let owl = #"{"word":"owl","countrycode":"DE","key_id":"7","drawing":[[[1,2],[3,4]]]}"#
        #expect(test.text == owl + "\n")
        #expect(test.errors.contains("owl.csv:3:8: error: stroke 1 has 1 x and 2 y"))
        #expect(folder.text("bad.csv") == bad)
    }

    @Test func refusesToReplaceWithoutForce() throws {
        folder.write(cat, to: "a.ndjson")
        folder.write("precious", to: "b.bin")
        let run = try croquis("convert", "a.ndjson", "-o", "b.bin")
        #expect(run.status == 73)
        #expect(
            run.errors == "b.bin: error: already exists; give another name, or --force to replace it\n"
        )
        #expect(folder.text("b.bin") == "precious")
        #expect(try croquis("convert", "a.ndjson", "-o", "b.bin", "-f", "-q").status == 0)
        #expect(folder.text("b.bin") != "precious")
    }

    @Test func aFaultLeavesNothingBehind() throws {
        folder.write(cat + "\n{\"drawing\":[[[1],[2,3]]]}\n", to: "a.ndjson")
        let run = try croquis("convert", "a.ndjson", "-o", "b.bin")
        #expect(run.status == 65)
        #expect(run.errors.hasPrefix("a.ndjson:2:"))
        #expect(folder.names == ["a.ndjson"])
    }

    @Test func skippingGoesOnAndExitsWithOne() throws {
        folder.write(cat + "\n{\"drawing\":[[[1],[2,3]]]}\n" + dog + "\n", to: "a.ndjson")
        let run = try croquis("convert", "a.ndjson", "-o", "b.ndjson", "--on-error", "skip")
        #expect(run.status == 1)
        #expect(folder.text("b.ndjson") == cat + "\n" + dog + "\n")
        #expect(run.errors.contains("skipped: 1 that could not be read or written"))
    }

    @Test func bytesDoNotDependOnTheJobs() throws {
        let lines = (0..<3000).map { "{\"word\":\"w\($0 % 7)\",\"drawing\":[[[\($0 % 256),3,9],[1,2,\($0 % 11)]]]}\n" }
        folder.write(lines.joined(), to: "a.ndjson")
        for target in [
            "x.npz", "x.bin", "x.ndjson.gz", "x.tfrecord", "y.tfrecord.gz", "x.parquet", "x.arrow", "x.parquet.gz",
        ] {
            var all: [[UInt8]?] = []
            for jobs in ["1", "2", "7"] {
                let run = try croquis(
                    "convert",
                    "a.ndjson",
                    "-t",
                    "drop-points:0.3",
                    "-t",
                    "shuffle",
                    "-t",
                    "sample:2000",
                    "-o",
                    jobs + target,
                    "-j",
                    jobs,
                    "--seed",
                    "5"
                )
                #expect(run.status == 0, "\(run.errors)")
                all.append(folder.read(jobs + target))
            }
            #expect(all[0] != nil && all[0] == all[1] && all[1] == all[2], "\(target)")
        }
    }

    @Test func gzipIsSeenThroughOnBothSides() throws {
        #expect(try croquis("convert", "-", "-o", "a.ndjson.gz", "-q", input: cat + "\n").status == 0)
        #expect(folder.read("a.ndjson.gz")?.prefix(2) == [0x1f, 0x8b])
        let zcat = try CommandRun.shell("gzip -t a.ndjson.gz && zcat a.ndjson.gz", in: folder.path)
        #expect(zcat.text == cat + "\n")
        #expect(try croquis("convert", "a.ndjson.gz", "-o", "-", "--to", "quickdraw").text == cat + "\n")
    }

    /// What lies about in folders of drawings, by its names as much as not.
    @Test func filesOfFoldersThatHoldNoDrawingsArePassedOver() throws {
        folder.write(
            #"<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0L9 9" stroke="red" fill="none"/></svg>"#,
            to: "tree/owl.svg"
        )
        folder.write("{\n  \"name\": \"icons\",\n  \"version\": \"1\"\n}\n", to: "tree/package.json")
        folder.write((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37) }, to: "tree/model.bin")
        folder.write("# Icons\n", to: "tree/README.md")
        folder.write("<html></html>", to: "tree/page.svg")
        let array = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 8), }"
        let header = array + String(repeating: " ", count: 117 - array.utf8.count) + "\n"
        let magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0] as [UInt8]
        folder.write(magic + Array(header.utf8) + [UInt8](repeating: 0, count: 32), to: "tree/features.npy")
        let run = try croquis("convert", "tree", "-o", "out.ndjson")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.errors == """
                read 1 sketch (svg), wrote 1 to out.ndjson (quickdraw-raw)
                passed over: 5 files that don't contain drawings
                label: from the file's name for 1 sketch

                """
        )
        let json = try croquis("info", "tree", "--json")
        #expect(json.text.contains(#""passedOver":5"#))
        #expect(
            try croquis("validate", "tree").errors
                == "1 sketch read, 0 faults\npassed over: 5 files that don't contain drawings\n"
        )
        // Named, each is a fault, and one.
        for name in ["package.json", "features.npy", "model.bin", "page.svg", "README.md"] {
            let named = try croquis("validate", "tree/" + name)
            #expect(named.status == 1)
            #expect(named.errors == "0 sketches read, 1 fault\n", "\(name)")
        }
        _ = try CommandRun.shell("rm tree/owl.svg", in: folder.path)
        #expect(try croquis("info", "tree").errors == "tree: error: holds no file in a known format\n")
    }

    /// Drawings with faults among them are no files of another kind.
    @Test func damagedFilesOfFoldersAreFaults() throws {
        folder.write("garbage\n" + cat + "\n", to: "tree/a.ndjson")
        folder.write(#"<svg xmlns="http://www.w3.org/2000/svg"><path"#, to: "tree/b.svg")
        let run = try croquis("validate", "tree")
        #expect(run.status == 1)
        #expect(run.errors == "1 sketch read, 2 faults\n")
    }

    @Test func zstdIsSeenThroughOnBothSides() throws {
        let lines = (0..<3000).map { "{\"word\":\"w\",\"drawing\":[[[\($0 % 256),3],[1,\($0 % 11)]]]}\n" }.joined()
        folder.write(lines, to: "a.ndjson")
        for jobs in ["1", "3"] {
            #expect(try croquis("convert", "a.ndjson", "-o", "\(jobs).ndjson.zst", "-q", "-j", jobs).status == 0)
            #expect(try croquis("convert", "\(jobs).ndjson.zst", "-o", "-", "--to", "quickdraw").text == lines)
        }
        #expect(folder.read("1.ndjson.zst") == folder.read("3.ndjson.zst"))
        #expect((folder.read("1.ndjson.zst")?.count ?? .max) < lines.utf8.count / 4)
        // Formats whose beginning is written last.
        #expect(try croquis("convert", "1.ndjson.zst", "-o", "a.npz.zst", "-q").status == 0)
        let back = try croquis("convert", "a.npz.zst", "-o", "-", "--to", "quickdraw", "--label-from", "file")
        #expect(back.text.count > 100_000)
        #expect(try croquis("render", "1.ndjson.zst", "-o", "a.npy.zst", "--size", "8", "-q").status == 0)
        #expect(folder.read("a.npy.zst")?.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) == true)
        folder.write(folder.read("1.ndjson.zst")?.dropLast(5).map(\.self) ?? [], to: "cut.ndjson.zst")
        let cut = try croquis("convert", "cut.ndjson.zst", "-o", "x.ndjson")
        #expect(cut.status == 65)
        #expect(cut.errors.contains("the zstd data ends too early"))
    }

    @Test func readsListsOfNamesWithNUL() throws {
        folder.write(cat + "\n", to: "a\nb.ndjson")
        folder.write(dog + "\n", to: "#c.ndjson")
        let run = try CommandRun.shell(
            "find . -name '*.ndjson' -print0 | sort -z | croquis convert --files0-from - -o - --to quickdraw",
            in: folder.path
        )
        #expect(run.text == dog + "\n" + cat + "\n")
        folder.write("a\0b\0", to: "list")
        let wrong = try croquis("info", "--files-from", "list")
        #expect(wrong.status == 65)
        #expect(
            wrong.errors
                == "list: error: contains a NUL, so it isn't a list of one name per line; read it with --files0-from\n"
        )
        #expect(try croquis("info", "--files-from", "-", "-").status == 64)
    }

    /// Names that are no UTF-8, from the command's arguments, a folder and a list, to an output's name and messages.
    @Test func namesNeedNotBeUTF8() throws {
        let run = try CommandRun.shell(
            """
            mkdir tree && printf '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0L9 9" stroke="red"/></svg>' > $'tree/\\xff.svg'
            croquis convert $'tree/\\xff.svg' -o $'\\xfe.ndjson' -q
            croquis convert tree/ -o out/ --to svg --name '{source}' -q
            find tree -name '*.svg' -print0 | croquis convert --files0-from - -o list.ndjson -q --label-from folder
            echo tree/*.svg | croquis convert --files-from - -o lines.ndjson --label-from file
            croquis info $'none\\xff' || croquis info $'none\\xff' --json || true
            ls -A . out | LC_ALL=C od -An -c | tr -d ' \\n'
            """,
            in: folder.path
        )
        #expect(run.status == 0)
        #expect(run.text == #".:\nlines.ndjson\nlist.ndjson\nout\ntree\n376.ndjson\n\nout:\n377.svg\n"#, "\(run.text)")
        #expect(run.errors.contains(#"none\xff: error: no such file or directory"#), "\(run.errors)")
        #expect(run.errors.contains(#"{"error":{"source":"none\\xff","#), "\(run.errors)")
        #expect(folder.text("lines.ndjson")?.contains("\"word\":\"\u{fffd}\"") == true)
        #expect(folder.text("list.ndjson")?.contains("\"word\":\"tree\"") == true)
    }

    @Test(arguments: ["a.svg", "a.npz", "a.npy", "a.bin", "a.ndjson", "a", "-", "a.svg.gz", "a.what"])
    func anEmptyFileHoldsNoSketches(name: String) throws {
        let nothing: [UInt8] =
            name.hasSuffix(".gz") ? [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0] : []
        if name != "-" { folder.write(nothing, to: name) }
        let run = try croquis("convert", name, "-o", "out.ndjson")
        #expect(run.status == 0)
        #expect(
            run.errors == """
                read 0 sketches, wrote 0 to out.ndjson (quickdraw-raw)
                \(name): is empty, so it holds no sketches

                """
        )
        #expect(try croquis("validate", name, "--from", "svg").status == 0)
    }

    @Test func writesATreeOfDrawingsAndReadsItBack() throws {
        folder.write(cat + "\n" + dog + "\n" + cat + "\n", to: "a.ndjson")
        let run = try croquis("convert", "a.ndjson", "-o", "tree", "--to", "svg", "--name", "{word}/{index:03}")
        #expect(run.status == 0)
        #expect(folder.names == ["a.ndjson", "tree/cat/000.svg", "tree/cat/002.svg", "tree/dog/001.svg"])
        let back = try croquis("convert", "tree", "-o", "-", "--to", "quickdraw-raw")
        #expect(back.text == cat + "\n" + cat + "\n" + dog + "\n")
    }

    @Test func refusesClashingAndEscapingNames() throws {
        folder.write(cat + "\n" + cat + "\n", to: "a.ndjson")
        let clash = try croquis("convert", "a.ndjson", "-o", "tree/", "--to", "svg", "--name", "{word}")
        #expect(clash.status == 73)
        #expect(
            clash.errors
                == "a.ndjson:2:1: error: a second sketch would be named 'cat.svg'; choose names with --name, such as '{word}/{index}'\n"
        )
        let escape = try croquis("convert", "a.ndjson", "-o", "tree2/", "--to", "svg", "--name", "../{index}")
        #expect(escape.status == 73)
        #expect(
            escape.errors
                == "a.ndjson:1:1: error: cannot name a file '../0': it leaves the directory; choose names with --name, such as '{index}'\n"
        )
        #expect(!folder.names.contains("0.svg"))
    }

    @Test func skippingGoesOnBehindAClash() throws {
        folder.write(cat + "\n" + dog + "\n" + cat + "\n" + dog + "\n", to: "a.ndjson")
        for verb in ["convert", "render"] {
            let kind = verb == "convert" ? "svg" : "png"
            let run = try croquis(
                verb,
                "a.ndjson",
                "-o",
                "\(verb)/",
                "--to",
                kind,
                "--name",
                "{word}",
                "--on-error",
                "skip"
            )
            #expect(run.status == 1)
            #expect(
                run.errors == """
                    a.ndjson:3:1: error: a second sketch would be named 'cat.\(kind)'; choose names with --name, such as '{word}/{index}'
                    a.ndjson:4:1: error: a second sketch would be named 'dog.\(kind)'; choose names with --name, such as '{word}/{index}'
                    read 4 sketches (quickdraw), wrote 2 to \(verb)/ (\(kind))
                    skipped: 2 that could not be read or written

                    """
            )
            #expect(folder.names.filter { $0.hasPrefix(verb) } == ["\(verb)/cat.\(kind)", "\(verb)/dog.\(kind)"])
        }
    }

    /// Colours, widths, names, groups and the page stay; what does not is counted in shapes.
    @Test func whatADrawingSaysOfItsStrokesStays() throws {
        folder.write(
            """
            <svg viewBox="0 0 9 8"><g id="ink"><path id="a" stroke="#0072b2" stroke-width="2" fill="red" d="M0 0L9 8"/>
            <path d="M0 0h1"/><path d="M1 1h1"/></g></svg>
            """,
            to: "a.svg"
        )
        let run = try croquis("convert", "a.svg", "-o", "b.svg")
        #expect(run.errors.contains("lost: fills of stroked shapes dropped: 1 shape\n"), "\(run.errors)")
        #expect(run.errors.contains("(svg:fill=outline reads them): 2 shapes\n"), "\(run.errors)")
        let written = try #require(folder.text("b.svg"))
        #expect(written.contains("viewBox=\"0 0 9 8\""))
        #expect(
            written.contains(
                "<g id=\"ink\">\n<path id=\"a\" stroke=\"#0072b2\" stroke-width=\"2\" data-part=\"ink\" d=\"M0,0 L9,8\"/>\n</g>"
            )
        )
        let again = try croquis("convert", "b.svg", "-o", "c.svg")
        #expect(!again.errors.contains("lost:"), "\(again.errors)")
        #expect(folder.text("c.svg") == written)
    }

    @Test func namesSortAndSayWhatStandsIn() throws {
        folder.write(dog + "\n{\"word\":\"Dog\",\"drawing\":[]}\n" + cat + "\n", to: "a.ndjson")
        let plain = try croquis("convert", "a.ndjson", "-o", "plain/", "--to", "svg")
        #expect(plain.errors == "read 3 sketches (quickdraw), wrote 3 to plain/ (svg)\n")
        #expect(folder.names.contains("plain/000002.svg"))
        let named = try croquis("convert", "a.ndjson", "-o", "named/", "--to", "svg", "--name", "{word}/{id}")
        #expect(
            named.errors == """
                read 3 sketches (quickdraw), wrote 3 to named/ (svg)
                names: {index} instead of {id} for 1 sketch
                names: 'dog' and 'Dog' are the same where case is ignored

                """
        )
        #expect(folder.names.contains("named/Dog/1.svg"))
    }

    /// A label and the name of an input that together would have led out of the directory.
    @Test func noLabelAndNoInputLeaveTheDirectory() throws {
        folder.write(#"{"word":"..","drawing":[[[1,2],[3,4]]]}"# + "\n", to: "\u{301}a.ndjson")
        let run = try CommandRun.shell(
            "croquis convert *a.ndjson -o out/ --to svg --name '{word}/{source}' || true; find . -name '*.svg'",
            in: folder.path
        )
        #expect(run.text.isEmpty)
        #expect(run.errors.contains("it leaves the directory"))
    }

    @Test func oneDrawingFitsOneFile() throws {
        folder.write(cat + "\n" + dog + "\n", to: "a.ndjson")
        #expect(try croquis("convert", "a.ndjson", "-t", "take:1", "-o", "one.svg", "-q").status == 0)
        let two = try croquis("convert", "a.ndjson", "-o", "two.svg")
        #expect(two.status == 64)
        #expect(
            two.errors
                == "two.svg: error: holds one sketch per file in svg, and there are more; give a directory: -o DIR/\n"
        )
    }

    @Test func readsListsOfFiles() throws {
        folder.write(cat + "\n", to: "a.ndjson")
        folder.write(dog + "\n", to: "b c.ndjson")
        folder.write("# two files\n\na.ndjson\nb c.ndjson\n", to: "list")
        let run = try croquis("convert", "--files-from", "list", "-o", "-", "--to", "quickdraw")
        #expect(run.text == cat + "\n" + dog + "\n")
    }
}
