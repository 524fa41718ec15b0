internal import Augmentation

/// The shape of a SketchXAINet (SketchXAI, CVPR 2023), and how it treats the tokens that a sketch doesn't fill.
package struct SketchNetConfiguration: Sendable, Hashable {
    /// The tokens of a sketch with fewer than 196 strokes.
    package enum Tokens: Sendable, Hashable {
        /// The class token and one token per stroke.
        case packed
        /// Always 197 tokens, as in the published checkpoints: a token without a stroke is its order embedding plus the
        /// bias of the location, and attends like any other.
        case padded197
    }

    /// The output computed from the tokens after the last layer.
    package enum Head: Sendable, Hashable {
        /// From the class token: one logit per class. Tokens contain the strokes' starts.
        case classes
        /// From each stroke's token: where the stroke belongs in a drawing of the given class; see `LocationLoss`.
        /// Tokens contain the strokes' sizes instead of their starts, and the class.
        case locations
    }

    /// The number of rows of the order embedding; strokes after them are left out, as in SketchXAI.
    package static let maximumStrokes = PackedSketch.strokeLimit

    /// The width of a token, twice the width of the LSTM in each direction.
    package var width: Int
    package var layers: Int
    package var heads: Int
    package var lstmLayers: Int
    /// The width of the feed-forward layer as a multiple of `width`.
    package var feedForwardRatio: Int
    package var classes: Int
    package var layerNormEpsilon: Double
    /// The share of activations dropped in training, of embeddings and of attention and feed-forward outputs.
    package var hiddenDropout: Double
    /// The share of attention weights dropped in training.
    package var attentionDropout: Double
    package var tokens: Tokens
    package var head: Head

    /// The number of outputs per token that is read.
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

    /// The published architectures: Tiny has width 192 and 3 heads, Base 768 and 12; both have 12 layers.
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

    /// - Throws: `SketchNetError.badConfiguration` if no network has this shape. The limits keep every element count
    ///   far from overflow, whatever file the numbers came from.
    package func validate() throws(SketchNetError) {
        func check(_ holds: Bool, _ rule: String) throws(SketchNetError) {
            if !holds { throw .badConfiguration(rule) }
        }
        try check((2...16384).contains(width) && width.isMultiple(of: 2), "the width must be even, from 2 to 16384")
        try check((1...width).contains(heads) && width.isMultiple(of: heads), "the heads must divide the width")
        try check((0...256).contains(layers), "there must be 0 to 256 layers")
        try check((1...16).contains(lstmLayers), "there must be 1 to 16 LSTM layers")
        try check((1...16).contains(feedForwardRatio), "the feed-forward ratio must be 1 to 16")
        try check((1...1_000_000).contains(classes), "there must be 1 to 1 000 000 classes")
        try check(layerNormEpsilon >= 0 && layerNormEpsilon < 1, "the layer norm's epsilon must be 0 or more, below 1")
        try check(head == .classes || tokens == .packed, "a location network must have packed tokens")
        for share in [hiddenDropout, attentionDropout] {
            try check(share >= 0 && share < 1, "a dropout must be 0 or more, below 1")
        }
    }
}
