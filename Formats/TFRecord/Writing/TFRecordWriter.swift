internal import SketchModel
internal import SketchStreams

/// Writes records, and beside them the names of their classes. A class is numbered when its first sketch arrives, as the
/// tutorial's programs do; all files of an output share the numbers.
struct TFRecordWriter: SketchWriter {
    let encoding = SketchEncoding { TFRecordEncoder() }
    private let format: String
    private let sink: ByteSink
    private var classes: ClassOrder

    init(_ output: SketchOutput, format: String, classes: ClassOrder = ClassOrder()) throws(Fault) {
        guard case .stream(let sink) = output else {
            throw Fault(source: output.name, reason: StreamError.needsSingleFile(format: format))
        }
        (self.sink, self.format, self.classes) = (sink, format, classes)
        try sink.reserveCompanion(RecordFileName.classesEnding)
    }

    func next(_ output: SketchOutput) throws(Fault) -> (any SketchWriter)? {
        try TFRecordWriter(output, format: format, classes: classes)
    }

    mutating func write(_ chunk: EncodedChunk) throws(Fault) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(chunk.bytes.count + 64 * chunk.ends.count)
        for sketch in chunk.ends.indices {
            append(PendingRecord(chunk.bytes[chunk.range(of: sketch)]), to: &bytes)
        }
        try sink.write(bytes)
    }

    private mutating func append(_ record: PendingRecord, to bytes: inout [UInt8]) {
        var number: [UInt8] = []
        if !record.label.isEmpty {
            ExampleBytes.append([classes.number(of: record.label)], named: "class_index", to: &number)
        }
        let entries = record.entries.count + number.count
        let length = ExampleBytes.featuresSize(entries: entries) + entries
        RecordFrame.append(length: length, to: &bytes) {
            ExampleBytes.appendFeatures(entries: entries, to: &$0)
            $0.append(contentsOf: record.entries)
            $0.append(contentsOf: number)
        }
    }

    mutating func finish() throws(Fault) -> [String] {
        guard !classes.names.isEmpty else {
            try sink.finish()
            return []
        }
        let file = CompanionFile(ending: RecordFileName.classesEnding, bytes: classes.text)
        let path = try sink.finish(with: file)
        let order = "\(classes.names.count), numbered in the order of their first appearance"
        if let path { return ["classes: \(order), named in \(path)"] }
        let missing = "; their names are not written, since the output is not a named file"
        return ["classes: \(order)" + (sink.isNamed ? "" : missing)]
    }
}

/// The classes in the order of their first appearance, which is their numbers' order.
struct ClassOrder {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]
    /// The class before; neighbours are usually of the same.
    private var last: (name: [UInt8], number: Int)?

    /// The number of a class, whether or not it has appeared before.
    mutating func number(of name: ArraySlice<UInt8>) -> Int {
        if let last, last.name.elementsEqual(name) { return last.number }
        let text = String(decoding: name, as: UTF8.self)
        let number = numbers[text] ?? names.count
        if number == names.count {
            names.append(text)
            numbers[text] = number
        }
        last = (Array(name), number)
        return number
    }

    /// The names, one per line.
    var text: [UInt8] { names.flatMap { Array($0.utf8) + [0x0a] } }
}
