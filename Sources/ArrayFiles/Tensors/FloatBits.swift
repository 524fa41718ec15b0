/// The bits of the short floating-point types and of `Float`. Nothing here branches, so that loops over it are
/// vectorised.
///
/// Source: IEEE 754-2019, section 3.4, for binary16 and binary32; bfloat16 is the upper half of binary32.
package enum FloatBits {
    /// The number with these bits of binary16; exact. A NaN keeps its payload.
    @inline(__always)
    package static func half(_ bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let magnitude = UInt32(bits & 0x7fff) << 13
        // The exponents' biases differ by 112; the product is exact for subnormal numbers too.
        let scaled = (Float(bitPattern: magnitude) * 0x1p112).bitPattern
        return Float(bitPattern: sign | scaled | (magnitude >= 0x0f80_0000 ? 0x7f80_0000 : 0))
    }

    /// The number with these bits of bfloat16; exact.
    @inline(__always)
    package static func brain(_ bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }

    /// The bits of the binary16 nearest to `value`, ties to even; infinity from 65 520 on. A NaN keeps the upper half
    /// of its payload.
    @inline(__always)
    package static func half(_ value: Float) -> UInt16 {
        let bits = value.bitPattern
        let magnitude = bits & 0x7fff_ffff
        let normal = (magnitude &+ 0xfff &+ (magnitude >> 13 & 1) &- 0x3800_0000) >> 13
        // From 0.5 to 1, adjacent numbers are 2^-24 apart, as binary16's subnormal numbers are, so the addition rounds.
        let subnormal = (Float(bitPattern: magnitude) + 0.5).bitPattern &- 0x3f00_0000
        let finite = magnitude < 0x3880_0000 ? subnormal : normal
        let special: UInt32 = magnitude > 0x7f80_0000 ? 0x7e00 | (magnitude >> 13 & 0x1ff) : 0x7c00
        let result = magnitude >= 0x4780_0000 ? special : finite
        return UInt16(truncatingIfNeeded: bits >> 16 & 0x8000 | result)
    }

    /// The bits of the bfloat16 nearest to `value`, ties to even; infinity beyond the largest one. A NaN keeps the
    /// upper half of its payload.
    @inline(__always)
    package static func brain(_ value: Float) -> UInt16 {
        let bits = value.bitPattern
        let rounded = (bits &+ 0x7fff &+ (bits >> 16 & 1)) >> 16
        // Rounding could carry a NaN over to infinity or zero.
        let isNaN = bits & 0x7fff_ffff > 0x7f80_0000
        return UInt16(truncatingIfNeeded: isNaN ? bits >> 16 | 0x40 : rounded)
    }
}

extension Span<Float> {
    /// Whether no element is infinite or NaN, without a branch per element.
    package var areFinite: Bool {
        var greatest: UInt32 = 0
        for index in indices { greatest = Swift.max(greatest, self[index].bitPattern & 0x7fff_ffff) }
        return greatest < 0x7f80_0000
    }
}
