internal import ArrayFiles
internal import SketchModel
internal import SketchStreams
internal import TestSupport

/// Reads files and streams for the tests.
enum Reading {
    static func fixture(_ path: String) throws -> [UInt8] {
        try ByteSource(path: TestFiles.fixture(path)).readToEnd(limit: 1 << 24)
    }

    static func everything(_ stream: MemberStream, pieces: Int = 1 << 16) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while try stream.read(pieces, into: &bytes) > 0 {}
        return bytes
    }

    static func member(_ name: String, of archive: [UInt8]) throws -> [UInt8] {
        let archive = try ZipArchive(BytesInMemory(archive))
        guard let member = archive.members.first(where: { $0.name == name }) else { return [] }
        return try everything(archive.open(member))
    }

    /// The message and the byte of the fault that reading throws.
    static func fault(_ work: () throws -> Void) -> String {
        do {
            try work()
            return "none"
        } catch let fault as ArrayFault {
            return "\(fault.offset.map(String.init) ?? "-"): \(fault.reason.message)"
        } catch {
            return "\(error)"
        }
    }
}
