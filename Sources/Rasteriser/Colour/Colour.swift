/// A colour without opacity.
public struct Colour: Sendable, Hashable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `0xRRGGBB`.
    public init(rgb: Int) {
        self.init(red: UInt8(rgb >> 16 & 255), green: UInt8(rgb >> 8 & 255), blue: UInt8(rgb & 255))
    }

    /// As SVG and CSS write it: `#0072b2`.
    package var hexadecimal: String {
        [red, green, blue].reduce(into: "#") { text, value in
            if value < 16 { text += "0" }
            text += String(value, radix: 16)
        }
    }

    public static let black = Colour(rgb: 0)
    public static let white = Colour(rgb: 0xFFFFFF)
}
