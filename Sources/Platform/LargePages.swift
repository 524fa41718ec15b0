/// Memory that is written once from end to end is faster in large pages: a page fault per 4 KiB takes longer than the
/// writing.
package enum LargePages {
    private static let size = 1 << 21

    /// Asks for large pages if untouched memory covers whole ones.
    package static func advise(_ memory: UnsafeMutableRawBufferPointer) {
        #if canImport(Glibc)
            guard let start = memory.baseAddress else { return }
            let first = start.alignedUp(toMultipleOf: size)
            let count = (start + memory.count - first) / size * size
            // Only a hint.
            if count > 0 { madvise(first, count, MADV_HUGEPAGE) }
        #endif
    }
}
