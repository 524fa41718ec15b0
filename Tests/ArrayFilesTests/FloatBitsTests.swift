internal import ArrayFiles
internal import SketchModel
internal import Testing

struct FloatBitsTests {
    /// The number that the bits of a binary format represent, by its definition.
    private func number(_ bits: UInt16, exponentBits: Int, fractionBits: Int) -> Float {
        let bias = 1 << (exponentBits - 1) - 1
        let exponent = Int(bits) >> fractionBits & (1 << exponentBits - 1)
        let fraction = Double(Int(bits) & (1 << fractionBits - 1)) / Double(1 << fractionBits)
        let magnitude: Double =
            switch exponent {
            case 0: Double(sign: .plus, exponent: 1 - bias, significand: fraction)
            case 1 << exponentBits - 1: fraction == 0 ? .infinity : .nan
            default: Double(sign: .plus, exponent: exponent - bias, significand: 1 + fraction)
            }
        return Float(bits & 0x8000 == 0 ? magnitude : -magnitude)
    }

    @Test func everyPatternIsReadExactlyAndWrittenAgain() {
        var wrong = 0
        for bits in UInt16.min...UInt16.max {
            for (found, expected, back) in [
                (
                    FloatBits.half(bits), number(bits, exponentBits: 5, fractionBits: 10),
                    FloatBits.half(FloatBits.half(bits))
                ),
                (
                    FloatBits.brain(bits), number(bits, exponentBits: 8, fractionBits: 7),
                    FloatBits.brain(FloatBits.brain(bits))
                ),
            ] {
                if expected.isNaN {
                    if !found.isNaN { wrong += 1 }
                } else if found.bitPattern != expected.bitPattern || back != bits {
                    wrong += 1
                }
            }
        }
        #expect(wrong == 0)
        #expect(FloatBits.half(FloatBits.half(-Float.nan)).isNaN)
        #expect(FloatBits.brain(FloatBits.brain(Float(bitPattern: 0xffff_ffff))).isNaN)
    }

    /// Between neighbouring numbers: just below the middle, the middle, and just above it.
    @Test func numbersBetweenAreRoundedToTheNearestAndTheEvenOne() {
        var wrong = 0
        func check(_ low: UInt16, _ read: (UInt16) -> Float, _ write: (Float) -> UInt16) {
            let middle = (read(low) + read(low + 1)) / 2
            let even = low & 1 == 0 ? low : low + 1
            if write(middle) != even || write(-middle) != even | 0x8000 { wrong += 1 }
            if write(middle.nextDown) != low || write(middle.nextUp) != low + 1 { wrong += 1 }
        }
        for bits in UInt16(0)..<0x7bff { check(bits, { FloatBits.half($0) }, { FloatBits.half($0) }) }
        // The sum of larger ones is not finite.
        for bits in UInt16(0)..<0x7e80 { check(bits, { FloatBits.brain($0) }, { FloatBits.brain($0) }) }
        #expect(wrong == 0)
    }

    @Test func numbersBeyondTheLargestBecomeInfinite() {
        #expect(FloatBits.half(Float(65_520).nextDown) == 0x7bff)
        #expect(FloatBits.half(Float(65_520)) == 0x7c00)
        #expect(FloatBits.half(-Float.greatestFiniteMagnitude) == 0xfc00)
        #expect(FloatBits.half(Float.infinity) == 0x7c00)
        #expect(FloatBits.brain(Float(0x1.ffp127).nextDown) == 0x7f7f)
        #expect(FloatBits.brain(Float(0x1.ffp127)) == 0x7f80)
        #expect(FloatBits.half(Float.leastNonzeroMagnitude) == 0)
        #expect(FloatBits.brain(Float.leastNonzeroMagnitude) == 0)
    }

    @Test func numbersOfDoublePrecisionAreRounded() {
        var bytes: [UInt8] = []
        for number in [0.1, -0x1.ffffffp0, 1e300, -1e-300, .nan] {
            LittleEndian.append(number.bitPattern, count: 8, to: &bytes)
        }
        var numbers = [Float](repeating: 7, count: 6)
        var target = numbers.mutableSpan
        TensorType.float64.storeFloats(bytes.span, in: &target, from: 1)
        #expect(numbers[..<5] == [7, 0.1, -2, .infinity, -0.0])
        #expect(numbers[5].isNaN)
    }
}
