internal import SketchStreams

/// What pictures of sketches are written as.
package enum PictureKind: String, Sendable, CaseIterable {
    /// A PNG file a sketch, or a contact sheet.
    case png
    /// An animated PNG file a sketch.
    case apng
    /// An SVG file a sketch, animated or still.
    case svg
    /// An array of grey pictures.
    case npy
    /// Arrays of grey pictures, their classes and ids.
    case npz
    /// Grey pictures and classes as MNIST has them.
    case idx
    /// PNG files and classes as WebDataset reads them.
    case tar

    /// Whether it is training data, which `ArrayPictures` writes: one output of many sketches, with their classes.
    package var isTrainingData: Bool { [.npy, .npz, .idx, .tar].contains(self) }

    /// The kind that an output's name asks for. PNG files without an extension: a directory, or standard output.
    /// - Returns: `nil` for an extension of none of them.
    package init?(path: String) {
        if let kind = ArrayPictures.kind(ofPath: path) {
            self = kind
        } else if path.hasSuffix("/") || PathText.fileExtension(path).isEmpty {
            self = .png
        } else if let kind = Self(rawValue: PathText.fileExtension(path)) {
            self = kind
        } else {
            return nil
        }
    }
}
