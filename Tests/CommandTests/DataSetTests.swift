internal import TestSupport
internal import Testing

/// A data set made by `croquis convert` and `croquis render` as processes: parts, classes, names, shards.
@Suite struct DataSetTests {
    private let folder = TemporaryFolder()
    private static let labels = ["owl", "cat", "bee"]

    /// 40 drawings of each label, each another, with ids.
    init() {
        for (place, label) in Self.labels.enumerated() {
            let lines = (0..<40).map { index in
                let id = 1000 * (place + 1) + index
                return
                    #"{"word":"\#(label)","key_id":"\#(id)","drawing":[[[\#(index),\#(200 - index)],[\#(place),99]]]}"#
            }
            folder.write(lines.map { $0 + "\n" }.joined(), to: "\(label).ndjson")
        }
    }

    private func croquis(_ arguments: String..., input: String = "") throws -> CommandRun {
        try CommandRun.croquis(arguments, input: Array(input.utf8), in: folder.path)
    }

    private func shell(_ line: String) throws -> CommandRun { try CommandRun.shell(line, in: folder.path) }

    /// Runs commands that must work.
    private func work(_ lines: String...) throws {
        for line in lines {
            let run = try shell(line)
            #expect(run.status == 0, "\(line)\n\(run.errors)")
        }
    }

    /// The sorted ids in NDJSON.
    private func ids(_ name: String) -> [String] {
        (folder.text(name) ?? "").split(separator: "\n").compactMap { line in
            line.firstRange(of: #""key_id":""#).map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
        }.sorted()
    }

    private static let shares = "--split train=0.7,valid=0.15,test=0.15"

    @Test(arguments: [shares, shares + " --stratify label", "--split train=90,valid=18,test=12"])
    func everyOutputHasTheSameParts(split: String) throws {
        try work(
            "croquis convert owl.ndjson cat.ndjson bee.ndjson \(split) -o '{split}.ndjson' -j1",
            "croquis convert bee.ndjson owl.ndjson cat.ndjson \(split) -t simplify:1 -o 'again/{split}.ndjson.gz' -j4",
            "croquis render cat.ndjson bee.ndjson owl.ndjson \(split) --size 8 -o png/ --name '{split}/{word}/{id}'",
            "croquis render owl.ndjson bee.ndjson cat.ndjson \(split) --size 8 -o '{split}.tar'",
            "croquis convert owl.ndjson cat.ndjson bee.ndjson \(split) -o svg/ --to svg --name '{split}/{id}'"
        )
        var sizes: [Int] = []
        for part in ["train", "valid", "test"] {
            let ids = ids("\(part).ndjson")
            sizes.append(ids.count)
            try work("gunzip -k again/\(part).ndjson.gz")
            #expect(self.ids("again/\(part).ndjson") == ids)
            let names = folder.names
            let pictures = names.filter { $0.hasPrefix("png/\(part)/") }
            #expect(pictures.map { String($0.split(separator: "/")[3].dropLast(4)) }.sorted() == ids)
            #expect(names.filter { $0.hasPrefix("svg/\(part)/") }.count == ids.count)
            let records = try shell(
                "tar -xOf \(part).tar --wildcards '*.json' | grep -o '\"id\":\"[0-9]*\"' | grep -o '[0-9]*'"
            )
            #expect(records.text.split(separator: "\n").map(String.init).sorted() == ids)
        }
        #expect(sizes.reduce(0, +) == 120)
        if split.contains("=90") { #expect(sizes == [90, 18, 12]) }
        if split.contains("stratify") { #expect(sizes == [84, 18, 18]) }
    }

    /// The parts and the shards of a data set agree about the numbers of their classes.
    @Test func recordsShareTheirClasses() throws {
        try work(
            "croquis convert owl.ndjson cat.ndjson bee.ndjson \(Self.shares) -o '{split}.tfrecord' -j3",
            "croquis convert owl.ndjson cat.ndjson bee.ndjson -o all.tfrecord --shard-size 50 -j3",
            "croquis convert all.tfrecord-0000?-of-00003 -o back.ndjson"
        )
        for part in ["train", "valid", "test", "all"] {
            #expect(folder.text("\(part).tfrecord.classes") == "owl\ncat\nbee\n")
        }
        let labels = (folder.text("back.ndjson") ?? "").split(separator: "\n").map { String($0.prefix(13)) }
        #expect(labels == Self.labels.flatMap { Array(repeating: #"{"word":"\#($0)""#, count: 40) })
    }

    /// The shards of a table have the same types and classes, even if each has other labels and numbers.
    @Test(arguments: ["parquet", "arrow"])
    func tablesShareTheirColumns(format: String) throws {
        try work(
            "croquis convert owl.ndjson cat.ndjson bee.ndjson --classes alphabetical -o all.\(format) --shard-size 50 -j3",
            "croquis convert all-0000?-of-00003.\(format) -o back.ndjson --to quickdraw",
            "cat owl.ndjson cat.ndjson bee.ndjson | cmp - back.ndjson"
        )
        for part in 0..<3 {
            let info = try shell("croquis info all-0000\(part)-of-00003.\(format)")
            #expect(info.text.contains("classes: 3, named in the file"))
        }
        let streamed = try shell(
            "cat owl.ndjson | croquis convert - --to \(format) -o - | croquis convert - -o - --to quickdraw"
        )
        #expect(streamed.text == folder.text("owl.ndjson"))
        #expect(streamed.errors.contains("classes: 345, numbered in QuickDraw's official order"))
    }

    /// Folders as data sets are published: each file is read in its own format, and what isn't a drawing is passed over.
    @Test func publishedFoldersAreRead() throws {
        let fixtures = TestFiles.fixture("data-sets")
        try work("croquis convert '\(fixtures)' -o all.ndjson", "croquis validate '\(fixtures)'")
        let words = (folder.text("all.ndjson") ?? "").split(separator: "\n").map { line in
            line.split(separator: "\"", maxSplits: 4, omittingEmptySubsequences: false)[3]
        }
        #expect(
            words == [
                "creative", "creative", "differsketching", "1", "2", "owl", "owl", "cat", "cat",
                "duck", "duck", "duck", "duck", "teapot", "teapot", "bird",
            ]
        )
        let info = try shell("croquis info '\(fixtures)' --json")
        for format in ["creative", "differsketching", "fs-coco", "quickdraw-414k", "spg-parts", "tracing"] {
            #expect(info.text.contains("\"\(format)\""), "\(format)")
        }
    }

    @Test(arguments: [
        ("quickdraw", "all.tfrecord", "345, numbered in QuickDraw's official order, named in all.tfrecord.classes"),
        ("sketchxai", "'{split}.tfrecord'", "345, numbered in SketchXAI's order"),
        ("alphabetical", "all.tfrecord", "3, numbered in alphabetical order, named in all.tfrecord.classes"),
        ("alphabetical", "'{split}.tfrecord'", "3, numbered in alphabetical order"),
        ("alphabetical", "all.tfrecord --shard-size 50", "3, numbered in alphabetical order"),
        ("list.txt", "all.tfrecord", "4, numbered in the order of list.txt, named in all.tfrecord.classes"),
    ])
    func recordsAreNumberedInAnyOrder(classes: String, output: String, note: String) throws {
        folder.write("cat\nowl\nzebra\nbee\n", to: "list.txt")
        let split = output.contains("{") ? Self.shares : ""
        let run = try shell(
            "croquis convert owl.ndjson cat.ndjson bee.ndjson \(split) --classes \(classes) -o \(output) -j3"
        )
        #expect(run.status == 0 && run.errors.contains("classes: " + note), "\(run.errors)")
        let names = output.contains("{") ? ["train", "valid", "test"] : ["all"]
        let list = try #require(folder.text("\(names[0]).tfrecord.classes"))
        switch classes {
        case "alphabetical": #expect(list == "bee\ncat\nowl\n")
        case "list.txt": #expect(list == "cat\nowl\nzebra\nbee\n")
        default: #expect(list.split(separator: "\n").count == 345)
        }
        for name in names { #expect(folder.text("\(name).tfrecord.classes") == list) }
        let files = names.map { $0 + ".tfrecord" + (output.contains("shard") ? "-0000?-of-00003" : "") }
        let back = try shell("croquis labels --counts \(files.joined(separator: " "))")
        #expect(back.text == "40 bee\n40 cat\n40 owl\n", "\(back.errors)")
    }

    @Test func theSeedDecides() throws {
        try work(
            "croquis convert owl.ndjson --split a=0.5,b=0.5 -o '{split}.ndjson'",
            "croquis convert owl.ndjson --split a=0.5,b=0.5 -o 'seed-{split}.ndjson' --seed 1"
        )
        #expect(ids("a.ndjson") != ids("seed-a.ndjson"))
        #expect(ids("a.ndjson").count + ids("b.ndjson").count == 40)
    }

    @Test func aDirectoryHasAFolderForEachPart() throws {
        try work("croquis render owl.ndjson --split a=10,b=30 --size 8 -o png")
        #expect(folder.names.count { $0.hasPrefix("png/a/0000") } == 10)
        #expect(folder.names.count { $0.hasPrefix("png/b/0000") } == 30)
    }

    @Test func trainingAndTestArraysAgree() throws {
        try work(
            "croquis render owl.ndjson cat.ndjson bee.ndjson \(Self.shares) --size 8 -o 'once-{split}.idx'",
            "croquis render bee.ndjson owl.ndjson --size 8 -o later.tar",
            "croquis render cat.ndjson --size 8 -o cat.tar"
        )
        // QuickDraw's own numbers, whichever labels an output has.
        let classes = try #require(folder.text("once-train.classes.txt"))
        for name in ["once-valid", "once-test", "later", "cat"] {
            #expect(folder.text("\(name).classes.txt") == classes)
        }
        let numbers = try shell(
            "for f in later cat; do tar -xOf $f.tar --wildcards '*.cls' | grep -o . | tr -d '\\n' | head -c 2; echo; done"
        )
        #expect(numbers.text == "26\n64\n")
        // Without an official label, the order of the names.
        try work(
            "sed s/owl/unicorn/ owl.ndjson > unicorn.ndjson",
            "croquis render unicorn.ndjson cat.ndjson -o u.idx --size 8"
        )
        #expect(folder.text("u.classes.txt") == "cat\nunicorn\n")
        #expect(folder.read("u-labels-idx1-ubyte")?[8] == 1)
    }

    @Test func aLabelWithoutANumberLeavesNothing() throws {
        folder.write("owl\ncat\n", to: "classes.txt")
        for output in ["a.npz", "a.idx", "a.tar", "a-{split}.npz", "a.tar --shard-size 10"] {
            let split = output.contains("{") ? "--split train=0.5,test=0.5" : ""
            let run = try shell(
                "croquis render owl.ndjson bee.ndjson --size 8 --classes classes.txt \(split) -o \(output)"
            )
            #expect(run.status == 65)
            #expect(
                run.errors.contains("bee.ndjson:1:1: error: the label 'bee' has no number in the order of classes.txt")
            )
        }
        let records = try shell("croquis convert owl.ndjson bee.ndjson --classes classes.txt -o a.tfrecord")
        #expect(records.status == 65)
        #expect(records.errors.contains("bee.ndjson:1:1: error: the label 'bee' has no number in the order of classes"))
        #expect(folder.names == ["bee.ndjson", "cat.ndjson", "classes.txt", "owl.ndjson"])
        // Such sketches are faults like any other.
        let skipped = try shell(
            "croquis convert owl.ndjson bee.ndjson --classes classes.txt -o a.tfrecord --on-error skip"
        )
        #expect(skipped.status == 1 && skipped.errors.contains("wrote 40 to a.tfrecord (tfrecord)"))
    }

    @Test func aFileForEachLabel() throws {
        try work("croquis convert owl.ndjson cat.ndjson bee.ndjson -t shuffle -o 'out/{word}.ndjson'")
        #expect(folder.names.filter { $0.hasPrefix("out/") } == ["out/bee.ndjson", "out/cat.ndjson", "out/owl.ndjson"])
        #expect(ids("out/owl.ndjson") == ids("owl.ndjson"))
        let run = try shell("croquis convert owl.ndjson cat.ndjson -o 'out/{word}.ndjson'")
        #expect(run.status == 73)
        #expect(run.errors == "out/owl.ndjson: error: already exists; give another name, or --force to replace it\n")
    }

    @Test func aFaultLeavesNoneOfTheFiles() throws {
        try work(
            "cat owl.ndjson cat.ndjson > both.ndjson && echo '{\"word\":\"cat\",\"drawing\":[[[1],[2,3]]]}' >> both.ndjson"
        )
        let run = try shell("croquis convert both.ndjson -o 'out-{word}.ndjson'")
        #expect(run.status == 65)
        #expect(!folder.names.contains { $0.hasPrefix("out") })
        let label = try shell("sed 's#owl#../x#' owl.ndjson | croquis convert - -o 'out-{word}.ndjson'")
        #expect(label.status == 73)
        #expect(!folder.names.contains { $0.hasPrefix("out") })
    }

    @Test(arguments: [
        ("15", ["out-00000-of-00003.ndjson", "out-00001-of-00003.ndjson", "out-00002-of-00003.ndjson"]),
        ("40", ["out-00000-of-00001.ndjson"]), ("20", ["out-00000-of-00002.ndjson", "out-00001-of-00002.ndjson"]),
        ("1MB", ["out-00000-of-00001.ndjson"]),
    ])
    func shards(size: String, names: [String]) throws {
        try work("croquis convert owl.ndjson -o out.ndjson --shard-size \(size)", "cat out-*.ndjson | cmp - owl.ndjson")
        #expect(folder.names.filter { $0.hasPrefix("out") } == names)
    }

    @Test func shardsOfBytes() throws {
        try work("croquis convert owl.ndjson -o out.ndjson --shard-size 500B", "cat out-*.ndjson | cmp - owl.ndjson")
        let shards = folder.names.filter { $0.hasPrefix("out") }
        #expect(shards.count > 3 && shards.allSatisfy { (1...500).contains(folder.read($0)?.count ?? 0) })
    }

    @Test func shardsOfParts() throws {
        try work("croquis convert owl.ndjson cat.ndjson --split a=50,b=30 --shard-size 20 -o 'd/{split}.ndjson.gz'")
        #expect(
            folder.names.filter { $0.hasPrefix("d/") } == [
                "d/a-00000-of-00003.ndjson.gz", "d/a-00001-of-00003.ndjson.gz", "d/a-00002-of-00003.ndjson.gz",
                "d/b-00000-of-00002.ndjson.gz", "d/b-00001-of-00002.ndjson.gz",
            ]
        )
        let run = try shell("croquis convert d/ -t unique -o - --to quickdraw | wc -l")
        #expect(run.text == "80\n")
    }

    /// A folder as people have them: drawings are read whatever their format, and everything else is counted.
    @Test func aFolderOfMixedFiles() throws {
        folder.write("# Data\n", to: "mixed/README.txt")
        for name in ["drawing.ndjson", "table.csv", "records.tfrecord", "arrays.npz"] {
            try work("croquis convert owl.ndjson -o mixed/\(name)")
        }
        try work(
            "croquis convert owl.ndjson -t take:1 -o mixed/drawing.svg",
            "croquis render owl.ndjson -t take:1 -o mixed/photo.png",
            "cp mixed/photo.png mixed/misnamed.csv"
        )
        folder.write(#"{"learningRate":0.1,"layers":[[1,2],[3,4]]}"#, to: "mixed/config.json")
        folder.write("name,age\nAda,36\n", to: "mixed/people.csv")
        let run = try shell("croquis convert mixed -o all.ndjson")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("read 161 sketches"), "\(run.errors)")
        // README.txt, records.tfrecord.classes, both pictures, the settings and the table of people.
        #expect(run.errors.contains("passed over: 6 files"), "\(run.errors)")
    }

    @Test func noSketchesAreNoShards() throws {
        let run = try shell("croquis convert owl.ndjson -t take:0 -o out.ndjson --shard-size 5")
        #expect(run.status == 0 && run.errors.contains("files: none, there were no sketches"))
        #expect(!folder.names.contains { $0.hasPrefix("out") })
    }

    @Test func aLabelThatNoSketchHadIsTold() throws {
        let run = try croquis("convert", "owl.ndjson", "cat.ndjson", "-t", "label:Owl,cat", "-o", "out.ndjson")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("-t label:Owl: error: no sketch has the label 'Owl'; did you mean owl?\n"))
        #expect(ids("out.ndjson") == ids("cat.ndjson"))
        #expect(try croquis("convert", "owl.ndjson", "-t", "label:~Owl", "-o", "all.ndjson").status == 0)
        #expect(ids("all.ndjson").count == 40)
    }

    @Test func labelsAreAListOfClasses() throws {
        let run = try croquis("labels", "owl.ndjson", "cat.ndjson", "bee.ndjson")
        #expect(run.text == "bee\ncat\nowl\n" && run.errors.isEmpty)
        #expect(
            try croquis("labels", "--counts", "owl.ndjson", "owl.ndjson", "bee.ndjson").text == "40 bee\n80 owl\n"
        )
        let json = try croquis("labels", "--json", "owl.ndjson").text
        #expect(json == #"{"sketches":40,"unlabelled":0,"labels":[{"label":"owl","sketches":40}]}"# + "\n")
        #expect(try croquis("labels").text.split(separator: "\n").count == 345)
        #expect(try croquis("labels", "--counts").status == 64)
        try work(
            "croquis labels *.ndjson > classes.txt",
            "croquis render cat.ndjson -o a.idx --size 8 --classes classes.txt"
        )
        #expect(folder.read("a-labels-idx1-ubyte")?[8] == 1)
        let none = try croquis("labels", "-", "--label-from", "none", input: #"{"drawing":[]}"#)
        #expect(none.text.isEmpty && none.errors == "without a label: 1 sketch\n")
    }

    @Test(
        arguments: [
            (
                "convert owl.ndjson -o a.ndjson --split a=0.5,b=0.4", 64,
                "--split: error: the shares add up to 0.9, not to 1; add a part for the rest"
            ),
            (
                "convert owl.ndjson -o a.ndjson --split a=0.5,b=0.5", 64,
                "--split: error: all parts would go into a.ndjson, which doesn't tell them apart; write one file per part: -o 'a-{split}.ndjson'"
            ),
            ("render owl.ndjson -o a.npz --split a=0.5,b=0.5", 64, "write one file per part: -o 'a-{split}.npz'"),
            (
                "render owl.ndjson -o d/ --name '{index}' --split a=0.5,b=0.5", 64,
                "--split: error: all parts would go into d/"
            ),
            (
                "convert owl.ndjson -o '{split}.ndjson' --split a=30,b=9", 65,
                "the parts take 39 sketches in all, but there are 40; take them with -t sample:39, or add a part for the other 1"
            ),
            (
                "convert owl.ndjson -o '{split}.ndjson' --split a=3,b=9 --stratify label", 65,
                "the parts take 12 sketches of each label, but there are 40 of 'owl'; take them with -t sample:12/label"
            ),
            ("convert owl.ndjson -o a.ndjson --stratify label", 64, "--stratify needs --split"),
            ("convert owl.ndjson -o a.ndjson --split-by id", 64, "--split-by needs --split"),
            ("convert owl.ndjson -o '{wrod}.ndjson'", 64, "there is no field {wrod}"),
            ("convert owl.ndjson -o '{word}.ndjson' --name x", 64, "--name: error: names the files in a folder"),
            (
                "convert owl.ndjson -o - --to quickdraw --shard-size 3", 64,
                "--shard-size: error: standard output can't be cut into shards"
            ),
            (
                "convert owl.ndjson -o d/ --to svg --shard-size 3", 64,
                "--shard-size: error: cuts files of many sketches, but svg holds one per file"
            ),
            (
                "convert owl.ndjson -o a.ndjson --classes quickdraw", 64,
                "--classes: error: quickdraw-raw has no numbers of classes; give it with tfrecord"
            ),
            ("convert owl.ndjson -o a.tfrecord --classes none", 66, "none: error: no such file or directory"),
            ("convert owl.ndjson -o a.ndjson --shard-size 0", 64, "The value '0' is invalid for '--shard-size"),
            (
                "convert owl.ndjson -o a.ndjson --shard-size 5parsec", 64,
                "The value '5parsec' is invalid for '--shard-size"
            ),
            ("render owl.ndjson -o '{word}.png' --sheet 2x2", 64, "a contact sheet shows all sketches"),
        ] as [(String, Int32, String)]
    )
    func refusals(line: String, status: Int32, message: String) throws {
        let run = try shell("croquis \(line)")
        #expect(run.status == status, "\(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(folder.names.allSatisfy { $0.hasSuffix(".ndjson") && Self.labels.contains(String($0.dropLast(7))) })
    }
}
