internal import SketchStreams

/// The formats for pictures of sketches.
package enum PictureKind: String, Sendable, CaseIterable {
    /// One PNG file per sketch, or a contact sheet.
    case png
    /// One animated PNG file per sketch.
    case apng
    /// One SVG file per sketch, animated or still.
    case svg
    /// An array of grey pictures.
    case npy
    /// Arrays of grey pictures, with classes and ids.
    case npz
    /// Grey pictures and classes in the files of MNIST.
    case idx
    /// PNG files and classes for WebDataset.
    case tar

    /// Whether it is training data, which `ArrayPictures` writes: one output for many sketches, with their classes.
    package var isTrainingData: Bool { [.npy, .npz, .idx, .tar].contains(self) }

    /// The kind that an output's name stands for. A name without an extension, a directory or standard output, means
    /// PNG files.
    /// - Returns: `nil` for any other extension.
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
