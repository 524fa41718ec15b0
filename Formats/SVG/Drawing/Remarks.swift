/// What is odd in a drawing that is read all the same, each with the byte of the file that it concerns.
struct Remarks {
    /// How many are kept.
    static let limit = 16

    private(set) var all: [(offset: Int, text: String)] = []
    private var omitted = 0

    mutating func add(_ text: String, at offset: Int) {
        if all.count < Self.limit {
            all.append((offset, text))
        } else {
            // The last one says how many more there are, so that a broken file does not fill the screen.
            omitted += 1
            all[Self.limit - 1].text = "and \(omitted + 1) more remarks from here on"
        }
    }
}
