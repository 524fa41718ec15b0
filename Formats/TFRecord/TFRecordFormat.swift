package import SketchModel
public import SketchStreams

extension Format {
    /// TFRecords as the tutorial on recurrent networks for QuickDraw makes them: offsets in 0…1 and numbered classes.
    public static let tfrecord = Format(TFRecordFormat())
}

/// TensorFlow's record files with a drawing per `Example`: see README.md.
///
/// Source: tensorflow/models, `tutorials/rnn/quickdraw/create_dataset.py`.
package struct TFRecordFormat: SketchFormat, ClassNumbering {
    package let name = "tfrecord"
    package let summary = "TFRecords of TensorFlow's QuickDraw tutorial: offsets in 0…1, numbered classes"
    package let fileExtensions = ["tfrecord", "tfrecords"]
    package let holds = "strokes scaled to 0…1 on each axis, and labels"
    package let layout = FileLayout.manySketches
    package let records: RecordForm? = .bytes

    /// How classes are numbered; `nil` for the order of their first appearance.
    private var order: ClassOrder?

    package init() {}

    package func numbering(by order: ClassOrder) -> Self {
        var format = self
        format.order = order
        return format
    }

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        if RecordFrame.isHeader(prefix.span) { return .certain }
        return RecordFileName.isUsual(fileName, extensions: fileExtensions) ? .possible : .no
    }

    package func shardName(_ path: String, _ shard: Int, of count: Int) -> String {
        RecordFileName.shard(of: path, shard, of: count)
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader { try TFRecordReader(source) }

    package func makeWriter(_ output: SketchOutput) throws(Fault) -> any SketchWriter {
        try TFRecordWriter(output, format: name, order: order)
    }
}
