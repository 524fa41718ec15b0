internal import SketchModel
internal import SketchStreams

/// What the name of a file of SPG and the file of part names say about its drawings.
struct SPGFile: Sendable {
    /// The category in the file's name, if QuickDraw has it.
    let label: String?
    /// The part of the data set in the file's name.
    let split: String?
    let parts: PartNames

    /// What follows the category in a file's name, and the part of the data set that it stands for.
    private static let endings: [(text: String, split: String?)] = [
        ("256", nil), ("_raw", nil), ("_res", nil), ("_train", "train"), ("_valid", "valid"), ("_test", "test"),
    ]

    /// - Throws: `Fault` if there is a file of part names that can't be read.
    init(path: String) throws(Fault) {
        var category = PathText.stem(path)
        var split: String?
        if let ending = Self.endings.first(where: { PathText.ends(category, in: $0.text) }) {
            category = String(category.dropLast(ending.text.count))
            split = ending.split
        }
        let label = String(category.map { $0 == "_" ? " " : $0 })
        self.label = QuickDrawCategories.names.contains(label) ? label : nil
        self.split = split
        parts = try PartNames(ofCategory: category, drawings: path)
    }

    /// Adds what the file's name says to a sketch that has been read from it.
    func describe(_ sketch: inout Sketch) {
        if sketch.metadata.label == nil { sketch.metadata.label = label }
        sketch.source.split = split
    }
}
