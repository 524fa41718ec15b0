internal import Zlib

/// The scene that the app deflates before it puts it into a picture.
enum DeflatedScene {
    /// - Throws: `ExcalidrawError.badScene`, or `.tooLarge` for more than `limit` bytes.
    static func inflated(_ bytes: [UInt8], limit: Int) throws(ExcalidrawError) -> [UInt8] {
        var (output, hasEnded) = ([UInt8](), false)
        do throws(ZlibError) {
            var inflater = try Inflater(.zlib)
            var consumed = 0
            while !inflater.hasEnded, output.count <= limit {
                let step = try inflater.inflate(bytes, from: consumed, into: &output, atMost: 1 << 18)
                consumed += step.consumed
                if step.consumed == 0, step.produced == 0 { break }
            }
            hasEnded = inflater.hasEnded
        } catch {
            throw .badScene(error.message)
        }
        if output.count > limit { throw .tooLarge(limit: limit) }
        guard hasEnded else { throw .badScene("it is cut short") }
        return output
    }
}
