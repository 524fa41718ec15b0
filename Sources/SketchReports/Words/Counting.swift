package import SketchModel
internal import TextNotation

/// Numbers for display.
package enum Counting {
    /// Digits in groups of three: `185 473`.
    package static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(" ") }
            text.append(digit)
        }
        return text
    }

    /// `1 sketch`, `2 sketches`.
    package static func sketches(_ count: Int) -> String { grouped(count) + (count == 1 ? " sketch" : " sketches") }

    /// A loss's count in its own unit: `1 sketch`, `12 shapes`.
    package static func lost(_ count: Int, of loss: Loss) -> String {
        switch loss.unit {
        case .sketches: sketches(count)
        case .shapes: grouped(count) + (count == 1 ? " shape" : " shapes")
        }
    }

    /// A note on the files in directories that were not read; `nil` if there are none.
    package static func passedOver(_ files: Int) -> String? {
        switch files {
        case 0: nil
        case 1: "passed over: 1 file that doesn't contain drawings"
        default: "passed over: \(grouped(files)) files that don't contain drawings"
        }
    }

    /// With at most `digits` decimals.
    package static func rounded(_ value: Double, digits: Int) -> String {
        // From here on numbers are integers, and too long to be written out.
        value.magnitude < 1e15 ? DecimalText.short(value, digits: digits, limit: 1e15) : String(value)
    }

    /// A share with one decimal: `93.1 %`.
    package static func percent(_ share: Double) -> String {
        DecimalText.fixed(units: Int((share * 1000).rounded()), digits: 1) + " %"
    }
}
