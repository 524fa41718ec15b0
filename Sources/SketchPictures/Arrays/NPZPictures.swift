internal import ArrayFiles
internal import SketchModel
internal import SketchStreams

/// Pictures as an archive that `numpy.load` reads without pickle. The same pictures give the same bytes.
///
/// | member | contents |
/// | --- | --- |
/// | `images.npy` | uint8, the pictures |
/// | `labels.npy` | int64, the class of each picture, -1 for no label |
/// | `classes.npy` | strings, the classes in the order of their numbers |
/// | `ids.npy` | uint64, the ids of the sketches, 0 for no id |
///
/// Until the numbers of the labels are known at the end, labels and ids wait in a `SpoolFile`, 16 bytes per picture.
struct NPZPictures: SketchWriter {
    let encoding: SketchEncoding
    private let files: OutputFiles
    private let shape: PictureShape
    private var file: HeadedFile
    private var images = ZipMember()
    private let labels = SpoolFile()
    private let ids = SpoolFile()
    private let order: ClassOrder
    private var tally = LabelTally()
    private var count = 0

    private static let imagesName = "images.npy"

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
        let room = ZipMember.headerSize(name: Self.imagesName, isDeflated: options.compresses)
        file = try HeadedFile(files.sink(path), headerSize: room)
    }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        count += chunk.ends.count
        var packed = chunk.deflated
        if encoding.compression != nil, packed == nil { packed = try file.sink.deflated(chunk.bytes) }
        if let packed { images.add(packed) } else { images.add(chunk.bytes) }
        try file.write(packed?.bytes ?? chunk.bytes)
        var (classNumbers, numbers): ([UInt8], [UInt8]) = ([], [])
        for (label, id) in zip(chunk.labels, chunk.ids) {
            Self.append(UInt64(bitPattern: Int64(tally.place(of: label) ?? -1)), to: &classNumbers)
            Self.append(id ?? 0, to: &numbers)
        }
        try labels.write(classNumbers)
        try ids.write(numbers)
    }

    mutating func finish() throws(Fault) -> [String] {
        var directory = ZipDirectory()
        let (sink, deflates) = (file.sink, encoding.compression != nil)
        if deflates { try file.write(ZipMember.deflatedEnd) }
        let header = PictureArrayHeader.bytes(.uint8, shape: shape.of(count))
        try file.write(header: images.header(header, name: Self.imagesName, isDeflated: deflates, in: &directory))
        let (classes, numbers) = tally.numbered(by: order)
        let labelHeader = PictureArrayHeader.bytes(.int64, shape: [count])
        try Self.write("labels.npy", labelHeader, to: sink, isDeflated: deflates, in: &directory) {
            [labels] use throws(Fault) in
            try labels.forEachWholePiece { piece throws(Fault) in try use(Self.numbered(piece, by: numbers)[...]) }
        }
        let idHeader = PictureArrayHeader.bytes(.uint64, shape: [count])
        try Self.write("ids.npy", idHeader, to: sink, isDeflated: deflates, in: &directory) {
            [ids] use throws(Fault) in
            try ids.forEachWholePiece(use)
        }
        let names = ClassArray(classes.names)
        try Self.write("classes.npy", names.header, to: sink, isDeflated: deflates, in: &directory) {
            use throws(Fault) in
            try names.forEachPiece(use)
        }
        try sink.write(directory.end(comment: ""))
        try files.complete(sink)
        try files.finish()
        return [classes.note()]
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// The numbers of labels, whose indices are in `piece`, 8 bytes each.
    private static func numbered(_ piece: ArraySlice<UInt8>, by numbers: [Int]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(piece.count)
        for start in stride(from: piece.startIndex, to: piece.endIndex, by: 8) {
            var place: UInt64 = 0
            for index in (start..<start + 8).reversed() { place = place << 8 | UInt64(piece[index]) }
            let number = numbers.indices.contains(Int(truncatingIfNeeded: place)) ? numbers[Int(place)] : -1
            append(UInt64(bitPattern: Int64(number)), to: &bytes)
        }
        return bytes
    }

    private typealias Use = (ArraySlice<UInt8>) throws(Fault) -> Void

    /// Writes a member whose bytes can be read twice: before its header is written, and after it.
    private static func write(
        _ name: String,
        _ header: [UInt8],
        to sink: ByteSink,
        isDeflated: Bool,
        in directory: inout ZipDirectory,
        _ forEachPiece: (Use) throws(Fault) -> Void
    ) throws(Fault) {
        var member = ZipMember()
        let packed = isDeflated ? SpoolFile() : nil
        try forEachPiece { piece throws(Fault) in
            guard let packed else { return member.add(Array(piece)) }
            let deflated = try sink.deflated(Array(piece))
            member.add(deflated)
            try packed.write(deflated.bytes)
        }
        try packed?.write(ZipMember.deflatedEnd)
        try sink.write(member.header(header, name: name, isDeflated: isDeflated, in: &directory))
        let write: Use = { piece throws(Fault) in try sink.write(Array(piece)) }
        if let packed { try packed.forEachWholePiece(write) } else { try forEachPiece(write) }
    }
}

/// Strings as NumPy stores them in an array: UTF-32, little-endian, padded with zeros to the length of the longest.
struct ClassArray {
    private let names: [String]
    /// The length of the longest, in UTF-32 characters; NumPy has no strings of length 0.
    private let width: Int

    init(_ names: [String]) {
        self.names = names
        width = names.reduce(1) { max($0, $1.unicodeScalars.count) }
    }

    var header: [UInt8] { ArrayHeader.bytes(description: "<U\(width)", shape: [names.count]) }

    func forEachPiece(_ use: (ArraySlice<UInt8>) throws(Fault) -> Void) throws(Fault) {
        for name in names {
            var bytes: [UInt8] = []
            for scalar in name.unicodeScalars { LittleEndian.append(scalar.value, count: 4, to: &bytes) }
            bytes.append(contentsOf: repeatElement(0, count: 4 * width - bytes.count))
            try use(bytes[...])
        }
    }
}
