/// What a sketch may record of each point besides its position.
public enum PointChannel: String, Sendable, Hashable, CaseIterable {
    /// Milliseconds since the drawing began.
    case time
    /// Pen pressure in 0…1.
    case pressure
    /// The pen's angle from the surface's normal in radians, 0…π/2: 0 is upright.
    case tilt
    /// The direction in which the pen leans in radians, 0…2π, from the x axis towards the y axis.
    case azimuth
}

/// A set of channels.
@frozen
public struct PointChannelSet: OptionSet, Sendable, Hashable {
    public var rawValue: UInt8

    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let times = PointChannelSet(rawValue: 1)
    public static let pressures = PointChannelSet(rawValue: 2)
    public static let tilts = PointChannelSet(rawValue: 4)
    public static let azimuths = PointChannelSet(rawValue: 8)

    /// The set that holds only `channel`.
    public init(_ channel: PointChannel) {
        switch channel {
        case .time: self = .times
        case .pressure: self = .pressures
        case .tilt: self = .tilts
        case .azimuth: self = .azimuths
        }
    }
}
