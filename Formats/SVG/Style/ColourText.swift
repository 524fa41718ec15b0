internal import XMLTrees

/// A colour as CSS computes it: 8 bits per channel in sRGB, and an opacity.
struct ColourValue: Sendable, Equatable {
    var red: UInt8
    var green: UInt8
    var blue: UInt8
    /// In 0…1.
    var alpha: Float = 1

    static let black = ColourValue(red: 0, green: 0, blue: 0)

    /// `0xRRGGBB`.
    init(rgb: UInt32) {
        self.init(red: UInt8(rgb >> 16 & 255), green: UInt8(rgb >> 8 & 255), blue: UInt8(rgb & 255))
    }

    init(red: UInt8, green: UInt8, blue: UInt8, alpha: Float = 1) {
        (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
    }

    /// Channels from 0 to 1, rounded as browsers round them.
    init(red: Double, green: Double, blue: Double, alpha: Double) {
        func channel(_ value: Double) -> UInt8 { UInt8((min(max(value, 0), 1) * 255).rounded()) }
        self.init(red: channel(red), green: channel(green), blue: channel(blue), alpha: Float(min(max(alpha, 0), 1)))
    }
}

/// Parses colours: names, `#rgb` and its longer forms, `rgb()`, `hsl()`, `hwb()`.
enum ColourText {
    /// A colour; `nil` if `text` isn't one. `currentColor` isn't a colour here.
    static func parse(_ text: Span<UInt8>) -> ColourValue? {
        guard !text.isEmpty else { return nil }
        if text[0] == UInt8(ascii: "#") { return hexadecimal(text) }
        if let rgb = colourNames.findIgnoringCase(text) { return ColourValue(rgb: rgb) }
        if text.equalsIgnoringCase("transparent") { return ColourValue(red: UInt8(0), green: 0, blue: 0, alpha: 0) }
        guard text[text.count - 1] == UInt8(ascii: ")"),
            let open = text.indices.first(where: { text[$0] == UInt8(ascii: "(") })
        else { return nil }
        let name = text.extracting(0..<open)
        let inner = text.extracting((open + 1)..<(text.count - 1))
        if name.equalsIgnoringCase("rgb") || name.equalsIgnoringCase("rgba") { return rgb(inner) }
        if name.equalsIgnoringCase("hsl") || name.equalsIgnoringCase("hsla") { return hsl(inner) }
        return name.equalsIgnoringCase("hwb") ? hwb(inner) : nil
    }

    /// Whether `text` is a colour in a space that isn't read, such as `oklch()`.
    static func isUnreadSpace(_ text: Span<UInt8>) -> Bool {
        for name: StaticString in ["color(", "lab(", "lch(", "oklab(", "oklch(", "color-mix(", "light-dark("] {
            if text.hasPrefix(name, at: 0) { return true }
        }
        return false
    }

    private static func hexadecimal(_ text: Span<UInt8>) -> ColourValue? {
        guard [4, 5, 7, 9].contains(text.count) else { return nil }
        let isShort = text.count < 6
        var value: UInt32 = 0
        for index in 1..<text.count {
            guard let digit = PercentText.digit(text[index]) else { return nil }
            value = value << 4 | UInt32(digit)
            if isShort { value = value << 4 | UInt32(digit) }
        }
        if text.count == 4 || text.count == 7 { return ColourValue(rgb: value) }
        var colour = ColourValue(rgb: value >> 8)
        colour.alpha = Float(value & 255) / 255
        return colour
    }

    // MARK: Functions

    private static func rgb(_ text: Span<UInt8>) -> ColourValue? {
        guard let arguments = Arguments(text) else { return nil }
        let channels = arguments.channels
        let percents = channels.filter { $0.unit == .percent }.count
        if arguments.hasCommas, percents != 0, percents != 3 { return nil }
        if channels.contains(where: { $0.unit == .angle }) { return nil }
        let values = channels.map { $0.unit == .percent ? $0.value / 100 : $0.value / 255 }
        return ColourValue(red: values[0], green: values[1], blue: values[2], alpha: arguments.alpha)
    }

    private static func hsl(_ text: Span<UInt8>) -> ColourValue? {
        guard let arguments = Arguments(text), let (hue, saturation, lightness) = hueAndShares(arguments) else {
            return nil
        }
        let chroma = saturation * min(lightness, 1 - lightness)
        func channel(_ n: Double) -> Double {
            let place = (n + hue / 30).truncatingRemainder(dividingBy: 12)
            return lightness - chroma * max(-1, min(place - 3, 9 - place, 1))
        }
        return ColourValue(red: channel(0), green: channel(8), blue: channel(4), alpha: arguments.alpha)
    }

    private static func hwb(_ text: Span<UInt8>) -> ColourValue? {
        guard let arguments = Arguments(text), !arguments.hasCommas,
            let (hue, white, black) = hueAndShares(arguments)
        else { return nil }
        if white + black >= 1 {
            let grey = white / (white + black)
            return ColourValue(red: grey, green: grey, blue: grey, alpha: arguments.alpha)
        }
        func channel(_ n: Double) -> Double {
            let place = (n + hue / 30).truncatingRemainder(dividingBy: 12)
            return (0.5 - 0.5 * max(-1, min(place - 3, 9 - place, 1))) * (1 - white - black) + white
        }
        return ColourValue(red: channel(0), green: channel(8), blue: channel(4), alpha: arguments.alpha)
    }

    /// The hue in degrees from 0, and two fractions of 1.
    private static func hueAndShares(_ arguments: Arguments) -> (Double, Double, Double)? {
        let channels = arguments.channels
        guard channels[0].unit != .percent, channels[1].unit != .angle, channels[2].unit != .angle else { return nil }
        // With commas, the last two are percentages.
        if arguments.hasCommas, channels[1].unit != .percent || channels[2].unit != .percent { return nil }
        let turn = channels[0].value.truncatingRemainder(dividingBy: 360)
        func share(_ value: Double) -> Double { min(max(value / 100, 0), 1) }
        return (turn < 0 ? turn + 360 : turn, share(channels[1].value), share(channels[2].value))
    }

    /// Three channels and an opacity, separated by commas, or by spaces and a slash.
    private struct Arguments {
        enum Unit {
            case number, percent, angle
        }

        var channels: [(value: Double, unit: Unit)] = []
        var alpha = 1.0
        var hasCommas = false

        init?(_ text: Span<UInt8>) {
            var offset = 0
            text.skipSpace(&offset)
            for index in 0..<3 {
                guard let channel = Self.channel(text, &offset) else { return nil }
                channels.append(channel)
                text.skipSpace(&offset)
                if index == 2 { break }
                let isComma = offset < text.count && text[offset] == UInt8(ascii: ",")
                if index == 1, isComma != hasCommas { return nil }
                hasCommas = isComma
                if isComma { offset += 1 }
                text.skipSpace(&offset)
            }
            if offset == text.count { return }
            guard text[offset] == (hasCommas ? UInt8(ascii: ",") : UInt8(ascii: "/")) else { return nil }
            offset += 1
            text.skipSpace(&offset)
            guard let last = Self.channel(text, &offset), last.unit != .angle else { return nil }
            alpha = last.unit == .percent ? last.value / 100 : last.value
            text.skipSpace(&offset)
            if offset < text.count { return nil }
        }

        private static func channel(_ text: Span<UInt8>, _ offset: inout Int) -> (value: Double, unit: Unit)? {
            if text.hasPrefix("none", at: offset) {
                offset += 4
                return (0, .number)
            }
            guard let value = text.number(&offset) else { return nil }
            let start = offset
            while offset < text.count, text[offset].isLetter || text[offset] == UInt8(ascii: "%") { offset += 1 }
            let unit = text.extracting(start..<offset)
            if unit.isEmpty { return (value, .number) }
            if unit.equals("%") { return (value, .percent) }
            return TransformText.angleFactor(unit).map { (value * $0, .angle) }
        }
    }
}
