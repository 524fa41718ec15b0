internal import SketchModel
internal import XMLTrees

/// What the annotations of a `traceGroup`, or of a `traceView` that groups others, say about it.
struct GroupLabels {
    /// The annotations of our own: a name that isn't the symbol's truth, the mark of a layer, the mark of a group that
    /// only labels strokes, the name of a trace.
    static let name = "name"
    static let layer = "layer"
    static let part = "part"
    static let strokeName = "strokeName"

    /// What its traces are: the symbol that they write.
    private(set) var truth: String?
    private(set) var name: String?
    /// The name of the traces themselves.
    private(set) var strokeName: String?
    private(set) var isLayer = false
    /// Whether it only labels its traces.
    private(set) var isPart = false
    private(set) var losses: Set<Loss> = []

    init(_ node: XMLNode) {
        for child in node.children {
            if child.name == "annotationXML" {
                take(emma: child)
                continue
            }
            guard child.name == "annotation" else { continue }
            switch child["type"] {
            case AnnotationText.truth where truth == nil:
                truth = AnnotationText.readTruth(child)
                if truth == nil { losses.insert(.parts) }
            case Self.name where name == nil:
                name = AnnotationText.read(child)
                if name == nil { losses.insert(.groups) }
            case Self.layer: isLayer = true
            case Self.part: isPart = true
            case Self.strokeName:
                isPart = true
                strokeName = AnnotationText.read(child)
                if strokeName == nil { losses.insert(.names) }
            default: losses.insert(.inkAnnotations)
            }
        }
    }

    /// Whether a `traceView` groups others or labels what it refers to.
    static func isGroup(_ view: XMLNode) -> Bool {
        view["traceDataRef"] == nil
            || view.children.contains { $0.name == "traceView" || $0.name == "annotation" }
    }

    /// Takes as name what Office has recognised: the word, or the kind of text.
    private mutating func take(emma node: XMLNode) {
        guard truth == nil, name == nil, let emma = node.child("emma") else { return }
        var kind: String?
        for child in emma.children {
            if child.name == "one-of", let literal = child.child("interpretation")?.child("literal") {
                name = AnnotationText.read(literal)
            } else if child.name == "interpretation", let context = child.child("context") {
                kind = kind ?? context["type"]
            }
        }
        name = name ?? kind
    }
}
