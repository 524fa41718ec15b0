internal import CAllocator
internal import Platform
internal import SketchNet

/// What the command sets for its whole process, which no library does.
enum ProcessSettings {
    static func apply() {
        DenseProduct.useOneThread()
        // Files that wait for their names are open.
        raiseOpenFileLimit(to: 1 << 16)
        #if canImport(Glibc)
            // Chunks are allocated and freed by the thousand, a quarter of a MiB each. By default, glibc returns each to
            // the kernel, which clears it again for the next: a tenth of the time of reading. The memory kept is
            // bounded, since the number of chunks in progress is.
            mallopt(M_MMAP_THRESHOLD, 32 << 20)
            mallopt(M_TRIM_THRESHOLD, 64 << 20)
        #endif
    }
}
