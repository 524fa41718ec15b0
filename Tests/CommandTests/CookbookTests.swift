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
                isInside.toggle()
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
        }
    }
}
