internal import Platform

/// Processor time in seconds, which other programs on the machine don't affect.
enum ProcessorTime {
    /// The time that the calling thread has used so far.
    static var ofThread: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
