internal import SketchModel
internal import SketchStreams

/// Pictures as the files of MNIST: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`, each gzipped where the name
/// ends in `.gz`, and the classes by their number in `train.classes.txt`, unless their list was given. Numbers in
/// headers have four bytes, the highest first. Source: the description of the format on the pages of MNIST.
///
/// MNIST's labels are bytes. Where those do not do, since there are more than 256 classes or a sketch has no label, the
/// labels are of int32 (type 0x0C), -1 for none, in `train-labels-idx1-int` instead. Which of them is needed is known at
/// the end, so both names must be free. Beside standard output there are no labels. Labels wait in a `SpoolFile`, four
/// bytes a picture.
struct IDXPictures: PictureWriter {
    let makeEncoder: @Sendable () -> any PictureEncoder
    private let shape: PictureShape
    private var file: HeadedFile
    private var beside: Beside?
    private let labels = SpoolFile()
    private var classes: ClassList
    private var hasUnlabelled = false
    private var count = 0

    /// The files beside the images.
    private struct Beside {
        var byteLabels: ByteSink
        var wordLabels: ByteSink
        var classes: ByteSink?
    }

    init(
        path: String,
        shape: PictureShape,
        options: PictureOptions,
        force: Bool,
        encoder: @escaping @Sendable () -> any PictureEncoder
    ) throws(Fault) {
        makeEncoder = encoder
        self.shape = shape
        classes = options.classes ?? ClassList()
        let names = IDXNames(path)
        let sink = try ByteSink(path: names.images, force: force)
        if sink.isNamed {
            beside = Beside(
                byteLabels: try ByteSink(path: names.byteLabels, force: force),
                wordLabels: try ByteSink(path: names.wordLabels, force: force),
                classes: classes.isGiven ? nil : try ByteSink(path: names.classes, force: force)
            )
        }
        file = try HeadedFile(sink, headerSize: Self.header(.bytes, [0] + [shape.height, shape.width]).count)
    }

    var takesDeflated: Bool { file.sink.compression == .gzip }

    mutating func write(_ chunk: DrawnChunk) throws {
        count += chunk.entries.count
        guard count <= Int32.max else {
            throw Fault(source: file.sink.name, reason: PictureArrayError.tooManyPictures(limit: Int(Int32.max)))
        }
        if let piece = chunk.deflated { try file.write(piece) } else { try file.write(chunk.bytes) }
        guard beside != nil else { return }
        var numbers: [UInt8] = []
        for entry in chunk.entries {
            let number = classes.number(of: entry.label)
            if number == nil { hasUnlabelled = true }
            Self.append(number ?? -1, to: &numbers)
        }
        try labels.write(numbers)
    }

    mutating func finish() throws -> [String] {
        try file.write(header: Self.header(.bytes, [count, shape.height, shape.width]))
        guard let beside else {
            try file.sink.finish()
            return ["labels: none, without a file beside which they could be"]
        }
        // The labels' file that is not needed goes.
        self.beside = nil
        let fitsBytes = classes.names.count <= 256 && !hasUnlabelled
        let sink = fitsBytes ? beside.byteLabels : beside.wordLabels
        try sink.write(Self.header(fitsBytes ? .bytes : .words, [count]))
        try labels.forEachWholePiece { piece throws(Fault) in
            // Of each number's four bytes, the last.
            let bytes = stride(from: piece.startIndex + 3, to: piece.endIndex, by: 4)
            try sink.write(fitsBytes ? bytes.map { piece[$0] } : Array(piece))
        }
        if let sink = beside.classes { try sink.write(classes.text) }
        try OutputSet(sinks: [sink, beside.classes, file.sink].compactMap(\.self)).finish()
        var notes = ["images: \(file.sink.name)", "labels: \(sink.name)"]
        if !fitsBytes {
            notes.append("labels are int32: there are more than 256 classes, or sketches without a label (-1)")
        }
        if let sink = beside.classes { notes.append("classes: \(classes.names.count), in \(sink.name)") }
        return notes
    }

    private enum ElementCode: UInt8 {
        case bytes = 0x08
        case words = 0x0C
    }

    /// Two zeros, the type, the number of dimensions, and their sizes.
    private static func header(_ code: ElementCode, _ sizes: [Int]) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, code.rawValue, UInt8(sizes.count)]
        for size in sizes { append(size, to: &bytes) }
        return bytes
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}

/// The names of the files, for an output that is named as MNIST names its images, by another name that ends in `.idx`
/// or `.idx.gz`, or by what goes before `-images-idx3-ubyte`.
struct IDXNames: Hashable {
    var images: String
    var byteLabels: String
    var wordLabels: String
    var classes: String

    private static let ending = "-images-idx3-ubyte"

    /// Whether `path` is named as MNIST's images are.
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
        // Standard output, and devices, have no names made of them.
        images = path == "-" || path.hasPrefix("/dev/") ? path : base + Self.ending + packed
        byteLabels = base + "-labels-idx1-ubyte" + packed
        wordLabels = base + "-labels-idx1-int" + packed
        classes = base + ".classes.txt"
    }
}
