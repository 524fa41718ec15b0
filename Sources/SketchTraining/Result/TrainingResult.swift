internal import Platform
internal import SketchModel
package import SketchNet

/// The result of a training: the model as stored in its file, and its accuracy on the validation sketches.
package struct TrainingResult: Sendable {
    package let model: SketchNetModel
    /// `nil` if no sketches were kept for validation.
    package let evaluation: Evaluation?
    /// The expected calibration error with the model's temperature, over 15 bins.
    package let calibrationError: Double?
    /// With fewer validation sketches the temperature is 1, whatever they are.
    package static let fewestSketches = TemperatureFit.fewestSketches

    /// Rounds the averaged weights to what the file stores, evaluates them, and fits the temperature.
    /// - Returns: the result, and the file's bytes.
    /// - Throws: a fault in `name` if a weight is too large for the storage type, or an output isn't finite.
    static func finishing(
        _ trainer: Trainer,
        storage: SketchNetModel.Storage,
        name: String,
        description: [String: String]
    ) throws(Fault) -> (result: TrainingResult, bytes: [UInt8]) {
        do {
            let exact = try SketchNetModel(network: trainer.averagedNetwork, labels: trainer.set.classes)
            let network = try SketchNetModel(try exact.encoded(as: storage, name: name), name: name).network
            var (temperature, metadata) = (1.0, description)
            var (evaluation, error): (Evaluation?, Double?)
            if !trainer.validationSketches.isEmpty {
                let found = trainer.evaluate(network)
                metadata["validationLoss"] = "\(found.loss)"
                metadata["validationTop1"] = "\(found.topOne)"
                metadata["validationTop5"] = "\(found.topFive)"
                metadata["validationBalancedTop1"] = "\(found.balancedTopOne)"
                evaluation = found
            }
            // A location network has no probabilities.
            if !trainer.validationSketches.isEmpty, network.configuration.head == .classes {
                let sample = Self.sample(of: trainer.validationSketches, classes: trainer.set.classes.count)
                let logits = trainer.logits(network, of: sample)
                guard logits.allSatisfy(\.isFinite) else { throw TrainingError.diverged(step: trainer.step) }
                let labels = sample.map { Int(trainer.set.labels[$0]) }
                let classes = trainer.set.classes.count
                // Weighted as they were drawn in training: otherwise classes with many sketches, which are recognised
                // best, would make the network overconfident about all others.
                let weights = Self.weights(of: labels, exponent: trainer.configuration.samplingExponent)
                temperature = TemperatureFit.temperature(
                    logits: logits,
                    classes: classes,
                    labels: labels,
                    weights: weights
                )
                let expected = CalibrationError.expected(
                    logits: logits,
                    classes: classes,
                    labels: labels,
                    weights: weights,
                    temperature: temperature
                )
                metadata["validationCalibrationError"] = "\(expected)"
                error = expected
            }
            let model = try SketchNetModel(
                network: network,
                labels: trainer.set.classes,
                temperature: temperature,
                metadata: metadata
            )
            let result = TrainingResult(model: model, evaluation: evaluation, calibrationError: error)
            return (result, try model.encoded(as: storage, name: name))
        } catch let fault as Fault {
            throw fault
        } catch let reason as any FaultReason {
            throw Fault(source: name, reason: reason)
        } catch {
            throw Fault(source: name, reason: TrainingError.wrongState)
        }
    }

    /// The weight of each sketch if a class counts in proportion to its number of sketches to the power `exponent`.
    static func weights(of labels: [Int], exponent: Double) -> [Double] {
        var counts: [Int: Int] = [:]
        for label in labels { counts[label, default: 0] += 1 }
        return labels.map { pow(Double(counts[$0] ?? 1), exponent - 1) }
    }

    /// An even sample of the sketches, so that their logits take at most half a gigabyte.
    private static func sample(of sketches: [Int], classes: Int) -> [Int] {
        let most = max(1, (1 << 27) / max(1, classes))
        let step = (sketches.count - 1) / most + 1
        return stride(from: 0, to: sketches.count, by: step).map { sketches[$0] }
    }
}
