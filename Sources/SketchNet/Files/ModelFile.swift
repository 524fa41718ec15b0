internal import ArrayFiles
internal import Platform
internal import SketchModel

/// A model file whose descriptions have all been validated. Only then are the weights read.
struct ModelFile {
    private let file: TensorFile
    /// The name of each tensor in the file, keyed by its name in the network.
    private let names: [String: String]
    private let layout: WeightLayout
    private let configuration: SketchNetConfiguration
    private let labels: [String]
    private let temperature: Double

    init(_ bytes: any RandomAccessBytes, labels given: [String]?, heads: Int?) throws(ArrayFault) {
        file = try TensorFile.open(bytes)
        do throws(SketchNetModelError) {
            let metadata = file.metadata
            names = try Self.names(of: file)
            if metadata.keys.contains(where: { $0.hasPrefix(ModelMetadata.prefix) || $0.hasPrefix(Self.training) }) {
                configuration = try ModelMetadata.configuration(metadata)
                labels = try ModelMetadata.labels(metadata)
                temperature = try ModelMetadata.temperature(metadata)
                if let given, given != labels { throw .otherLabels }
                if let heads, heads != configuration.heads {
                    throw .wrongHeads(given: heads, heads: configuration.heads)
                }
            } else {
                let shapes = names.compactMapValues { [file] in file.tensor($0)?.shape }
                configuration = try PublishedCheckpoint.configuration(shapes, heads: heads)
                if let given {
                    labels = given
                } else {
                    labels = try PublishedCheckpoint.labels(classes: configuration.classes)
                }
                temperature = 1
            }
            layout = WeightLayout(configuration)
            try checkTensors()
            try SketchNetModel.check(labels, classes: configuration.classes)
            // Limits what is allocated: every element takes at least a byte, although tensors of a checkpoint may share
            // theirs.
            guard layout.count <= bytes.count else { throw .tooFewBytes(weights: layout.count, bytes: bytes.count) }
        } catch { throw ArrayFault(error) }
    }

    /// The prefix of what training stores beside the weights.
    private static let training = "training."

    private static func names(of file: TensorFile) throws(SketchNetModelError) -> [String: String] {
        var names: [String: String] = [:]
        for name in file.names {
            let bare = bare(name)
            guard names.updateValue(name, forKey: bare) == nil else { throw .duplicateTensor(bare) }
        }
        return names
    }

    /// The name without the prefix that PyTorch's `DataParallel` adds.
    private static func bare(_ name: String) -> String {
        name.hasPrefix("module.") ? String(name.dropFirst("module.".count)) : name
    }

    private func checkTensors() throws(SketchNetModelError) {
        for tensor in layout.tensors {
            guard let name = names[tensor.name], let found = file.tensor(name) else {
                throw .missingTensor(tensor.name)
            }
            guard found.shape == tensor.shape else {
                throw .wrongShape(tensor.name, expected: tensor.shape, found: found.shape)
            }
            guard found.type.isFloat else { throw .notFloats(tensor.name, type: found.type.rawValue) }
        }
        // In the file's order, so that the error names the first one.
        for bare in file.names.lazy.map(Self.bare) {
            guard layout[bare] != nil || PublishedCheckpoint.ignores(bare) || bare.hasPrefix(Self.training) else {
                throw .unknownTensor(bare)
            }
        }
    }

    func model() throws(ArrayFault) -> SketchNetModel {
        let weights = SketchNetWeights(layout: layout, values: try weights())
        do {
            return SketchNetModel(
                checked: try SketchNetwork(configuration, weights: weights),
                labels: labels,
                temperature: temperature,
                metadata: file.metadata
            )
        } catch { throw ArrayFault(error) }
    }

    private func weights() throws(ArrayFault) -> [Float] {
        var outcome: Result<Void, ArrayFault> = .success(())
        let values = [Float](unsafeUninitializedCapacity: layout.count) { memory, count in
            LargePages.advise(UnsafeMutableRawBufferPointer(memory))
            outcome = Result { () throws(ArrayFault) in
                var buffer: [UInt8] = []
                for tensor in layout.tensors {
                    var numbers = memory.extracting(tensor.range).mutableSpan
                    try file.readFloats(of: names[tensor.name] ?? tensor.name, into: &numbers, through: &buffer)
                    guard numbers.span.areFinite else {
                        throw ArrayFault(SketchNetModelError.notFinite(tensor.name))
                    }
                    count = tensor.range.upperBound
                }
            }
        }
        try outcome.get()
        return values
    }
}
