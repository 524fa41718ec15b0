internal import SketchModel
internal import SketchStreams

/// Pictures as MNIST's files: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`, each gzipped if the name ends in
/// `.gz`, and the class names in the order of their numbers in `train.classes.txt`. Numbers in headers are big-endian
/// 32-bit integers. Source: the description of the format on the pages of MNIST.
///
/// MNIST's labels are bytes. If bytes aren't enough, because a label's number is above 255 or a sketch has no label,
/// the labels are int32 (type 0x0C), -1 for none, in `train-labels-idx1-int` instead. Which file is needed is only
/// known at the end, so both names must be free. Standard output has no labels beside it. Until the numbers of the
/// labels are known at the end, labels wait in a `SpoolFile`, four bytes per picture.
struct IDXPictures: SketchWriter {
    let encoding: SketchEncoding
    private let files: OutputFiles
    private let shape: PictureShape
    private var file: HeadedFile
    private var beside: Beside?
    private let labels = SpoolFile()
    private let order: ClassOrder
    private var tally = LabelTally()
    private var hasUnlabelled = false
    private var count = 0

    /// The files beside the images.
    private struct Beside {
        var byteLabels: ByteSink
        var wordLabels: ByteSink
        var classes: ByteSink
    }

    init(
        path: String,
        shape: PictureShape,
        options: PictureOptions,
        files: OutputFiles,
        encoding: SketchEncoding
    ) throws(Fault) {
        self.encoding = encoding
        self.shape = shape
        self.files = files
        order = options.classes
        let names = IDXNames(path)
        let sink = try files.sink(names.images)
        if sink.isNamed {
            beside = Beside(
                byteLabels: try files.sink(names.byteLabels),
                wordLabels: try files.sink(names.wordLabels),
                classes: try files.sink(names.classes)
            )
        }
        file = try HeadedFile(sink, headerSize: Self.header(.bytes, [0] + [shape.height, shape.width]).count)
    }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        count += chunk.ends.count
        guard count <= Int32.max else {
            throw Fault(source: file.sink.name, reason: PictureArrayError.tooManyPictures(limit: Int(Int32.max)))
        }
        if let piece = chunk.deflated { try file.write(piece) } else { try file.write(chunk.bytes) }
        guard beside != nil else { return }
        var numbers: [UInt8] = []
        for label in chunk.labels {
            let place = tally.place(of: label)
            if place == nil { hasUnlabelled = true }
            Self.append(place ?? -1, to: &numbers)
        }
        try labels.write(numbers)
    }

    mutating func finish() throws(Fault) -> [String] {
        try file.write(header: Self.header(.bytes, [count, shape.height, shape.width]))
        guard let beside else {
            try files.complete(file.sink)
            try files.finish()
            return ["labels: not written, since the output is not a named file"]
        }
        // Discards the labels file that is not needed.
        self.beside = nil
        let (classes, classNumbers) = tally.numbered(by: order)
        let fitsBytes = !hasUnlabelled && classNumbers.allSatisfy { $0 < 256 }
        let sink = fitsBytes ? beside.byteLabels : beside.wordLabels
        try sink.write(Self.header(fitsBytes ? .bytes : .words, [count]))
        try labels.forEachWholePiece { piece throws(Fault) in
            var bytes: [UInt8] = []
            for start in stride(from: piece.startIndex, to: piece.endIndex, by: 4) {
                let place = piece[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
                let number = classNumbers.indices.contains(place) ? classNumbers[place] : -1
                if fitsBytes {
                    bytes.append(UInt8(truncatingIfNeeded: number))
                } else {
                    Self.append(number, to: &bytes)
                }
            }
            try sink.write(bytes)
        }
        try beside.classes.write(classes.text)
        try files.complete(sink, beside.classes, file.sink)
        try files.finish()
        var notes = ["images: \(file.sink.name)", "labels: \(sink.name)"]
        if !fitsBytes {
            notes.append("labels are int32: numbers are above 255, or sketches have no label (-1)")
        }
        notes.append(classes.note(namedIn: beside.classes.name))
        return notes
    }

    private enum ElementCode: UInt8 {
        case bytes = 0x08
        case words = 0x0C
    }

    /// The header: two zeros, the type, the number of dimensions, and their sizes.
    private static func header(_ code: ElementCode, _ sizes: [Int]) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, code.rawValue, UInt8(sizes.count)]
        for size in sizes { append(size, to: &bytes) }
        return bytes
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}

/// The names of the files, for an output that is named like MNIST's images, by another name that ends in `.idx` or
/// `.idx.gz`, or by what comes before `-images-idx3-ubyte`.
struct IDXNames: Hashable {
    var images: String
    var byteLabels: String
    var wordLabels: String
    var classes: String

    private static let ending = "-images-idx3-ubyte"

    /// Whether `path` is named like MNIST's images.
    static func isImages(_ path: String) -> Bool {
        path.hasSuffix(ending) || compressions.contains { path.hasSuffix(ending + $0) }
    }

    private static let compressions = [".gz", ".zst"]

    init(_ path: String) {
        let packed = Self.compressions.first { path.hasSuffix($0) } ?? ""
        var base = path.dropLast(packed.count)
        for ending in [Self.ending, ".idx"] where base.hasSuffix(ending) {
            base = base.dropLast(ending.count)
            break
        }
        // Standard output and devices keep their names.
        images = path == "-" || path.hasPrefix("/dev/") ? path : base + Self.ending + packed
        byteLabels = base + "-labels-idx1-ubyte" + packed
        wordLabels = base + "-labels-idx1-int" + packed
        classes = base + ".classes.txt"
    }
}
