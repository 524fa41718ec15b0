public import SketchModel

/// Why something cannot be drawn.
public enum RasterError: FaultReason, Hashable {
    case unusableSize(width: Int, height: Int)
    case unusableLineWidth(Double)
    case unusableViewBox
    case unusablePadding(Double)
    /// The sketch has no page, or one without a width or a height.
    case noPage

    public var message: String {
        switch self {
        case .unusableSize(let width, let height): "a picture cannot be \(width)x\(height) pixels"
        case .unusableLineWidth(let width): "a line cannot be \(width) wide"
        case .unusableViewBox: "the view box has no width or no height"
        case .unusablePadding(let padding) where !(padding >= 0): "a padding cannot be \(padding) pixels"
        case .noPage: "the drawing has no page"
        case .unusablePadding(let padding): "a padding of \(padding) pixels leaves no room for the drawing"
        }
    }

    public var advice: String? {
        switch self {
        case .unusableSize: "sides are from 1 to \(Raster.maximumSide) pixels"
        case .unusableLineWidth: "widths are from 0 to 10000"
        case .unusableViewBox: "give x,y,width,height in the drawing's units"
        case .unusablePadding(let padding) where !(padding >= 0): "give 0 or more"
        case .noPage: "place it by its ink, or by its page only if it has one"
        case .unusablePadding: "give a smaller one, or a larger picture"
        }
    }

    public var kind: FaultKind { self == .noPage ? .badData : .wrongUsage }
}
