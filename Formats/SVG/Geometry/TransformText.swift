internal import SketchModel
internal import SketchStreams

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads the `transform` attribute and the CSS property of that name: `translate(10 20) rotate(45)`.
enum TransformText {
    /// The list as one map, or `nil` where it is wrong anywhere.
    static func parse(_ text: Span<UInt8>) -> AffineTransform? {
        var result = AffineTransform.identity
        var offset = 0
        text.skipSpace(&offset)
        if text.extracting(text.trimmed(0..<text.count)).equalsIgnoringCase("none") { return result }
        while offset < text.count {
            let start = offset
            while offset < text.count, text[offset].isLetter { offset += 1 }
            let name = start..<offset
            text.skipSpace(&offset)
            guard !name.isEmpty, offset < text.count, text[offset] == UInt8(ascii: "(") else { return nil }
            offset += 1
            guard let values = arguments(text, &offset), let step = transform(text.extracting(name), values) else {
                return nil
            }
            result = result * step
            text.skipSeparator(&offset)
        }
        return result
    }

    /// A translation, as it is written.
    static func translation(_ offset: Point) -> String { call("translate", [offset.x, offset.y], separator: " ") }

    /// A map, as it is written; CSS wants a comma between its numbers.
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

    /// Up to six numbers and the bracket behind them; lengths in pixels, angles in degrees.
    private static func arguments(_ text: Span<UInt8>, _ offset: inout Int) -> [Double]? {
        var values: [Double] = []
        text.skipSpace(&offset)
        while offset < text.count, text[offset] != UInt8(ascii: ")") {
            guard values.count < 6, var value = text.number(&offset) else { return nil }
            let start = offset
            while offset < text.count, text[offset].isLetter { offset += 1 }
            if offset > start {
                guard let factor = unitFactor(text.extracting(start..<offset)) else { return nil }
                value *= factor
            }
            values.append(value)
            text.skipSeparator(&offset)
        }
        guard offset < text.count else { return nil }
        offset += 1
        return values
    }

    private static func unitFactor(_ unit: Span<UInt8>) -> Double? {
        angleFactor(unit) ?? Length.Unit(unit)?.pixels
    }

    /// How many degrees a unit of angles has; `nil` if it is none.
    static func angleFactor(_ unit: Span<UInt8>) -> Double? {
        if unit.equalsIgnoringCase("deg") { return 1 }
        if unit.equalsIgnoringCase("rad") { return 180 / .pi }
        if unit.equalsIgnoringCase("grad") { return 0.9 }
        return unit.equalsIgnoringCase("turn") ? 360 : nil
    }

    private static func transform(_ name: Span<UInt8>, _ values: [Double]) -> AffineTransform? {
        func skew(_ degrees: Double) -> Double { tan(degrees * .pi / 180) }
        switch values.count {
        case 6 where name.equals("matrix"):
            return AffineTransform(a: values[0], b: values[1], c: values[2], d: values[3], e: values[4], f: values[5])
        case 3 where name.equals("rotate"):
            return .translation(values[1], values[2]) * .rotation(degrees: values[0])
                * .translation(-values[1], -values[2])
        case 2 where name.equals("translate"): return .translation(values[0], values[1])
        case 2 where name.equals("scale"): return .scale(values[0], values[1])
        case 2 where name.equals("skew"): return AffineTransform(b: skew(values[1]), c: skew(values[0]))
        case 1:
            if name.equals("translate") || name.equals("translateX") { return .translation(values[0], 0) }
            if name.equals("translateY") { return .translation(0, values[0]) }
            if name.equals("scale") { return .scale(values[0], values[0]) }
            if name.equals("scaleX") { return .scale(values[0], 1) }
            if name.equals("scaleY") { return .scale(1, values[0]) }
            if name.equals("rotate") { return .rotation(degrees: values[0]) }
            if name.equals("skewX") { return AffineTransform(c: skew(values[0])) }
            if name.equals("skewY") { return AffineTransform(b: skew(values[0])) }
            return nil
        default: return nil
        }
    }
}
