internal import ArrayFiles
internal import SketchStreams
internal import TestSupport
internal import Testing
internal import XournalFormat
internal import Zlib

/// What is recognised without a name.
struct SniffingTests {
    private func match(_ text: String, name: String = "") -> FormatMatch {
        XournalFormat().recognises(prefix: Array(text.utf8), fileName: name)
    }

    /// A ZIP archive with these members, stored.
    private func archive(_ members: [(name: String, content: String)]) -> [UInt8] {
        var (directory, bytes) = (ZipDirectory(), [UInt8]())
        for member in members {
            var checksum = Checksum()
            let content = Array(member.content.utf8)
            checksum.add(content.span.bytes)
            bytes += directory.header(
                name: member.name,
                content: checksum,
                packedSize: content.count,
                isDeflated: false
            )
            bytes += content
        }
        return bytes + directory.end(comment: "")
    }

    @Test func documents() {
        #expect(match("<xournal/>") == .certain)
        #expect(match("\u{feff}<?xml version='1.0'?>\n<!-- <svg> --> <xournal version='1'>") == .certain)
        #expect(match("<xournals>") == .no)
        #expect(match("<svg><xournal/></svg>") == .no)
        #expect(match("<!-- <xournal> ") == .no)
        #expect(match("", name: "a.xopp") == .possible && match("{", name: "a.XOJ") == .possible)
        #expect(match("<xournal") == .no && match("") == .no)
    }

    @Test func fixtures() throws {
        for name in ["house.xopp", "house-gzip.xopp", "house-package.xopp"] {
            let prefix = try ByteSource(path: Documents.fixture(name)).peek(4096)
            #expect(XournalFormat().recognises(prefix: prefix, fileName: "") == .certain, "\(name)")
        }
    }

    @Test func archives() {
        func match(_ members: [(name: String, content: String)]) -> FormatMatch {
            XournalFormat().recognises(prefix: archive(members), fileName: "")
        }
        #expect(match([("mimetype", " application/xournal++\n")]) == .certain)
        #expect(match([("META-INF/", ""), ("META-INF/version", "current=4\n")]) == .certain)
        #expect(match([("attachments/", ""), ("attachments/a.png", String(repeating: "x", count: 5000))]) == .possible)
        #expect(match([("attachments/", ""), ("cat.npy", "")]) == .no)
        #expect(match([("arr_0.npy", "")]) == .no)
        #expect(match([("META-INF/", ""), ("META-INF/MANIFEST.MF", "")]) == .no)
        #expect(match([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")]) == .no)
        #expect(match([]) == .no)
    }
}
