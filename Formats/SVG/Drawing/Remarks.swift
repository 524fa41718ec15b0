/// Oddities in a drawing that can still be read, each with the byte of the file that it concerns.
struct Remarks {
    /// The most remarks that are kept.
    static let limit = 16

    private(set) var all: [(offset: Int, text: String)] = []
    private var omitted = 0

    mutating func add(_ text: String, at offset: Int) {
        if all.count < Self.limit {
            all.append((offset, text))
        } else {
            // The last remark counts the rest, so that a broken file doesn't fill the screen.
            omitted += 1
            all[Self.limit - 1].text = "and \(omitted + 1) more remarks from here on"
        }
    }
}
