internal import Rasteriser

/// The kinds of pixels in a picture. A pixel is read as a 32-bit number: red in the lowest byte, then green, blue and
/// opacity.
struct PixelSurvey {
    /// The most colours that are counted separately.
    static let mostColours = 256
    /// The most greys that are counted separately: only depths below 8 bits need them.
    static let mostLevels = 16

    let pixelCount: Int
    /// All colours in the order of their first pixels, or `nil` if there are too many.
    private(set) var colours: [UInt32]?
    private(set) var isOpaque = true
    private(set) var isGrey = true
    /// The number of pixels that differ from the one before, in rows from the top. For greys with too many levels, 8
    /// bits are chosen without a count.
    private(set) var changes = 0

    init(_ raster: borrowing Raster, colours table: inout ColourTable) {
        pixelCount = raster.width * raster.height
        table.removeAll()
        switch raster.channels {
        case .grey: surveyGrey(raster.pixels.span.bytes, &table)
        case .rgba: surveyColours(raster.pixels.span.bytes, &table)
        }
    }

    private mutating func surveyGrey(_ bytes: RawSpan, _ table: inout ColourTable) {
        var last = bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt8.self)
        table.add(Self.grey(last))
        var offset = 0
        while offset < bytes.byteCount {
            // In a line drawing, most words are of one level, that of the pixel before.
            if offset + 8 <= bytes.byteCount {
                let word = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
                if word == UInt64(last) &* 0x0101_0101_0101_0101 {
                    offset += 8
                    continue
                }
            }
            for place in offset..<min(offset + 8, bytes.byteCount) {
                let level = bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt8.self)
                guard level != last else { continue }
                changes += 1
                last = level
                table.add(Self.grey(level))
            }
            guard table.colours.count <= Self.mostLevels else { return }
            offset += 8
        }
        colours = table.colours
    }

    private mutating func surveyColours(_ bytes: RawSpan, _ table: inout ColourTable) {
        var last = Self.pixel(bytes, at: 0)
        see(last, &table)
        var hasRoom = true
        for offset in stride(from: 4, to: bytes.byteCount, by: 4) {
            let pixel = Self.pixel(bytes, at: offset)
            guard pixel != last else { continue }
            changes += 1
            last = pixel
            if hasRoom {
                hasRoom = see(pixel, &table)
            } else {
                note(pixel)
            }
        }
        colours = hasRoom ? table.colours : nil
    }

    /// - Returns: whether there was room for its colour.
    @discardableResult
    private mutating func see(_ pixel: UInt32, _ table: inout ColourTable) -> Bool {
        note(pixel)
        return table.add(pixel)
    }

    private mutating func note(_ pixel: UInt32) {
        if pixel >> 24 != 255 { isOpaque = false }
        if pixel & 255 != pixel >> 8 & 255 || pixel & 255 != pixel >> 16 & 255 { isGrey = false }
    }

    static func pixel(_ bytes: RawSpan, at offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    static func grey(_ level: UInt8) -> UInt32 { UInt32(level) &* 0x0001_0101 | 0xFF00_0000 }
}

/// Up to 256 colours, each with its index: a hash table with open addressing.
struct ColourTable: Sendable {
    private static let slotCount = 1024

    private(set) var colours: [UInt32] = []
    /// The index in `colours` plus one, 0 if the slot is free.
    private var slots = [UInt16](repeating: 0, count: slotCount)

    mutating func removeAll() {
        guard !colours.isEmpty else { return }
        colours.removeAll(keepingCapacity: true)
        for index in slots.indices { slots[index] = 0 }
    }

    /// - Returns: whether the colour is now in the table.
    @discardableResult
    mutating func add(_ colour: UInt32) -> Bool {
        let slot = slot(of: colour)
        if slots[slot] > 0 { return true }
        guard colours.count < PixelSurvey.mostColours else { return false }
        colours.append(colour)
        slots[slot] = UInt16(colours.count)
        return true
    }

    /// The index of a colour that was added.
    func index(of colour: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: max(slots[slot(of: colour)], 1) - 1) }

    private func slot(of colour: UInt32) -> Int {
        var slot = Int(truncatingIfNeeded: (colour &* 0x9E37_79B1) >> 22)
        while slots[slot] > 0, colours[Int(slots[slot]) - 1] != colour { slot = (slot + 1) & (Self.slotCount - 1) }
        return slot
    }
}

extension Raster {
    /// Callers can change the number of pixels, which are read without bounds checks after this.
    func checkPixelCount() {
        precondition(pixels.count == width * height * channels.rawValue, "the raster has lost or gained pixels")
    }
}
