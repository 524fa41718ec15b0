internal import Augmentation

/// The shape of a SketchXAINet (SketchXAI, CVPR 2023), and what it does with the tokens a sketch does not fill.
package struct SketchNetConfiguration: Sendable, Hashable {
    /// What the transformer sees of a sketch with fewer than 196 strokes.
    package enum Tokens: Sendable, Hashable {
        /// The class token and a token for each stroke.
        case packed
        /// Always 197 tokens, as the published checkpoints: a token without stroke is its order embedding and the bias
        /// of the location, and attends as any other.
        case padded197
    }

    /// What is read from the tokens after the last layer.
    package enum Head: Sendable, Hashable {
        /// From the class token: a logit for each class. The tokens are of the strokes' starts.
        case classes
        /// From each stroke's token: where it belongs in a drawing of the class that is given; see `LocationLoss`. The
        /// tokens are of the strokes' sizes in place of their starts, and of the class.
        case locations
    }

    /// The order embedding has so many rows; strokes after them are left out, as SketchXAI does.
    package static let maximumStrokes = PackedSketch.strokeLimit

    /// The width of a token; half of it is the width of the LSTM in each direction.
    package var width: Int
    package var layers: Int
    package var heads: Int
    package var lstmLayers: Int
    /// The feed-forward layer's width in units of `width`.
    package var feedForwardRatio: Int
    package var classes: Int
    package var layerNormEpsilon: Double
    /// The share of activations dropped in training: of embeddings, attention and feed-forward outputs.
    package var hiddenDropout: Double
    /// The share of attention weights dropped in training.
    package var attentionDropout: Double
    package var tokens: Tokens
    package var head: Head

    /// How many numbers are read from a token.
    package var outputs: Int { head == .classes ? classes : 3 }

    package init(
        width: Int,
        layers: Int,
        heads: Int,
        classes: Int,
        lstmLayers: Int = 2,
        feedForwardRatio: Int = 4,
        layerNormEpsilon: Double = 1e-6,
        hiddenDropout: Double = 0,
        attentionDropout: Double = 0,
        tokens: Tokens = .packed,
        head: Head = .classes
    ) {
        self.width = width
        self.layers = layers
        self.heads = heads
        self.classes = classes
        self.lstmLayers = lstmLayers
        self.feedForwardRatio = feedForwardRatio
        self.layerNormEpsilon = layerNormEpsilon
        self.hiddenDropout = hiddenDropout
        self.attentionDropout = attentionDropout
        self.tokens = tokens
        self.head = head
    }

    /// The published architectures: Tiny has width 192 and 3 heads, Base 768 and 12; 12 layers.
    package static func published(width: Int, heads: Int, classes: Int) -> SketchNetConfiguration {
        SketchNetConfiguration(
            width: width,
            layers: 12,
            heads: heads,
            classes: classes,
            layerNormEpsilon: 1e-12,
            hiddenDropout: 0.1,
            attentionDropout: 0.1,
            tokens: .padded197
        )
    }

    package static func tiny(classes: Int) -> SketchNetConfiguration {
        published(width: 192, heads: 3, classes: classes)
    }
    package static func base(classes: Int) -> SketchNetConfiguration {
        published(width: 768, heads: 12, classes: classes)
    }

    /// - Throws: `SketchNetError.badConfiguration` where no network has this shape. The bounds keep every count of
    ///   elements far from overflow, whatever file the numbers came from.
    package func validate() throws(SketchNetError) {
        func check(_ holds: Bool, _ rule: String) throws(SketchNetError) {
            if !holds { throw .badConfiguration(rule) }
        }
        try check((2...16384).contains(width) && width.isMultiple(of: 2), "the width is even, from 2 to 16384")
        try check((1...width).contains(heads) && width.isMultiple(of: heads), "the heads divide the width")
        try check((0...256).contains(layers), "the layers are 0 to 256")
        try check((1...16).contains(lstmLayers), "the LSTM layers are 1 to 16")
        try check((1...16).contains(feedForwardRatio), "the feed-forward ratio is 1 to 16")
        try check((1...1_000_000).contains(classes), "the classes are 1 to 1 000 000")
        try check(layerNormEpsilon >= 0 && layerNormEpsilon < 1, "the layer norm's epsilon is from 0 to below 1")
        try check(head == .classes || tokens == .packed, "a network of locations has packed tokens")
        for share in [hiddenDropout, attentionDropout] {
            try check(share >= 0 && share < 1, "a dropout is from 0 to below 1")
        }
    }
}
