internal import JSONTrees
internal import Platform
internal import SketchModel
internal import SketchStreams

/// An element of a scene that is drawn as one stroke.
struct SceneElement {
    enum Kind: String {
        case freedraw, draw, line, arrow, rectangle, ellipse, diamond

        /// Whether it is a path of the pen, rather than a shape.
        var isFreehand: Bool { self == .freedraw || self == .draw }
        /// Whether it is a list of points, rather than an outline.
        var hasPoints: Bool { isFreehand || self == .line || self == .arrow }
    }

    let node: JSONNode
    let kind: Kind

    /// `nil` for an element of another kind, or whose line isn't visible.
    init?(_ node: JSONNode) {
        guard let kind = node["type"]?.text.flatMap(Kind.init), node["strokeColor"]?.text != "transparent" else {
            return nil
        }
        (self.node, self.kind) = (node, kind)
    }

    /// Those of a list that are drawn, in order. What was deleted in the app is still in the list.
    static func all(in elements: JSONNode) -> some Sequence<SceneElement> {
        elements.elements.lazy.filter { $0["isDeleted"]?.boolean != true }.compactMap { SceneElement($0) }
    }

    /// A number of the element.
    /// - Parameter fallback: its value if it is missing or `null`; it must be there without one.
    func number(_ key: String, or fallback: Double? = nil) throws(DocumentFault) -> Double {
        guard let value = node[key], !value.isNull else {
            if let fallback { return fallback }
            throw DocumentFault(ExcalidrawError.noNumber(key), at: node.offset)
        }
        guard let number = value.number, number.isFinite else {
            throw DocumentFault(ExcalidrawError.badNumber(key), at: value.offset)
        }
        return number
    }

    /// Appends its points, in the scene's coordinates.
    /// - Parameter budget: how many more points curves may take.
    func append(to points: inout [Point], budget: inout Int) throws(DocumentFault) {
        let first = points.count
        let origin = Point(try number("x"), try number("y"))
        let centre = try appendLocal(to: &points, budget: &budget)
        let angle = try number("angle", or: 0)
        if angle == 0 {
            for index in first..<points.count { points[index] = origin + points[index] }
        } else if let centre = centre ?? BoundingBox(points[first...])?.center {
            let (sine, cosine) = (sin(angle), cos(angle))
            for index in first..<points.count {
                let arm = points[index] - centre
                let turned = Point(cosine * arm.x - sine * arm.y, sine * arm.x + cosine * arm.y)
                points[index] = origin + (centre + turned)
            }
        }
        guard points[first...].allSatisfy(\.isFinite) else {
            throw DocumentFault(ExcalidrawError.outOfRange, at: node.offset)
        }
    }

    /// Appends its points before rotation, relative to its origin.
    /// - Returns: what it is rotated about, if that isn't the middle of the points.
    private func appendLocal(to points: inout [Point], budget: inout Int) throws(DocumentFault) -> Point? {
        if kind.hasPoints {
            let path = try listedPoints()
            if !kind.isFreehand, path.count > 2, isRounded, node["elbowed"]?.boolean != true {
                try append(Outline.curve(through: path), to: &points, &budget)
            } else {
                points.append(contentsOf: path)
            }
            return nil
        }
        let (width, height) = (try number("width"), try number("height"))
        let outline = Outline(width: width, height: height, radius: cornerRadius)
        switch kind {
        case .ellipse: try append(outline.ellipse, to: &points, &budget)
        case .diamond: try append(outline.diamond, to: &points, &budget)
        default: try append(outline.rectangle, to: &points, &budget)
        }
        return Point(width / 2, height / 2)
    }

    private func append(_ curve: [Point], to points: inout [Point], _ budget: inout Int) throws(DocumentFault) {
        budget -= curve.count
        if budget < 0 {
            throw DocumentFault(ExcalidrawError.tooManyPoints(limit: SceneReader.curveLimit), at: node.offset)
        }
        points.append(contentsOf: curve)
    }

    /// The points as they are listed. A line of old without them leads to the opposite corner of its box.
    private func listedPoints() throws(DocumentFault) -> [Point] {
        var points: [Point] = []
        let list = node["points"]
        guard let list, list.isArray else {
            if kind.isFreehand { throw DocumentFault(ExcalidrawError.noPoints, at: (list ?? node).offset) }
            return [.zero, Point(try number("width"), try number("height"))]
        }
        for value in list.elements {
            var numbers = value.elements
            guard value.isArray, let x = numbers.next()?.number, let y = numbers.next()?.number, x.isFinite, y.isFinite
            else { throw DocumentFault(ExcalidrawError.badPoint, at: value.offset) }
            points.append(Point(x, y))
        }
        if points.count < 2, !kind.isFreehand {
            return [.zero, Point(try number("width", or: 0), try number("height", or: 0))]
        }
        return points
    }

    // MARK: Roundness

    private static let adaptiveRadius = 3.0

    private var isRounded: Bool { node["roundness"]?.isObject ?? false || node["strokeSharpness"]?.text == "round" }

    /// The radius of a corner on a side of that length, as the app computes it.
    private func cornerRadius(_ side: Double) -> Double {
        guard isRounded else { return 0 }
        let share = side / 4
        let roundness = node["roundness"]
        guard roundness?["type"]?.number == Self.adaptiveRadius else { return share }
        return min(share, max(roundness?["value"]?.number ?? 32, 0))
    }
}
