package import ArrayFiles
package import SketchModel

extension SketchNetModel {
    /// Reads a model that Croquis wrote, or a checkpoint of SketchXAI as its authors published it: safetensors, or
    /// PyTorch's archive, whose pickle is read without running anything.
    ///
    /// A published checkpoint says neither its labels nor its heads. The labels are `QuickDrawCategories.names` for 345
    /// classes, the heads 3 and 12 for the widths 192 and 768; of another one, both must be given.
    /// - Parameters:
    ///   - name: the file's name, for faults.
    ///   - labels: the names of the classes, for a file that does not say them.
    ///   - heads: the number of heads, for a file that does not say it.
    /// - Throws: a fault at the byte, where that is known. Nothing large is allocated for a file that lies.
    package init(_ bytes: [UInt8], name: String = "model", labels: [String]? = nil, heads: Int? = nil) throws(Fault) {
        try self.init(BytesInMemory(bytes), name: name, labels: labels, heads: heads)
    }

    /// The same of bytes that are read piece by piece.
    package init(
        _ bytes: any RandomAccessBytes,
        name: String,
        labels: [String]? = nil,
        heads: Int? = nil
    ) throws(Fault) {
        self = try Self.located(name) { () throws(ArrayFault) in
            try ModelFile(bytes, labels: labels, heads: heads).model()
        }
    }
}
