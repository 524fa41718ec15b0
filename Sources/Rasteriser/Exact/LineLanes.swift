/// One number for each of the fifteen lines of a row of pixels, and a sixteenth for the first line of the next row.
///
/// Uses only shifts, sums, products and logic, which baseline x86-64 has for sixteen bits: vector comparisons for
/// equality would become loops.
typealias LineLanes = SIMD16<Int16>

extension SIMD16<Int16> {
    /// All bits set if the number is negative.
    @inline(__always) var isNegative: LineLanes { self &>> 15 }

    /// All bits set if the number, which is greater than -32 768, is not zero.
    @inline(__always) var isNotZero: LineLanes { (self | (0 &- self)).isNegative }

    /// All bits set in the lanes from one index up to, but not including, another.
    /// - Parameter steps: sixteen numbers with no bits set, then sixteen with all bits set.
    @inline(__always)
    static func mask(from first: Int, to end: Int, _ steps: Span<Int16>) -> LineLanes {
        let bytes = steps.bytes
        let from = bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 32 &- 2 &* first, as: LineLanes.self)
        let after = bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 32 &- 2 &* end, as: LineLanes.self)
        return from & ~after
    }

    /// The position of a straight edge on each line, in whole units.
    /// - Parameters:
    ///   - position: on the first line, in units of 2⁻³².
    ///   - step: the increase per line.
    @inline(__always)
    init(position: Int64, step: Int64) {
        var two = SIMD2(position, position &+ step)
        let steps = SIMD2(repeating: step &+ step)
        @inline(__always)
        func nextFour() -> SIMD4<Int32> {
            let first = unsafeBitCast(two, to: SIMD4<Int32>.self).oddHalf
            two &+= steps
            let second = unsafeBitCast(two, to: SIMD4<Int32>.self).oddHalf
            two &+= steps
            return SIMD4(lowHalf: first, highHalf: second)
        }
        let (a, b) = (nextFour(), nextFour())
        let low = SIMD8<Int16>(truncatingIfNeeded: SIMD8(lowHalf: a, highHalf: b))
        let (c, d) = (nextFour(), nextFour())
        self.init(lowHalf: low, highHalf: SIMD8<Int16>(truncatingIfNeeded: SIMD8(lowHalf: c, highHalf: d)))
    }

    /// Splits eight 32-bit numbers into their lower and upper halves.
    @inline(__always)
    static func paired(_ low: SIMD8<Int16>, _ high: SIMD8<Int16>) -> LineLanes {
        var pairs = LineLanes()
        pairs.evenHalf = low
        pairs.oddHalf = high
        return pairs
    }

    /// Moves the smaller of two non-negative numbers first, in each lane.
    @inline(__always)
    static func order(_ a: inout LineLanes, _ b: inout LineLanes) {
        let difference = a &- b
        let excess = difference & ~difference.isNegative
        a &-= excess
        b &+= excess
    }
}
