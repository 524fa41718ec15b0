internal import ArrayFiles
internal import SketchModel
internal import SketchStreams
internal import Zlib

/// Xournal++'s container: a ZIP archive with the document and its pictures.
struct XournalPackage {
    private let archive: ZipArchive
    private static let contentName = "content.xml"

    init(_ bytes: [UInt8]) throws(ArrayFault) { archive = try ZipArchive(BytesInMemory(bytes)) }

    /// The document, unpacked and checked.
    func content() throws(ArrayFault) -> [UInt8] {
        guard let member = archive.members.first(where: { $0.name == Self.contentName }) else {
            throw ArrayFault(XournalError.noContent)
        }
        guard member.size <= XournalFormat.sizeLimit else {
            throw ArrayFault(XournalError.contentTooLarge(limit: XournalFormat.sizeLimit))
        }
        return try bytes(of: member)
    }

    /// An archive with the same members in the same order, and another document.
    func replacing(_ content: [UInt8]) throws(ArrayFault) -> [UInt8] {
        let limit = XournalFormat.sizeLimit
        guard archive.members.allSatisfy({ $0.size <= limit }),
            archive.members.reduce(0, { min($0, limit) + $1.size }) <= limit
        else {
            throw ArrayFault(XournalError.packageTooLarge(limit: limit))
        }
        var (directory, result) = (ZipDirectory(), [UInt8]())
        for member in archive.members {
            let plain = member.name == Self.contentName ? content : try bytes(of: member)
            var checksum = Checksum()
            checksum.add(plain.span.bytes)
            let deflated = try deflated(plain)
            let packed = deflated.count < plain.count ? deflated : plain
            result += directory.header(
                name: member.name,
                content: checksum,
                packedSize: packed.count,
                isDeflated: deflated.count < plain.count
            )
            result += packed
        }
        return result + directory.end(comment: "")
    }

    private func bytes(of member: ZipArchive.Member) throws(ArrayFault) -> [UInt8] {
        let stream = try archive.open(member)
        var bytes: [UInt8] = []
        while try stream.read(1 << 20, into: &bytes) > 0 {}
        return bytes
    }

    private func deflated(_ bytes: [UInt8]) throws(ArrayFault) -> [UInt8] {
        var deflated: [UInt8] = []
        do throws(ZlibError) {
            var deflater = try Deflater(.raw)
            try deflater.add(bytes.span.bytes, flush: .finish, into: &deflated)
        } catch {
            throw ArrayFault(StreamError.cannotCompress(error.message))
        }
        return deflated
    }
}

extension Fault {
    /// A fault of a document in an archive.
    init(_ fault: ArrayFault, inArchive name: String) {
        let position = fault.offset.map { SourcePosition.bytes(offset: $0, record: nil) } ?? .file
        self.init(source: name, position: position, reason: fault.reason)
    }
}
