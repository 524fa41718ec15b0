internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Pictures as one `.npy` array of uint8, and the labels beside it: `train.labels.txt` for `train.npy`, one line per
/// picture in the array's order, empty for a sketch without a label. Labels with line breaks are refused. Standard
/// output has no labels beside it.
struct NPYPictures: SketchWriter {
    let encoding: SketchEncoding
    private let shape: PictureShape
    private let files: OutputFiles
    private let labels: ByteSink?
    private var file: HeadedFile
    private var count = 0

    init(path: String, shape: PictureShape, files: OutputFiles, encoding: SketchEncoding) throws(Fault) {
        self.encoding = encoding
        self.shape = shape
        self.files = files
        let sink = try files.sink(path)
        labels = sink.isNamed ? try files.sink(OutputFiles.name(beside: path, "labels.txt")) : nil
        file = try HeadedFile(sink, headerSize: PictureArrayHeader.size)
    }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        count += chunk.ends.count
        if let piece = chunk.deflated { try file.write(piece) } else { try file.write(chunk.bytes) }
        guard let labels else { return }
        var lines: [UInt8] = []
        for label in chunk.labels {
            if let label = label { lines.append(contentsOf: label.utf8) }
            lines.append(UInt8(ascii: "\n"))
        }
        try labels.write(lines)
    }

    mutating func finish() throws(Fault) -> [String] {
        try file.write(header: PictureArrayHeader.bytes(.uint8, shape: shape.of(count)))
        if let labels { try files.complete(labels) }
        try files.complete(file.sink)
        try files.finish()
        return [labels.map { "labels: \($0.name)" } ?? "labels: not written, since the output is not a named file"]
    }
}

/// Headers of `.npy` arrays, all of one length, so that space can be reserved before the number of rows is known.
enum PictureArrayHeader {
    /// NumPy pads headers to a multiple of 64 bytes. For any number of pictures of any size, they have 71 to 128.
    static let size = 128

    static func bytes(_ type: ElementType, shape: [Int]) -> [UInt8] {
        let bytes = ArrayHeader(type: type, shape: shape).bytes
        precondition(bytes.count == size, "a header of another size")
        return bytes
    }
}
