package import SketchModel
public import SketchStreams

extension Format {
    /// The lists of QuickDraw-414k's parts, whose drawings are in other files; only for reading.
    public static let quickdraw414kList = Format(SplitListFormat())
}

/// `picture_files/tiny_train_set.txt`, a list of the drawings in `coordinate_files/train`. Only for reading: see
/// README.md.
/// Source: PengBoXiangShang/multigraph_transformer, the loaders in `dataloader`.
package struct SplitListFormat: SketchFormat {
    package let name = "quickdraw-414k-list"
    package let summary = "QuickDraw-414k's lists of drawings, such as tiny_train_set.txt"
    package let fileExtensions = ["txt"]
    package let isSuggestedByExtension = false
    package let outputExtensions: [String] = []
    package let canWrite = false
    package let holds = "coordinates from 0 to 255, labels and parts of the data set"
    package let layout = FileLayout.manySketches

    package init() {}

    /// A list is only taken by its own name: in a folder, its drawings are found themselves.
    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        guard !fileName.isEmpty, let end = prefix.firstIndex(of: 0x0a) else { return .no }
        return (try? SplitListLine(prefix[..<end])) == nil ? .no : .certain
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader { try SplitListReader(source) }
}

/// A line of a list: `cat/5891796615823360.png 65`.
struct SplitListLine {
    let category: String
    /// The drawing's name without its extension.
    let name: String

    /// - Throws: `TreeArrayError.badLine`
    init(_ line: ArraySlice<UInt8>) throws(TreeArrayError) {
        let text = PathText.text(line.last == 0x0d ? line.dropLast() : line)
        guard let space = text.lastIndex(of: " "), let number = Int(text[text.index(after: space)...]), number >= 0
        else { throw .badLine }
        let parts = PathText.parts(String(text[..<space]))
        guard parts.count == 2, !["", ".", ".."].contains(parts[0]), PathText.ends(parts[1], in: ".png"),
            !line.contains(0)
        else { throw .badLine }
        (category, name) = (String(parts[0]), String(parts[1].dropLast(4)))
    }
}
