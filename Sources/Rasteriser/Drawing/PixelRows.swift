internal import SketchModel

/// The loops over pixels, sixteen bytes at a time. `PlainPixels` defines what each does to one pixel.
///
/// Unsafe, because the vectors are read from and written to the arrays' memory; every loop is bounded by the arrays'
/// own counts.
enum PixelRows {
    /// Sixteen bytes.
    private typealias Words = SIMD8<UInt16>

    static func fill(_ pixels: inout [UInt8], with level: UInt8) {
        pixels.withUnsafeMutableBufferPointer { $0.update(repeating: level) }
    }

    /// Zeroes a box of one-byte pixels in rows of `width` bytes.
    static func clear(_ pixels: inout [UInt8], _ box: PixelBox, width: Int) {
        guard !box.isEmpty else { return }
        precondition(box.columns.lowerBound >= 0 && box.columns.upperBound <= width)
        precondition(box.rows.lowerBound >= 0 && box.rows.upperBound * width <= pixels.count)
        pixels.withUnsafeMutableBufferPointer { bytes in
            for row in box.rows {
                let start = row * width
                bytes[(start + box.columns.lowerBound)..<(start + box.columns.upperBound)].update(repeating: 0)
            }
        }
    }

    static func fill(_ pixels: inout [UInt8], withPixel pixel: (UInt8, UInt8, UInt8, UInt8)) {
        let word = UInt32(pixel.0) | UInt32(pixel.1) << 8 | UInt32(pixel.2) << 16 | UInt32(pixel.3) << 24
        pixels.withUnsafeMutableBytes { bytes in
            for place in stride(from: 0, to: bytes.count & ~3, by: 4) {
                bytes.storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt32.self)
            }
        }
    }

    static func invert(_ pixels: inout [UInt8]) {
        pixels.withUnsafeMutableBufferPointer { bytes in
            for index in bytes.indices { bytes[index] = ~bytes[index] }
        }
    }

    static func invertColours(_ pixels: inout [UInt8]) {
        pixels.withUnsafeMutableBytes { bytes in
            for place in stride(from: 0, to: bytes.count & ~3, by: 4) {
                let word = bytes.load(fromByteOffset: place, as: UInt32.self)
                bytes.storeBytes(of: word ^ UInt32(0x00FF_FFFF).littleEndian, toByteOffset: place, as: UInt32.self)
            }
        }
    }

    static func divideByOpacity(_ pixels: inout [UInt8]) {
        pixels.withUnsafeMutableBufferPointer { bytes in
            for pixel in stride(from: 0, to: bytes.count & ~3, by: 4) {
                let opacity = bytes[pixel + 3]
                if opacity == 0 || opacity == 255 { continue }
                for channel in pixel..<(pixel + 3) {
                    bytes[channel] = PlainPixels.divide(bytes[channel], by: opacity)
                }
            }
        }
    }

    /// Blends a level onto one row of grey pixels.
    /// - Parameter pixels: the indices of the row's pixels, the same in both arrays.
    static func blend(_ level: UInt8, through shares: [UInt8], _ pixels: Range<Int>, onto grey: inout [UInt8]) {
        precondition(pixels.lowerBound >= 0 && pixels.upperBound <= min(shares.count, grey.count))
        let over = Words(repeating: UInt16(level) * 0x101)
        shares.withUnsafeBytes { shares in
            grey.withUnsafeMutableBytes { grey in
                var index = pixels.lowerBound
                while index + 16 <= pixels.upperBound {
                    let halves = (
                        shares.loadUnaligned(fromByteOffset: index, as: UInt64.self),
                        shares.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
                    )
                    if halves.0 | halves.1 != 0 {
                        let share = shares.loadUnaligned(fromByteOffset: index, as: Words.self)
                        let under = grey.loadUnaligned(fromByteOffset: index, as: Words.self)
                        grey.storeBytes(of: mix(over, share, under), toByteOffset: index, as: Words.self)
                    }
                    index += 16
                }
                while index < pixels.upperBound {
                    if shares[index] != 0 { grey[index] = PlainPixels.mix(level, shares[index], grey[index]) }
                    index += 1
                }
            }
        }
    }

    /// Blends an opaque colour onto one row of RGBA pixels.
    static func blend(_ colour: Colour, through shares: [UInt8], _ pixels: Range<Int>, onto rgba: inout [UInt8]) {
        precondition(pixels.lowerBound >= 0 && pixels.upperBound <= min(shares.count, rgba.count / 4))
        let (redGreen, blueOpacity) = (
            UInt16(colour.red) | UInt16(colour.green) << 8, UInt16(colour.blue) | 255 << 8
        )
        let over = Words(
            redGreen,
            blueOpacity,
            redGreen,
            blueOpacity,
            redGreen,
            blueOpacity,
            redGreen,
            blueOpacity
        )
        let bytes = (colour.red, colour.green, colour.blue)
        shares.withUnsafeBytes { shares in
            rgba.withUnsafeMutableBytes { rgba in
                var index = pixels.lowerBound
                while index + 4 <= pixels.upperBound {
                    let four = UInt32(littleEndian: shares.loadUnaligned(fromByteOffset: index, as: UInt32.self))
                    if four != 0 {
                        // Each share twice in a word, and twice more in the next word.
                        let (a, b) = (UInt16(four & 255) * 0x101, UInt16(four >> 8 & 255) * 0x101)
                        let (c, d) = (UInt16(four >> 16 & 255) * 0x101, UInt16(four >> 24) * 0x101)
                        let share = Words(a, a, b, b, c, c, d, d)
                        let under = rgba.loadUnaligned(fromByteOffset: 4 * index, as: Words.self)
                        rgba.storeBytes(of: mix(over, share, under), toByteOffset: 4 * index, as: Words.self)
                    }
                    index += 4
                }
                while index < pixels.upperBound {
                    let share = shares[index]
                    if share != 0 {
                        rgba[4 * index] = PlainPixels.mix(bytes.0, share, rgba[4 * index])
                        rgba[4 * index + 1] = PlainPixels.mix(bytes.1, share, rgba[4 * index + 1])
                        rgba[4 * index + 2] = PlainPixels.mix(bytes.2, share, rgba[4 * index + 2])
                        rgba[4 * index + 3] = PlainPixels.mix(255, share, rgba[4 * index + 3])
                    }
                    index += 1
                }
            }
        }
    }

    /// `PlainPixels.mix` for sixteen bytes: every second byte in turn, with 16-bit products.
    @inline(__always)
    private static func mix(_ over: Words, _ share: Words, _ under: Words) -> Words {
        let low = Words(repeating: 255)
        let rest = ~share
        let even = product(over & low, share & low) &+ product(under & low, rest & low)
        let odd = product(over &>> 8, share &>> 8) &+ product(under &>> 8, rest &>> 8)
        return even | odd &<< 8
    }

    @inline(__always)
    private static func product(_ a: Words, _ b: Words) -> Words {
        let t = a &* b &+ 127
        return (t &+ (t &>> 8)) &>> 8
    }
}

/// What `PixelRows` does to one byte.
enum PlainPixels {
    /// A mixture of `over`, in the proportion `share`, and `under`.
    @inline(__always)
    static func mix(_ over: UInt8, _ share: UInt8, _ under: UInt8) -> UInt8 {
        UInt8(product(over, share) + product(under, ~share))
    }

    /// `a * b / 255`, rounded; a product just above a half is rounded down, as in cairo.
    @inline(__always)
    private static func product(_ a: UInt8, _ b: UInt8) -> Int {
        let t = Int(a) * Int(b) + 127
        return (t + (t >> 8)) >> 8
    }

    /// The original value of a channel that was multiplied by an opacity other than 0.
    @inline(__always)
    static func divide(_ value: UInt8, by opacity: UInt8) -> UInt8 {
        UInt8(min(255, (Int(value) * 255 + Int(opacity) / 2) / Int(opacity)))
    }
}
