internal import ArrayFiles
internal import SketchModel
internal import SketchStreams
internal import StrokeArrayFormat
internal import TestSupport
internal import Testing
internal import Zlib

/// Members with labels and ids that fit their drawings but are damaged, or represent more than they hold.
@Suite struct HostileLabelTests {
    /// An archive of one drawing, or of `count` copies of it, and of other members.
    private func archive(count: Int = 1, _ others: [(name: String, content: [UInt8])], damages: Bool = false) -> [UInt8]
    {
        var rows = ArrayHeader(type: .int16, shape: [count, 2, 3]).bytes
        for _ in 0..<count { rows += [1, 0, 2, 0, 0, 0, 3, 0, 4, 0, 1, 0] }
        var directory = ZipDirectory()
        var bytes: [UInt8] = []
        for (name, content) in [("drawings", rows)] + others {
            var checksum = Checksum()
            checksum.add(content.span.bytes)
            let damage: UInt32 = damages && name != "drawings" ? 1 : 0
            bytes += directory.header(
                name: name + ".npy",
                content: Checksum(value: checksum.value &+ damage, count: content.count),
                packedSize: content.count,
                isDeflated: false
            )
            bytes += content
        }
        return bytes + directory.end(comment: "")
    }

    private func texts(width: Int, count: Int, _ content: [UInt8]) -> [UInt8] {
        ArrayHeader(type: ElementType(kind: .byteText, size: width), shape: [count]).bytes + content
    }

    private func objects(_ count: Int, _ values: String) -> [UInt8] {
        // Protocol 0, as Python 2 wrote it.
        let type = "cnumpy\ndtype\n(S'O8'\nI0\nI1\ntR(I3\nS'|'\nNNNI-1\nI-1\nI63\ntb"
        let opening = "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n(I\(count)\nt"
        return ArrayHeader(type: ElementType(kind: .object, size: 0), shape: [count]).bytes
            + Array((opening + type + "I00\n(l" + values + "tb.").utf8)
    }

    private func read(_ bytes: [UInt8]) -> ReadResult {
        FormatHarness.read(bytes, name: "a.npz", as: Stroke3Format())
    }

    @Test func damagedMembersThatFitAreFaults() {
        let cat = Array("cat".utf8)
        for (bytes, message) in [
            (
                archive([("labels", texts(width: 9, count: 1, cat))]),
                "a.npz:@128: error: member 'labels': ends early: its shape needs 9 bytes, but 3 follow the header"
            ),
            (
                archive([("labels", texts(width: 3, count: 1, cat + cat))]),
                "a.npz:@131: error: member 'labels': has 3 bytes after the end of the array"
            ),
            (
                archive([("labels", texts(width: 3, count: 1, cat))], damages: true),
                "a.npz: error: member 'labels': does not match its CRC-32: the bytes are damaged"
            ),
            (
                archive(count: 2, [("labels", objects(2, "S'cat'\na"))]),
                "a.npz:@272: error: member 'labels': holds 1 items, but its shape says 2"
            ),
            (
                archive([("labels", objects(1, "S'cat\na"))]),
                "a.npz:@261 (record 2): error: member 'labels': pickle is damaged: a string has no quotes"
            ),
            (
                archive([("ids", objects(1, "S'\\x1'\na"))]),
                "a.npz:@261 (record 2): error: member 'ids': pickle is damaged: a string has a damaged escape"
            ),
        ] {
            #expect(read(bytes).messages == [message])
        }
    }

    /// A member that could be labels by its name but is something else is passed over, and never run.
    @Test func pickledObjectsOfOtherKindsArePassedOver() {
        for value in ["(lp0\na", "cos\nsystem\n(S'true'\ntRa", "I1\na", "Na", "cnumpy\nndarray\na"] {
            let result = read(archive([("labels", objects(1, value))]))
            #expect(result.messages == [])
            #expect(result.sketches.map(\.metadata.label) == [nil])
            #expect(result.notes.last == "members passed over: labels.npy (object of shape (1))")
        }
    }

    @Test func oddTextsAreLabels() {
        let odd: [UInt8] = [0xff, 0x41, 0]
        #expect(read(archive([("labels", texts(width: 3, count: 1, odd))])).sketches[0].metadata.label == "\u{fffd}A")
        // Half of a surrogate pair, a scalar beyond the last one, zeros inside and at the end.
        var content = ArrayHeader(type: ElementType(kind: .text, size: 24), shape: [1]).bytes
        for code: UInt32 in [0xd800, 0x11_0000, 0, 0x41, 0, 0] {
            withUnsafeBytes(of: code.littleEndian) { content.append(contentsOf: $0) }
        }
        #expect(read(archive([("labels", content)])).sketches[0].metadata.label == "\u{fffd}\u{fffd}\0A")
        let empty = texts(width: 0, count: 1, [])
        #expect(read(archive([("labels", empty)])).sketches[0].metadata.label == nil)
    }

    /// Labels as wide as can be, of more drawings than a piece of a MiB holds.
    @Test func wideLabelsOfManyDrawingsAreRead() {
        let count = 1500
        let label = [UInt8](repeating: UInt8(ascii: "x"), count: 4096)
        var content = texts(width: 4096, count: count, [])
        for _ in 0..<count { content += label }
        let result = read(archive(count: count, [("labels", content)]))
        #expect(result.sketches.count == count)
        #expect(result.sketches.allSatisfy { $0.metadata.label?.utf8.count == 4096 })
    }
}
