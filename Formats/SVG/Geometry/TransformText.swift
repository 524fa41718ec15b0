internal import Platform
internal import SketchModel
internal import TextNotation

/// Reads the `transform` attribute and the CSS properties `transform`, `translate`, `rotate`, `scale` and
/// `transform-origin`.
enum TransformText {
    /// The list as one map, or `nil` if any of it is invalid: `translate(10 20) rotate(45)`.
    /// - Parameter box: the box that percentages refer to.
    static func parse(_ text: Span<UInt8>, _ basis: Length.Basis, box: Viewport) -> AffineTransform? {
        var result = AffineTransform.identity
        var offset = 0
        text.skipSpace(&offset)
        if text.extracting(text.trimmed(0..<text.count)).equalsIgnoringCase("none") { return result }
        while offset < text.count {
            let start = offset
            while offset < text.count, text[offset].isLetter || text[offset].isDigit { offset += 1 }
            let name = start..<offset
            text.skipSpace(&offset)
            guard !name.isEmpty, offset < text.count, text[offset] == UInt8(ascii: "(") else { return nil }
            offset += 1
            guard let values = Arguments(text, &offset, basis), offset < text.count,
                text[offset] == UInt8(ascii: ")"), let step = transform(text.extracting(name), values, box: box)
            else { return nil }
            offset += 1
            result = result * step
            text.skipSeparator(&offset)
        }
        return result
    }

    /// The value of the separate property `translate`, `rotate` or `scale`: `10px 20px`.
    static func parse(
        _ text: Span<UInt8>,
        as property: AttributeName,
        _ basis: Length.Basis,
        box: Viewport
    ) -> AffineTransform? {
        if text.equalsIgnoringCase("none") { return .identity }
        var offset = 0
        // An axis may be given, and only the one perpendicular to the page rotates within it.
        if property == .rotate, text.hasPrefix("z ", at: 0) { offset = 2 }
        guard let values = Arguments(text, &offset, basis), offset == text.count else { return nil }
        switch property {
        case .translate: return transform(values.count == 3 ? "translate3d" : "translate", values, box: box)
        case .rotate:
            // An angle has a unit.
            guard values.count == 1, let last = text.indices.last, text[last].isLetter || values.value(0, of: 0) == 0
            else { return nil }
            return transform("rotate", values, box: box)
        default: return transform(values.count == 3 ? "scale3d" : "scale", values, box: box)
        }
    }

    /// The value of `transform-origin`: one or two words, and a depth that doesn't matter.
    static func origin(_ text: Span<UInt8>, _ basis: Length.Basis) -> (x: Length, y: Length)? {
        let words = text.words()
        guard (1...3).contains(words.count) else { return nil }
        var (x, y) = (Length(percent: 50), Length(percent: 50))
        var isSwapped = false
        for (index, word) in words.prefix(2).enumerated() {
            let word = text.extracting(word)
            if word.equalsIgnoringCase("center") { continue }
            if word.equalsIgnoringCase("left") || word.equalsIgnoringCase("right") {
                x = Length(percent: word.equalsIgnoringCase("left") ? 0 : 100)
                isSwapped = index == 1
            } else if word.equalsIgnoringCase("top") || word.equalsIgnoringCase("bottom") {
                y = Length(percent: word.equalsIgnoringCase("top") ? 0 : 100)
                isSwapped = index == 0
            } else {
                guard let length = Length(word, basis) else { return nil }
                if (index == 0) != isSwapped { x = length } else { y = length }
            }
        }
        return (x, y)
    }

    /// The text of a translation.
    static func translation(_ offset: Point) -> String { call("translate", [offset.x, offset.y], separator: " ") }

    /// The text of a map; CSS requires commas between its numbers.
    static func matrix(_ map: AffineTransform, separator: String) -> String {
        call("matrix", [map.a, map.b, map.c, map.d, map.e, map.f], separator: separator)
    }

    private static func call(_ name: String, _ values: [Double], separator: String) -> String {
        var text = Array("\(name)(".utf8)
        for (index, value) in values.enumerated() {
            if index > 0 { text += separator.utf8 }
            DecimalText.append(value, to: &text)
        }
        return String(decoding: text, as: UTF8.self) + ")"
    }

    /// Up to six numbers with units: lengths in pixels, angles in degrees, percentages.
    private struct Arguments {
        private(set) var values = SIMD8<Double>()
        private(set) var count = 0
        /// A bit for each number that is a percentage.
        private var percents: UInt8 = 0

        /// Reads up to a closing bracket or the end.
        init?(_ text: Span<UInt8>, _ offset: inout Int, _ basis: Length.Basis) {
            text.skipSpace(&offset)
            while offset < text.count, text[offset] != UInt8(ascii: ")") {
                guard count < 6, let number = text.number(&offset) else { return nil }
                let start = offset
                while offset < text.count, text[offset].isLetter || text[offset] == UInt8(ascii: "%") { offset += 1 }
                var factor = 1.0
                if offset > start {
                    let unit = text.extracting(start..<offset)
                    if unit.equals("%") {
                        percents |= 1 << UInt8(count)
                    } else if let angle = TransformText.angleFactor(unit) {
                        factor = angle
                    } else {
                        guard let length = Length(of: unit, basis), length.ems == 0 else { return nil }
                        factor = length.pixels
                    }
                }
                values[count] = number * factor
                count += 1
                text.skipSeparator(&offset)
            }
        }

        var hasPercents: Bool { percents != 0 }

        /// A value; if it is a percentage, it refers to `whole`.
        func value(_ index: Int, of whole: Double) -> Double {
            percents & 1 << UInt8(index) != 0 ? values[index] / 100 * whole : values[index]
        }
    }

    /// The number of degrees in a unit of angle; `nil` if it isn't one.
    static func angleFactor(_ unit: Span<UInt8>) -> Double? {
        if unit.equalsIgnoringCase("deg") { return 1 }
        if unit.equalsIgnoringCase("rad") { return 180 / .pi }
        if unit.equalsIgnoringCase("grad") { return 0.9 }
        return unit.equalsIgnoringCase("turn") ? 360 : nil
    }

    private static func transform(_ name: Span<UInt8>, _ arguments: Arguments, box: Viewport) -> AffineTransform? {
        let isTranslation = name.hasPrefix("translate", at: 0)
        if arguments.hasPercents, !isTranslation, !name.hasPrefix("scale", at: 0) { return nil }
        func x(_ index: Int = 0) -> Double { arguments.value(index, of: isTranslation ? box.width : 1) }
        func y(_ index: Int = 1) -> Double { arguments.value(index, of: isTranslation ? box.height : 1) }
        func skew(_ degrees: Double) -> Double { tan(degrees * .pi / 180) }
        switch arguments.count {
        case 6 where name.equals("matrix"):
            let values = arguments.values
            return AffineTransform(a: values[0], b: values[1], c: values[2], d: values[3], e: values[4], f: values[5])
        case 3:
            if name.equals("rotate") {
                return .translation(x(1), y(2)) * .rotation(degrees: x()) * .translation(-x(1), -y(2))
            }
            // Without perspective, changes in depth alone can't be seen.
            if name.equals("translate3d") { return .translation(x(), y()) }
            return name.equals("scale3d") ? .scale(x(), y()) : nil
        case 2:
            if name.equals("translate") { return .translation(x(), y()) }
            if name.equals("scale") { return .scale(x(), y()) }
            return name.equals("skew") ? AffineTransform(b: skew(y()), c: skew(x())) : nil
        case 1:
            if name.equals("translate") || name.equals("translateX") { return .translation(x(), 0) }
            if name.equals("translateY") { return .translation(0, y(0)) }
            if name.equals("scale") { return .scale(x(), x()) }
            if name.equals("scaleX") { return .scale(x(), 1) }
            if name.equals("scaleY") { return .scale(1, x()) }
            if name.equals("rotate") || name.equals("rotateZ") { return .rotation(degrees: x()) }
            if name.equals("skewX") { return AffineTransform(c: skew(x())) }
            if name.equals("skewY") { return AffineTransform(b: skew(x())) }
            return name.equals("translateZ") || name.equals("scaleZ") ? .identity : nil
        default: return nil
        }
    }

    private static func transform(_ name: String, _ arguments: Arguments, box: Viewport) -> AffineTransform? {
        let name = Array(name.utf8)
        return transform(name.span, arguments, box: box)
    }
}
