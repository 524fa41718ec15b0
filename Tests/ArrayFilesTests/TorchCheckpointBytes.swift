internal import ArrayFiles
internal import SketchModel
internal import Zlib

/// Checkpoints made byte by byte, for the tests of damaged ones.
enum TorchCheckpointBytes {
    /// The opcodes of protocol 2 that put a value on the stack.
    enum Pickle {
        static func global(_ module: String, _ name: String) -> [UInt8] { Array("c\(module)\n\(name)\n".utf8) }

        static func text(_ text: String) -> [UInt8] {
            var bytes = Array("X".utf8)
            LittleEndian.append(text.utf8.count, count: 4, to: &bytes)
            return bytes + Array(text.utf8)
        }

        static func number(_ value: Int) -> [UInt8] {
            var bytes: [UInt8] = [0x8a, 8]
            LittleEndian.append(value, count: 8, to: &bytes)
            return bytes
        }

        static func tuple(_ values: [[UInt8]]) -> [UInt8] { Array("(".utf8) + values.flatMap { $0 } + Array("t".utf8) }

        static func tuple(_ values: [Int]) -> [UInt8] { tuple(values.map(number)) }

        static func call(_ function: [UInt8], _ arguments: [[UInt8]]) -> [UInt8] {
            function + tuple(arguments) + Array("R".utf8)
        }

        static func dictionary(_ items: [(String, [UInt8])]) -> [UInt8] {
            Array("}(".utf8) + items.flatMap { text($0) + $1 } + Array("u".utf8)
        }

        static func storage(_ type: String, key: String, count: Int) -> [UInt8] {
            let name = [text("storage"), global("torch", type), text(key), text("cpu"), number(count)]
            return tuple(name) + Array("Q".utf8)
        }

        static func tensor(
            shape: [Int],
            strides: [Int],
            offset: Int = 0,
            type: String = "FloatStorage",
            key: String = "0",
            count: Int
        ) -> [UInt8] {
            let rebuild = global("torch._utils", "_rebuild_tensor_v2")
            let hooks = call(global("collections", "OrderedDict"), [])
            let storage = storage(type, key: key, count: count)
            return call(rebuild, [storage, number(offset), tuple(shape), tuple(strides), [0x89], hooks])
        }

        static func parameter(_ tensor: [UInt8]) -> [UInt8] {
            call(global("torch._utils", "_rebuild_parameter"), [tensor, [0x88], [UInt8(ascii: "N")]])
        }
    }

    /// - Parameter deflated: the member that is compressed, if any.
    static func archive(_ members: [(String, [UInt8])], deflated: String? = nil) -> [UInt8] {
        var directory = ZipDirectory()
        var bytes: [UInt8] = []
        for (name, content) in members {
            var checksum = Checksum()
            checksum.add(content.span.bytes)
            var packed = content
            if name == deflated {
                packed = []
                guard var deflater = try? Deflater(.raw) else { preconditionFailure("zlib does not start") }
                try? deflater.add(content.span.bytes, flush: .finish, into: &packed)
            }
            bytes += directory.header(
                name: name,
                content: checksum,
                packedSize: packed.count,
                isDeflated: name == deflated
            )
            bytes += packed
        }
        return bytes + directory.end(comment: "")
    }

    /// A checkpoint with a value, given as opcodes, and storages.
    static func checkpoint(_ value: [UInt8], storages: [(String, [UInt8])] = []) -> [UInt8] {
        let pickle = [0x80, 2] + value + Array(".".utf8)
        return archive([("x/data.pkl", pickle)] + storages.map { ("x/data/\($0)", $1) })
    }
}
