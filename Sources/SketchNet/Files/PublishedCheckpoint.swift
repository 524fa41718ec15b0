internal import ArrayFiles
internal import SketchModel

/// The checkpoints published by the authors of SketchXAI don't state their configuration: it follows from the shapes.
enum PublishedCheckpoint {
    /// Unused tensors that were inherited from a network for pictures.
    static func ignores(_ name: String) -> Bool {
        ["vit.embeddings.position_embeddings", "vit.embeddings.mask_token"].contains(name)
            || name.hasPrefix("vit.embeddings.patch_embeddings.") || name.hasPrefix("classifier.")
    }

    /// - Parameter heads: for a width other than the published ones, 192 and 768, whose heads have a width of 64.
    static func configuration(
        _ shapes: [String: [Int]],
        heads given: Int?
    ) throws(SketchNetModelError) -> SketchNetConfiguration {
        let token = "vit.embeddings.cls_token"
        let classifier = "vit.fc.weight"
        guard let tokenShape = shapes[token] else { throw .missingTensor(token) }
        guard let classifierShape = shapes[classifier] else { throw .missingTensor(classifier) }
        guard tokenShape.count == 3, let width = tokenShape.last, tokenShape == [1, 1, width] else {
            throw .wrongShape(token, expected: [1, 1, 192], found: tokenShape)
        }
        guard classifierShape.count == 2, classifierShape[1] == width else {
            throw .wrongShape(classifier, expected: [classifierShape.first ?? 345, width], found: classifierShape)
        }
        let known = [192: 3, 768: 12][width]
        if let given, let known, given != known { throw .wrongHeads(given: given, heads: known) }
        guard let heads = known ?? given else { throw .unknownHeads(width: width) }
        var configuration = SketchNetConfiguration.published(width: width, heads: heads, classes: classifierShape[0])
        configuration.layers = layers(shapes.keys)
        do { try configuration.validate() } catch {
            guard case .badConfiguration(let rule) = error else { throw .badConfiguration(error.message) }
            throw .badConfiguration(rule)
        }
        return configuration
    }

    /// The highest layer number plus one; gaps show up as missing tensors.
    private static func layers(_ names: some Sequence<String>) -> Int {
        let prefix = "vit.encoder.layer."
        let numbers = names.lazy.filter { $0.hasPrefix(prefix) }.compactMap { name in
            Int(name.dropFirst(prefix.count).prefix { $0 != "." })
        }
        return (numbers.max() ?? -1).addingReportingOverflow(1).partialValue
    }

    static func labels(classes: Int) throws(SketchNetModelError) -> [String] {
        guard classes == QuickDrawCategories.names.count else { throw .unknownLabels(classes: classes) }
        return QuickDrawCategories.names
    }
}
