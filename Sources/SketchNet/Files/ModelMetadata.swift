internal import ArrayFiles
internal import SketchModel
internal import TextNotation

/// The metadata of a model's safetensors file:
///
///     croquis.configuration   {"width":192,"layers":4,…}: every property of `SketchNetConfiguration`, by its name
///     croquis.labels          ["airplane",…]: the names of the classes, in the order of the logits
///     croquis.temperature     1.25, or absent for 1
enum ModelMetadata {
    static let prefix = "croquis."
    static let configurationKey = "croquis.configuration"
    static let labelsKey = "croquis.labels"
    static let temperatureKey = "croquis.temperature"

    private typealias Property<Value> = any WritableKeyPath<SketchNetConfiguration, Value> & Sendable

    private static let wholeNumbers: [(name: String, path: Property<Int>)] = [
        ("width", \.width), ("layers", \.layers), ("heads", \.heads), ("lstmLayers", \.lstmLayers),
        ("feedForwardRatio", \.feedForwardRatio), ("classes", \.classes),
    ]
    private static let fractions: [(name: String, path: Property<Double>)] = [
        ("layerNormEpsilon", \.layerNormEpsilon), ("hiddenDropout", \.hiddenDropout),
        ("attentionDropout", \.attentionDropout),
    ]
    private static let tokens: [(name: String, value: SketchNetConfiguration.Tokens)] = [
        ("packed", .packed), ("padded197", .padded197),
    ]
    private static let heads: [(name: String, value: SketchNetConfiguration.Head)] = [
        ("classes", .classes), ("locations", .locations),
    ]

    // MARK: Written

    static func text(_ configuration: SketchNetConfiguration) -> String {
        var fields = wholeNumbers.map { "\"\($0.name)\":\(configuration[keyPath: $0.path])" }
        fields += fractions.map { "\"\($0.name)\":\(configuration[keyPath: $0.path])" }
        fields += tokens.filter { $0.value == configuration.tokens }.map { "\"tokens\":\"\($0.name)\"" }
        // Files from before there were heads don't have this key.
        if configuration.head != .classes {
            fields += heads.filter { $0.value == configuration.head }.map { "\"head\":\"\($0.name)\"" }
        }
        return "{\(fields.joined(separator: ","))}"
    }

    static func text(_ labels: [String]) -> String { "[\(labels.map(JSONText.quoted).joined(separator: ","))]" }

    // MARK: Read

    static func configuration(_ metadata: [String: String]) throws(SketchNetModelError) -> SketchNetConfiguration {
        let key = configurationKey
        var configuration = SketchNetConfiguration(width: 0, layers: 0, heads: 0, classes: 0)
        var missing = Set(wholeNumbers.map(\.name) + fractions.map(\.name) + ["tokens", "head"])
        try read(key, of: metadata, "the object") { (reader) throws(ArrayFault) in
            try reader.forEachKey { (reader, name, start) throws(ArrayFault) in
                guard missing.remove(name) != nil else {
                    throw reader.bad("a key is unknown or repeated", at: start)
                }
                if let path = wholeNumbers.first(where: { $0.name == name })?.path {
                    configuration[keyPath: path] = try reader.wholeNumber()
                } else if let path = fractions.first(where: { $0.name == name })?.path {
                    configuration[keyPath: path] = try reader.number()
                } else if name == "head" {
                    let text = try reader.string()
                    guard let value = heads.first(where: { $0.name == text })?.value else {
                        throw reader.bad("the head is neither classes nor locations", at: start)
                    }
                    configuration.head = value
                } else {
                    let text = try reader.string()
                    guard let value = tokens.first(where: { $0.name == text })?.value else {
                        throw reader.bad("the tokens are neither packed nor padded197", at: start)
                    }
                    configuration.tokens = value
                }
            }
        }
        missing.remove("head")
        guard missing.isEmpty else {
            throw .badMetadata(key: key, "it lacks \(missing.sorted().joined(separator: ", "))")
        }
        do { try configuration.validate() } catch {
            guard case .badConfiguration(let rule) = error else { throw .badMetadata(key: key, error.message) }
            throw .badMetadata(key: key, rule)
        }
        return configuration
    }

    static func labels(_ metadata: [String: String]) throws(SketchNetModelError) -> [String] {
        var labels: [String] = []
        try read(labelsKey, of: metadata, "the list") { (reader) throws(ArrayFault) in
            try reader.forEachValue { (reader) throws(ArrayFault) in labels.append(try reader.string()) }
        }
        return labels
    }

    static func temperature(_ metadata: [String: String]) throws(SketchNetModelError) -> Double {
        guard let text = metadata[temperatureKey] else { return 1 }
        guard let value = Double(text), value.isFinite, value > 0 else { throw .badTemperature("'\(text)'") }
        return value
    }

    private static func read(
        _ key: String,
        of metadata: [String: String],
        _ what: String,
        _ body: (inout JSONReader) throws(ArrayFault) -> Void
    ) throws(SketchNetModelError) {
        guard let text = metadata[key] else { throw .missingMetadata(key: key) }
        var reader = JSONReader(Array(text.utf8)) { SketchNetModelError.badMetadata(key: key, $0) }
        do throws(ArrayFault) {
            try body(&reader)
            try reader.expectEnd(of: what)
        } catch {
            guard let reason = error.reason as? SketchNetModelError else {
                throw .badMetadata(key: key, error.reason.message)
            }
            throw reason
        }
    }
}
