/// What a render's output is.
public enum PictureKind: String, Sendable, CaseIterable {
    case png, apng, svg, npy, npz, idx, tar
}
