package import ArrayFiles
package import SketchModel

extension SketchNetModel {
    /// Reads a model that Croquis wrote, or a SketchXAI checkpoint as its authors published it: safetensors, or
    /// PyTorch's archive, whose pickle is read without executing anything.
    ///
    /// A published checkpoint states neither its labels nor its number of heads. The labels of 345 classes are
    /// `QuickDrawCategories.names`, and the widths 192 and 768 have 3 and 12 heads; for anything else, both must be
    /// given.
    /// - Parameters:
    ///   - name: the file's name, for errors.
    ///   - labels: the names of the classes, for a file that doesn't contain them.
    ///   - heads: the number of heads, for a file that doesn't state it.
    /// - Throws: a fault with the byte position, if known. Malformed files never cause large allocations.
    package init(_ bytes: [UInt8], name: String = "model", labels: [String]? = nil, heads: Int? = nil) throws(Fault) {
        try self.init(BytesInMemory(bytes), name: name, labels: labels, heads: heads)
    }

    /// Reads a model from bytes that are loaded piece by piece.
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
