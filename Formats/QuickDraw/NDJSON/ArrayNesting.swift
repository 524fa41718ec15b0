/// How deep a place in JSON text lies, told from brackets and quotes alone.
struct ArrayNesting {
    private(set) var depth = 0
    private var isInString = false
    private var isEscaped = false
}
