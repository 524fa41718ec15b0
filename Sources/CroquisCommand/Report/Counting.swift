internal import SketchModel

/// Numbers for people.
enum Counting {
    /// Digits in groups of three: `185 473`.
    static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(" ") }
            text.append(digit)
        }
        return text
    }

    /// `1 sketch`, `2 sketches`.
    static func sketches(_ count: Int) -> String { grouped(count) + (count == 1 ? " sketch" : " sketches") }

    /// A loss's count in its own unit: `1 sketch`, `12 shapes`.
    static func lost(_ count: Int, of loss: Loss) -> String {
        switch loss.unit {
        case .sketches: sketches(count)
        case .shapes: grouped(count) + (count == 1 ? " shape" : " shapes")
        }
    }

    /// What of directories was not read; `nil` if there is nothing to say.
    static func passedOver(_ files: Int) -> String? {
        switch files {
        case 0: nil
        case 1: "passed over: 1 file that holds no drawings"
        default: "passed over: \(grouped(files)) files that hold no drawings"
        }
    }

    /// In at most `digits` digits after the point.
    static func rounded(_ value: Double, digits: Int) -> String {
        // Numbers from here on are whole, and too long to be written out.
        guard value.magnitude < 1e15 else { return String(value) }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = (value * scale).rounded() / scale
        return scaled == scaled.rounded() ? String(Int(scaled)) : String(scaled)
    }
}
