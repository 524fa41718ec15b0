internal import Platform

/// Seconds of computing, which other programs on the machine do not lengthen.
enum ProcessorTime {
    /// What the calling thread has taken so far.
    static var ofThread: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
