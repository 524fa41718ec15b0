/// A colour in sRGB with 8 bits per channel and an opacity.
public struct Colour: Sendable, Hashable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8
    /// From 0, invisible, to 255, opaque. The colour isn't premultiplied by it.
    public var alpha: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// An opaque colour, `0xRRGGBB`.
    public init(rgb: Int) {
        self.init(red: UInt8(rgb >> 16 & 255), green: UInt8(rgb >> 8 & 255), blue: UInt8(rgb & 255))
    }

    /// Reads `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`, as CSS writes them; `nil` for anything else.
    public init?(hexadecimal text: some StringProtocol) {
        self.init(hexadecimal: Array(text.utf8).span)
    }

    /// Reads the same forms from bytes.
    public init?(hexadecimal text: Span<UInt8>) {
        guard [4, 5, 7, 9].contains(text.count), text[0] == UInt8(ascii: "#") else { return nil }
        let isShort = text.count < 6
        var value: UInt32 = 0
        for index in 1..<text.count {
            guard let digit = Self.digit(text[index]) else { return nil }
            value = value << 4 | digit
            if isShort { value = value << 4 | digit }
        }
        if text.count == 4 || text.count == 7 { value = value << 8 | 255 }
        self.init(
            red: UInt8(value >> 24),
            green: UInt8(value >> 16 & 255),
            blue: UInt8(value >> 8 & 255),
            alpha: UInt8(value & 255)
        )
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The colour as CSS writes it: `#0072b2`, with two more digits if it isn't opaque.
    public var hexadecimal: String {
        var text = "#"
        for value in alpha == 255 ? [red, green, blue] : [red, green, blue, alpha] {
            if value < 16 { text += "0" }
            text += String(value, radix: 16)
        }
        return text
    }

    public static let black = Colour(rgb: 0)
    public static let white = Colour(rgb: 0xFFFFFF)
}
