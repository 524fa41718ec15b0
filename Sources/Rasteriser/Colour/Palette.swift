public import SketchModel

/// A scale of colours.
public enum Palette: String, Sendable, CaseIterable {
    /// Violet to red: the scale of the figures in "SketchXAI" (CVPR 2023), matplotlib's `rainbow`.
    case rainbow
    /// Dark violet to yellow, evenly lighter.
    case viridis
    /// Dark blue to yellow, made to look the same to colour-blind readers (Nuñez, Anderton and Renslow, 2018).
    case cividis

    /// The colour at a position from 0 to 1: the nearest two of the scale, interpolated. Positions outside are clamped.
    public func colour(at place: Double) -> Colour {
        let anchors = anchors
        let position = (place.isNaN ? 0 : min(max(place, 0), 1)) * Double(anchors.count - 1)
        let index = min(Int(position), anchors.count - 2)
        return anchors[index].mixed(with: anchors[index + 1], share: position - Double(index))
    }

    private var anchors: [Colour] {
        switch self {
        case .rainbow: Self.rainbowAnchors
        case .viridis: Self.viridisAnchors
        case .cividis: Self.cividisAnchors
        }
    }

    private static let rainbowAnchors: [Colour] = [
        0x8000FF, 0x6032FE, 0x4062FA, 0x208EF4, 0x00B4EC, 0x20D4E1, 0x40ECD4, 0x60FAC5, 0x80FFB4,
        0x9FFAA2, 0xBFEC8E, 0xDFD478, 0xFFB462, 0xFF8E4A, 0xFF6232, 0xFF3219, 0xFF0000,
    ].map(Colour.init(rgb:))

    private static let viridisAnchors: [Colour] = [
        0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725,
    ].map(Colour.init(rgb:))

    private static let cividisAnchors: [Colour] = [
        0x00204D, 0x00336F, 0x39486B, 0x575C6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B, 0xFFEA46,
    ].map(Colour.init(rgb:))
}

extension Colour {
    /// - Parameter share: the share of `other`, from 0 to 1.
    package func mixed(with other: Colour, share: Double) -> Colour {
        func between(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Double(a) + (Double(b) - Double(a)) * share).rounded()) }
        return Colour(
            red: between(red, other.red),
            green: between(green, other.green),
            blue: between(blue, other.blue)
        )
    }
}
