internal import SketchModel

/// The colour that results from a paint on an element.
struct Ink: Sendable, Equatable {
    /// The colour, or the mean of a gradient's colours; `nil` for a pattern, whose colour isn't known.
    var colour: ColourValue?
    /// Whether the paint is a gradient or a pattern.
    var isServer = false
}

/// Gradients and patterns, of which strokes can keep only one colour.
extension Drawer {
    /// The most gradients that may refer to each other.
    private static let serverDepthLimit = 32

    /// The ink of a paint; `nil` if it is invisible.
    mutating func ink(_ paint: Paint, _ style: Style) -> Ink? {
        switch paint {
        case .none: return nil
        case .colour(let colour): return colour.alpha > 0 ? Ink(colour: colour) : nil
        case .currentColor: return style.colour.alpha > 0 ? Ink(colour: style.colour) : nil
        case .contextFill: return ink(style.contextFill, .initial)
        case .contextStroke: return ink(style.contextStroke, .initial)
        case .server(let node):
            if let known = servers[node] { return known }
            let found = serverInk(node)
            servers[node] = .some(found)
            return found
        }
    }

    /// The paint of a `use`, for the elements that it draws.
    func contextPaint(_ paint: Paint, _ style: Style) -> Paint {
        switch paint {
        case .contextFill: style.contextFill
        case .contextStroke: style.contextStroke
        case .currentColor: .colour(style.colour)
        default: paint
        }
    }

    private mutating func serverInk(_ node: Int) -> Ink? {
        var server = node
        for _ in 0..<Self.serverDepthLimit {
            if tree.nodes[server].name == .pattern {
                if children(of: server).contains(where: { tree.nodes[$0].name.isRendered }) {
                    return Ink(isServer: true)
                }
            } else {
                let stops = children(of: server).filter { tree.nodes[$0].name == .stop }
                if !stops.isEmpty { return meanInk(stops, style(outside: server)) }
            }
            guard let value = tree.value(.href, of: server) ?? tree.value(.xlinkHref, of: server),
                let next = target(at: trimmed(value))
            else { return nil }
            switch tree.nodes[next].name {
            case .linearGradient, .radialGradient, .pattern: server = next
            default: return nil
            }
        }
        return nil
    }

    private func children(of node: Int) -> [Int] {
        var children: [Int] = []
        var child = node + 1
        while child < tree.nodes[node].subtreeEnd {
            children.append(child)
            child = tree.nodes[child].subtreeEnd
        }
        return children
    }

    /// The mean colour of a gradient's stops, weighted by their opacities.
    private mutating func meanInk(_ stops: [Int], _ parent: Style) -> Ink? {
        var (red, green, blue, alpha) = (0.0, 0.0, 0.0, 0.0)
        for stop in stops {
            let style = cascade.style(of: stop, parent: parent, in: cascade.basis.screen)
            let rare = cascade.rare(style) ?? RareStyle()
            let colour: ColourValue =
                switch rare.stopColour {
                case .colour(let colour): colour
                case .currentColor: style.colour
                default: .black
                }
            let weight = Double(colour.alpha) * rare.stopOpacity
            red += Double(colour.red) / 255 * weight
            green += Double(colour.green) / 255 * weight
            blue += Double(colour.blue) / 255 * weight
            alpha += weight
        }
        guard alpha > 0 else { return nil }
        let mean = ColourValue(
            red: red / alpha,
            green: green / alpha,
            blue: blue / alpha,
            alpha: alpha / Double(stops.count)
        )
        return Ink(colour: mean, isServer: true)
    }

    /// The style from which an element's children inherit, wherever the element is.
    private mutating func style(outside node: Int) -> Style {
        var path: [Int] = []
        var ancestor = node
        while ancestor >= 0 {
            path.append(ancestor)
            ancestor = tree.nodes[ancestor].parent
        }
        return path.reversed().reduce(Style.initial) { cascade.style(of: $1, parent: $0, in: cascade.basis.screen) }
    }
}
