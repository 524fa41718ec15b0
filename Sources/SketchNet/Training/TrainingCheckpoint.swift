package import ArrayFiles

/// The complete state of a training run: with the same configuration and sketches, training continues from here as if
/// it had never stopped, to the last bit on one machine.
package struct TrainingState: Sendable, Hashable {
    /// Identifies the configuration, network and sketches; the number of workers isn't part of it.
    package var run: String
    /// The number of steps taken. With the seed, it determines sampling and dropout.
    package var step: Int
    package var weights: [Float]
    /// The running average of the weights, which is what is evaluated and kept.
    package var average: [Float]
    /// The running means of the gradients and of their squares.
    package var means: [Float]
    package var squares: [Float]
}

/// A training's state as a safetensors file. The running average of the weights has the tensors' own names, as in a
/// file of weights; the rest is under `training.weights.…`, `training.means.…` and `training.squares.…`.
package enum TrainingCheckpoint {
    private static let kinds: [(prefix: String, state: any WritableKeyPath<TrainingState, [Float]> & Sendable)] = [
        ("", \.average), ("training.weights.", \.weights), ("training.means.", \.means),
        ("training.squares.", \.squares),
    ]

    /// - Parameters:
    ///   - metadata: further metadata of the file; keys that begin with `training.` are reserved.
    /// - Throws: if the state doesn't fit the layout.
    package static func encode(
        _ state: TrainingState,
        layout: WeightLayout,
        metadata: [String: String] = [:]
    ) throws -> [UInt8] {
        var metadata = metadata
        metadata["training.step"] = String(state.step)
        metadata["training.run"] = state.run
        var tensors: [(description: TensorDescription, numbers: [Float])] = []
        for (prefix, path) in kinds {
            let values = state[keyPath: path]
            guard values.count == layout.count else { throw TrainingError.wrongState }
            for tensor in layout.tensors {
                let description = TensorDescription(name: prefix + tensor.name, type: .float32, shape: tensor.shape)
                tensors.append((description, Array(values[tensor.range])))
            }
        }
        return try SafeTensorsWriter.file(tensors, metadata: metadata)
    }

    /// - Throws: if the file is malformed, or belongs to another network.
    package static func decode(_ bytes: any RandomAccessBytes, layout: WeightLayout) throws -> TrainingState {
        let file = try SafeTensorsFile(bytes)
        guard let step = file.metadata["training.step"].flatMap({ Int($0) }), let run = file.metadata["training.run"]
        else { throw TrainingError.wrongState }
        var state = TrainingState(run: run, step: step, weights: [], average: [], means: [], squares: [])
        for (prefix, path) in kinds {
            var values: [Float] = []
            values.reserveCapacity(layout.count)
            for tensor in layout.tensors {
                guard let found = file.tensor(prefix + tensor.name), found.shape == tensor.shape, found.type == .float32
                else { throw TrainingError.wrongState }
                values += try file.floats(of: found.name)
            }
            state[keyPath: path] = values
        }
        return state
    }
}
