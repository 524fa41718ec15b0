internal import ArrayFiles
package import SketchModel
public import SketchStreams

extension Format {
    /// The arrays of QuickDraw-414k, one file per drawing; only for reading.
    public static let quickdraw414k = Format(QuickDraw414kFormat())
    /// The arrays of FS-COCO, one file per drawing; only for reading.
    public static let fsCOCO = Format(FSCOCOFormat())
}

/// Rows of (x, y, pen down, pen up) in `coordinate_files/train/cat/5891796615823360.npy`. Only for reading: see
/// README.md.
/// Source: Xu et al., "Multigraph Transformer for Free-Hand Sketch Recognition", 2021, and programs that read its data.
package struct QuickDraw414kFormat: SketchFormat {
    package let name = "quickdraw-414k"
    package let summary = "QuickDraw-414k's .npy files: places from 0 to 255 and two pen states"
    package let fileExtensions = ["npy"]
    package let outputExtensions: [String] = []
    package let canWrite = false
    package let holds = "coordinates from 0 to 255"
    package let layout = FileLayout.oneSketch

    package init() {}

    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        guard let beginning = ArrayBeginning(prefix), beginning.columns == PenColumns.downAndUp.count else {
            return .no
        }
        let rows = beginning.rows
        let isPossible = rows.allSatisfy { row in
            let (down, up) = (row[2], row[3])
            let isPlace = row[..<2].allSatisfy { 0...255 ~= $0 && $0 == $0.rounded() }
            return (down == 0 && up == 0) || (isPlace && (down == 1 || down == 0) && up == 1 - down)
        }
        return isPossible && rows.contains { $0[2] + $0[3] == 1 } ? .certain : .no
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        try TreeArrayReader(source, columns: .downAndUp, split: TreeSplit.name(inPath: source.name))
    }
}

/// Rows of (x, y, flag) in `vector_sketches/1/000000000049.npy`, with places instead of offsets. Only for reading: see
/// README.md.
/// Source: Chowdhury et al., "FS-COCO", 2022, and programs that read its data.
package struct FSCOCOFormat: SketchFormat {
    package let name = "fs-coco"
    package let summary = "FS-COCO's .npy files: places and a flag, in a folder vector_sketches"
    package let fileExtensions = ["npy"]
    package let outputExtensions: [String] = []
    package let canWrite = false
    package let holds = "any coordinates"
    package let layout = FileLayout.oneSketch
    package let folder: String? = "vector_sketches"

    package init() {}

    /// Only a flag of 2 tells places from the offsets of stroke-3; the folder decides otherwise.
    package func recognises(prefix: [UInt8], fileName: String) -> FormatMatch {
        guard let beginning = ArrayBeginning(prefix), beginning.columns == PenColumns.lift.count,
            beginning.rows.allSatisfy({ $0[2] == 0 || $0[2] == 1 || $0[2] == 2 })
        else { return .no }
        return beginning.rows.contains { $0[2] == 2 } ? .certain : .possible
    }

    package func makeReader(_ source: ByteSource) throws(Fault) -> any SketchReader {
        try TreeArrayReader(source, columns: .lift, split: nil)
    }
}

/// The part of a data set that a name stands for.
enum TreeSplit {
    private static let names: Set<Substring> = ["train", "val", "valid", "test"]

    /// The part whose list this is: `train` for `tiny_train_set.txt`.
    static func name(inList leaf: String) -> String? {
        PathText.stem(leaf).split(separator: "_").last { names.contains($0) }.map { String($0) }
    }

    /// The innermost folder's name that is that of a part.
    static func name(inPath path: String) -> String? {
        PathText.parts(PathText.split(path).folder).last { names.contains($0) }.map { String($0) }
    }
}
