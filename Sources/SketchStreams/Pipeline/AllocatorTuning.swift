internal import CAllocator

/// Keeps the memory of chunks in the process.
enum AllocatorTuning {
    /// Chunks are allocated and freed by the thousand, a quarter of a MiB each. By default, glibc returns each to the
    /// kernel, which clears it again for the next: a tenth of the time of reading. The memory kept is bounded, since
    /// the number of chunks in progress is.
    static let keepChunks: Void = {
        #if canImport(Glibc)
            mallopt(M_MMAP_THRESHOLD, 32 << 20)
            mallopt(M_TRIM_THRESHOLD, 64 << 20)
        #endif
    }()
}
