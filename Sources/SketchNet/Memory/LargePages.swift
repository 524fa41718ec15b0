#if canImport(Glibc)
    internal import Glibc
#endif

/// Memory that is written once from end to end is faster in large pages: a fault each for 4 KiB takes longer than what is
/// written.
enum LargePages {
    private static let size = 1 << 21

    /// Asks for large pages where memory that was not written to yet covers whole ones.
    static func advise(_ memory: UnsafeMutableRawBufferPointer) {
        #if canImport(Glibc)
            guard let start = memory.baseAddress else { return }
            let first = start.alignedUp(toMultipleOf: size)
            let count = (start + memory.count - first) / size * size
            // It is but advice.
            if count > 0 { madvise(first, count, MADV_HUGEPAGE) }
        #endif
    }
}
