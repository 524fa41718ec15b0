internal import TestSupport
internal import Testing

/// Runs every line of the README's cookbook, in a folder of its own that has the fixtures.
@Suite struct CookbookTests {
    static let lines: [String] = {
        let readme =
            TemporaryFolder.read(path: TestFiles.root + "/README.md").map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard let heading = readme.firstRange(of: "## Cookbook") else { return [] }
        var lines: [String] = []
        var isInside = false
        for line in readme[heading.upperBound...].split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("## ") { break }
            if line.hasPrefix("```") {
                isInside = line == "```sh"
            } else if isInside, !line.isEmpty {
                lines.append(String(line))
            }
        }
        return lines
    }()

    @Test func thereAreTenAtLeast() { #expect(Self.lines.count >= 10) }

    @Test func everyLineWorks() throws {
        let folder = TemporaryFolder()
        let linked = try CommandRun.shell("cp -r '\(TestFiles.root)/Fixtures' Fixtures", in: folder.path)
        #expect(linked.status == 0)
        for line in Self.lines {
            let run = try CommandRun.shell(line, in: folder.path)
            #expect(run.status == 0, "\(line)\n\(run.errors)")
            #expect(!run.output.isEmpty || !run.errors.isEmpty, "\(line) says nothing")
            if line.hasPrefix("croquis show") || line.contains("snail.svg --top") { expectShown(run.text) }
        }
        try expectPictures(in: folder)
        try expectSameParts(in: folder)
    }

    /// The data set's outputs put the same drawings into the same parts.
    private func expectSameParts(in folder: TemporaryFolder) throws {
        func sorted(_ line: String) throws -> [String] {
            let run = try CommandRun.shell(line, in: folder.path)
            #expect(run.status == 0, "\(line)\n\(run.errors)")
            return run.text.split(separator: "\n").map(String.init).sorted()
        }
        var sizes: [Int] = []
        for part in ["train", "valid"] {
            let ids = try sorted("grep -o '\"key_id\":\"[0-9]*' lines/\(part).ndjson | grep -o '[0-9]*'")
            sizes.append(ids.count)
            #expect(try sorted("ls png/\(part)/*/ | grep -o '^[0-9]*'") == ids)
            #expect(
                try sorted(
                    "tar -xOf shards/\(part)-000000.tar --wildcards '*.json' | grep -o '\"id\":\"[0-9]*' | grep -o '[0-9]*'"
                )
                    == ids
            )
            // Offsets alone: the drawings, and how many there are, tell them.
            let drawn = "-t align -o - --to quickdraw -q | grep -o '\"drawing\".*'"
            let lines = try sorted("croquis convert lines/\(part).ndjson \(drawn)")
            let rows = try sorted(
                "for f in rnn/*.npz; do croquis convert $f --from stroke-3:member=\(part) \(drawn); done"
            )
            #expect(rows == lines)
            let images = try sorted(
                "croquis render lines/\(part).ndjson --preset google28 -o again.npz -f -q; unzip -p again.npz images.npy | md5sum"
            )
            #expect(try sorted("unzip -p arrays/\(part).npz images.npy | md5sum") == images)
        }
        #expect(sizes == [6, 3])
    }

    /// The README shows what the command printed.
    private func expectShown(_ text: String) {
        let readme = TemporaryFolder.read(path: TestFiles.root + "/README.md") ?? []
        #expect(String(decoding: readme, as: UTF8.self).contains("```text\n\(text)```\n"))
    }

    /// The README's pictures are those that the cookbook draws.
    private func expectPictures(in folder: TemporaryFolder) throws {
        for name in ["sheet.png", "owl.png", "snail.png"] {
            let shown = TemporaryFolder.read(path: TestFiles.root + "/Fixtures/pictures/" + name)
            let (drawn, kept) = (try PNGFile(#require(folder.read(name))), try PNGFile(#require(shown)))
            #expect(drawn.width == kept.width && drawn.pixels == kept.pixels && drawn.frames == kept.frames, "\(name)")
        }
    }
}
