internal import SketchModel
@testable internal import TFRecordFormat
internal import Testing

@Suite struct CRC32CTests {
    /// The values of RFC 3720, appendix B.4, and the one that every implementation is tested with.
    @Test(
        arguments: [
            (Array("123456789".utf8), 0xe306_9283),
            ([], 0),
            (Array(repeating: 0, count: 32), 0x8a91_36aa),
            (Array(repeating: 0xff, count: 32), 0x62a8_ab43),
            (Array(0..<32), 0x46dd_794e),
            (Array((0..<32).reversed()), 0x113f_db5c),
        ] as [([UInt8], UInt32)]
    )
    func knownValues(bytes: [UInt8], expected: UInt32) {
        #expect(CRC32C.checksum(bytes.span) == expected)
    }

    /// Eight bytes at a time give what one bit at a time gives, for every length and place of the last bytes.
    @Test func everyLengthAgrees() {
        var generator = SeededGenerator(seed: 3)
        let bytes = (0..<70).map { _ in UInt8(generator.index(below: 256)) }
        for first in 0..<9 {
            for end in first...bytes.count {
                let part = Array(bytes[first..<end])
                #expect(CRC32C.checksum(part.span) == bitByBit(part))
            }
        }
    }

    @Test func masksAreThoseOfTensorFlow() {
        let (nothing, digits) = ([UInt8](), Array("123456789".utf8))
        #expect(CRC32C.masked(nothing.span) == 0xa282_ead8)
        let crc: UInt32 = 0xe306_9283
        #expect(CRC32C.masked(digits.span) == (crc >> 15 | crc << 17) &+ 0xa282_ead8)
    }

    private func bitByBit(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82f6_3b78 : crc >> 1 }
        }
        return ~crc
    }
}
