internal import ArrayFiles
internal import SketchModel
internal import TestSupport
internal import Testing
internal import Zlib

struct ZipTests {
    /// An archive of members, made by `ZipDirectory`.
    private func archive(_ members: [(String, [UInt8])], deflated: Bool, comment: String = "") -> [UInt8] {
        var directory = ZipDirectory()
        var bytes: [UInt8] = []
        for (name, content) in members {
            var checksum = Checksum()
            checksum.add(content.span.bytes)
            var packed = content
            if deflated {
                packed = []
                guard var deflater = try? Deflater(.raw) else { preconditionFailure("zlib does not start") }
                for start in stride(from: 0, to: content.count, by: 777) {
                    let piece = content[start..<min(start + 777, content.count)]
                    try? deflater.add(piece.span.bytes, into: &packed)
                }
                try? deflater.add([UInt8]().span.bytes, flush: .finish, into: &packed)
            }
            bytes += directory.header(
                name: name,
                content: checksum,
                packedSize: packed.count,
                isDeflated: deflated
            )
            bytes += packed
        }
        return bytes + directory.end(comment: comment)
    }

    @Test(arguments: [false, true])
    func whatIsWrittenIsReadAgain(deflated: Bool) throws {
        var generator = SeededGenerator(seed: 5)
        let noise = (0..<300_000).map { _ in UInt8(generator.index(below: 7)) }
        let members: [(String, [UInt8])] = [("a.npy", noise), ("empty.npy", []), ("b.npy", Array("hello".utf8))]
        let bytes = archive(members, deflated: deflated, comment: "a comment")
        let read = try ZipArchive(BytesInMemory(bytes))
        #expect(read.members.map(\.name) == members.map(\.0))
        #expect(read.comment == Array("a comment".utf8))
        for (member, expected) in zip(read.members, members) {
            for pieces in [1 << 20, 1000] {
                #expect(try Reading.everything(read.open(member), pieces: pieces) == expected.1)
            }
        }
    }

    @Test func membersOfNumPyAndOfZip64AreRead() throws {
        let plain = try Reading.fixture("sketch-rnn/numpy2.npz")
        let wide = try Reading.fixture("sketch-rnn/zip64.npz")
        for name in ["train.npy", "valid.npy", "test.npy"] {
            let member = try Reading.member(name, of: plain)
            #expect(member.starts(with: ArrayHeader.magic))
            #expect(try Reading.member(name, of: wide) == member)
        }
    }

    @Test(arguments: [1, 22, 65_558])
    func bytesBehindTheArchiveArePassedOver(count: Int) throws {
        let bytes = archive([("a.npy", [1, 2, 3])], deflated: false, comment: "a comment")
        let read = try ZipArchive(BytesInMemory(bytes + [UInt8](repeating: 0x50, count: count)))
        #expect(read.members.map(\.name) == ["a.npy"])
        #expect(read.comment == Array("a comment".utf8))
        #expect(read.trailingBytes == count)
        #expect(try Reading.everything(read.open(read.members[0])) == [1, 2, 3])
    }

    @Test func moreBehindItAreNot() throws {
        let bytes = archive([("a.npy", [1, 2, 3])], deflated: false)
        let message = Reading.fault { _ = try ZipArchive(BytesInMemory(bytes + [UInt8](repeating: 0, count: 65_559))) }
        #expect(message == "-: is not a ZIP archive: it has no end record")
    }

    /// As in a self-extracting program: offsets count from the start of the archive, or from the start of the file.
    @Test func bytesBeforeTheArchiveArePassedOver() throws {
        for bytes in [
            archive([("a.npy", [1, 2, 3]), ("b.npy", [4])], deflated: false),
            try Reading.fixture("sketch-rnn/zip64.npz"),
        ] {
            let plain = try ZipArchive(BytesInMemory(bytes))
            let read = try ZipArchive(BytesInMemory(Array("#!/bin/sh\n".utf8) + bytes))
            #expect(read.members.map(\.name) == plain.members.map(\.name))
            for (member, expected) in zip(read.members, plain.members) {
                #expect(try Reading.everything(read.open(member)) == Reading.everything(plain.open(expected)))
            }
        }
    }

    /// Five gigabytes of zeros, without allocating them.
    private struct Sparse: RandomAccessBytes {
        var head: [UInt8]
        var tail: [UInt8]
        var gap: Int
        var count: Int { head.count + gap + tail.count }

        func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(ArrayFault) {
            for place in range.clamped(to: 0..<count) {
                let inTail = place - head.count - gap
                buffer.append(place < head.count ? head[place] : inTail < 0 ? 0 : tail[inTail])
            }
        }
    }

    @Test func sizesAndOffsetsBeyondFourGigabytesAreWrittenAndRead() throws {
        let size = 5 << 30
        var directory = ZipDirectory()
        let head = directory.header(
            name: "big.npy",
            content: Checksum(value: 1, count: size),
            packedSize: size,
            isDeflated: false
        )
        let abc = Checksum(value: 0x3524_41c2, count: 3)
        var tail = directory.header(name: "late.npy", content: abc, packedSize: 3, isDeflated: false)
        tail += Array("abc".utf8) + directory.end(comment: "")
        let read = try ZipArchive(Sparse(head: head, tail: tail, gap: size))
        #expect(read.members.map(\.size) == [size, 3])
        #expect(try Reading.everything(read.open(read.members[1])) == Array("abc".utf8))
        var start: [UInt8] = []
        _ = try read.open(read.members[0]).read(10, into: &start)
        #expect(start == [UInt8](repeating: 0, count: 10))
    }

    @Test func headersOfFixedLengthAreAsLongForAnySize() throws {
        var directory = ZipDirectory()
        let content = Array("abc".utf8)
        func header(_ size: Int) -> [UInt8] {
            directory.header(
                name: "a.npy",
                content: Checksum(value: 0x3524_41c2, count: size),
                packedSize: size,
                isDeflated: false,
                hasFixedLength: true
            )
        }
        let archive = header(3) + content + directory.end(comment: "")
        #expect(try Reading.member("a.npy", of: archive) == content)
        #expect(header(0).count == header(5 << 30).count)
    }

    @Test func equalArraysGiveEqualBytes() {
        let members: [(String, [UInt8])] = [("a.npy", [1, 2, 3])]
        #expect(archive(members, deflated: false) == archive(members, deflated: false))
        // 1980-01-01 00:00:00.
        #expect(Array(archive(members, deflated: false)[10..<14]) == [0, 0, 0x21, 0])
    }
}
