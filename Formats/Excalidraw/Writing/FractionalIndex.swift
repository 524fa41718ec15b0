/// The keys by which the app orders elements (`fractional-indexing`): text that compares like numbers.
enum FractionalIndex {
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// The key of the element at a place from 0: `a0`, `a1` … `az`, `b00` …
    static func key(_ place: Int) -> String {
        // The first character is the number of digits after it: `a` is one.
        var (rest, length, capacity) = (place, 1, digits.count)
        while rest >= capacity, length < 10 {
            rest -= capacity
            length += 1
            capacity *= digits.count
        }
        var key: [Character] = []
        for _ in 0..<length {
            key.append(digits[rest % digits.count])
            rest /= digits.count
        }
        key.append(digits[digits.count - 26 + length - 1])
        return String(key.reversed())
    }
}
