/// The frame in which networks see drawings, as `normalise:sketchxai` makes it: ±1 is its canvas, and drawings lie in
/// the middle of it, their longer sides in ±`extent`.
package enum NetworkFrame {
    @inlinable package static var extent: Double { 0.74 }
    /// A drawing's longer side.
    @inlinable package static var side: Double { 2 * extent }

    /// How many of the frame's units one unit of a drawing is whose longer side is `side`; 1 for one without extent.
    @inlinable
    package static func scale(ofSide side: Double) -> Double { side > 0 ? Self.side / side : 1 }
}
