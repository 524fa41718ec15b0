internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Cuts a list into lines, whose drawings the chunks read.
struct SplitListReader: SketchReader {
    private static let largestFile = 1 << 28
    private static let linesPerChunk = 256

    private let bytes: [UInt8]
    private var offset = 0
    private let folder: String
    private let split: String?

    init(_ source: ByteSource) throws(Fault) {
        bytes = try source.readToEnd(limit: Self.largestFile)
        let (folder, leaf) = PathText.split(source.name)
        split = TreeSplit.name(inList: leaf)
        self.folder = PathText.join(folder, "../coordinate_files/\(split ?? "")")
    }

    mutating func nextChunk() -> (any SketchChunk)? {
        guard offset < bytes.count else { return nil }
        let start = offset
        for _ in 0..<Self.linesPerChunk where offset < bytes.count {
            offset = bytes[offset...].firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.count
        }
        return SplitListChunk(bytes: Array(bytes[start..<offset]), folder: folder, split: split)
    }
}

/// Some lines of a list.
struct SplitListChunk: SketchChunk {
    let bytes: [UInt8]
    /// Where the categories' folders are.
    let folder: String
    let split: String?

    var byteCount: Int { bytes.count }

    func decode(_ visitor: inout SketchVisitor) throws -> SourceExtent {
        var extent = SourceExtent(bytes: bytes.count)
        for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
            // The end of the last line doesn't start another.
            if line.startIndex == bytes.count { break }
            let position = SourcePosition.text(line: extent.lines + 1, column: 1)
            if line.endIndex < bytes.count { extent.lines += 1 }
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            extent.sketches += 1
            visitor.sketch.removeAll()
            visitor.sketch.source.position = position
            visitor.sketch.source.split = split
            let entry: SplitListLine
            do throws(TreeArrayError) {
                entry = try SplitListLine(line)
            } catch {
                try visitor.refuse(error, at: position)
                continue
            }
            visitor.sketch.metadata.label = PathText.replacingInvalid(entry.category)
            let path = PathText.join(folder, "\(entry.category)/\(entry.name).npy")
            if let reason = Self.fill(&visitor.sketch, from: path) {
                try visitor.refuse(ListedFileFault(path: path, reason: reason), at: position)
                continue
            }
            visitor.losses.add(.classNumbers)
            try visitor.visit()
        }
        return extent
    }

    /// Reads a drawing's own file.
    /// - Returns: why it can't be read.
    private static func fill(_ sketch: inout Sketch, from path: String) -> (any FaultReason)? {
        do throws(Fault) {
            let bytes = try ByteSource(path: path).readToEnd(limit: TreeArrayReader.largestFile)
            do throws(ArrayFault) {
                try PenColumns.downAndUp.fill(&sketch, from: TreeArray(bytes, columns: PenColumns.downAndUp.count))
            } catch {
                return error.reason
            }
        } catch {
            return error.reason
        }
        return nil
    }
}

/// A fault in a file that a list names.
struct ListedFileFault: FaultReason {
    var path: String
    var reason: any FaultReason

    var message: String { "\(path): \(reason.message)" }
    var advice: String? { reason.advice }
    var kind: FaultKind { reason.kind }
}

extension Loss {
    static let classNumbers = Loss(name: "classNumbersDropped", text: "numbers of classes dropped")
}
