/// Keys by which drawing programs order what they hold: each sorts, byte by byte, after those of smaller numbers.
///
/// Source: the integers of the JavaScript library `fractional-indexing`: a letter says how many digits to base 62 follow,
/// `a` one, `b` two and so on.
package enum FractionalIndex {
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// Appends the key of a number from 0: a0, a1, …, az, b00, b01, ….
    package static func append(_ number: Int, to bytes: inout [UInt8]) {
        var (rest, length, count) = (number, 1, 62)
        while rest >= count {
            rest -= count
            length += 1
            // Nine digits number more records than a file can have.
            if length == 10 { break }
            count *= 62
        }
        bytes.append(UInt8(ascii: "a") + UInt8(length - 1))
        var key: [UInt8] = []
        for _ in 0..<length {
            key.append(digits[rest % 62])
            rest /= 62
        }
        bytes += key.reversed()
    }

    /// The key of a number from 0.
    package static func key(_ number: Int) -> String {
        var bytes: [UInt8] = []
        append(number, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
